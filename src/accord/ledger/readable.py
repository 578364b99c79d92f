"""Readable views for any tool: names and words in place of numbers. Their SQL is made of what stands here alone."""

# ruff: noqa: S608 - no word of a user or a report comes into these queries

from __future__ import annotations

import re

from accord.ledger import shorthand


def views(dialect: str) -> dict[str, str]:
    """Readable views for any tool, as SQL: names and words in place of numbers."""
    texts = shorthand.views() if dialect == "sqlite" else {}
    return texts | {name: _spelt(query, dialect) for name, query in _VIEWS.items()}


# In braces what is to be read as words: {w column} a word, {d column} a day, {i column} an id, {t table number} the
# text or title in the row of a table, {f column place} one of the words that a word holds as a list.
_VIEWS = {
    "v_reports": """
        SELECT {i r.id} AS id, {d r.known_since} AS known_since, coalesce(r.published, {d r.known_since}) AS published,
          {w r.outlet} AS outlet, coalesce(r.title, substr({t reports r.num}, 1, r.headline)) AS title, r.url,
          {w r.credit} AS credit, {w h.label} AS origin, {w h.why} AS why, {t reports r.num} AS text
        FROM reports r LEFT JOIN hands h ON h.report = r.num""",
    "v_events": """
        SELECT {i e.id} AS id, {d e.date} AS date, {f e.facets 3} AS date_precision, {f e.facets 0} AS type,
          {f e.facets 1} AS mode, {f e.facets 2} AS aux_modes, {w e.actors} AS actors, {w e.recipients} AS recipients,
          {w e.place} AS place, {d r.known_since} AS known_since, {w r.outlet} AS outlet,
          {i coalesce(m.episode, e.episode)} AS episode,
          substr({t reports r.num}, e.start + 1, e."end" - e.start) AS quote, {i r.id} AS report
        FROM events e JOIN reports r ON r.num = e.num / 4096
        LEFT JOIN members m ON m.event = e.num AND m.known_until = 0""",
    "v_episodes": """
        SELECT {i p.id} AS id, {d p.known_since} AS known_since, {d p.known_until} AS known_until, {d p.date} AS date,
          {f p.facets 3} AS date_precision, {f p.facets 0} AS type, {f p.facets 1} AS mode, {f p.facets 2} AS stage,
          {t episodes p.num} AS title, {w p.actors} AS actors, {w p.recipients} AS recipients, {w p.place} AS place,
          p.reports, p.origins, p.weight / 1000.0 AS weight
        FROM episodes p
        UNION ALL
        SELECT {i e.episode}, {d r.known_since}, '', {d e.date}, {f e.facets 3}, {f e.facets 0}, {f e.facets 1},
          {w e.stage}, substr({t reports r.num}, e.start + 1, e."end" - e.start), {w e.actors}, {w e.recipients},
          {w e.place}, 1, 1, e.weight / 1000.0
        FROM events e JOIN reports r ON r.num = e.num / 4096 WHERE e.weight IS NOT NULL""",
    "v_contests": """
        SELECT {i c.name} AS name, {d c.known_since} AS known_since, {d c.known_until} AS known_until,
          {w c.kind} AS kind, {t contests c.num} AS title, {i c.episode} AS episode, {i c.tie} AS tie,
          c.weight / 1000.0 AS weight
        FROM contests c""",
    "v_ties": """
        SELECT {w w.kind} AS kind, a.party AS a, b.party AS b, {f w.facets 0} AS sector, {f w.facets 1} AS stage,
          {d w.date} AS date, {f w.facets 2} AS date_precision,
          CASE w.known_since WHEN 0 THEN {d r.known_since} ELSE {d w.known_since} END AS known_since,
          {d w.known_until} AS known_until, {w h.label} AS origin, {w w.speaker} AS speaker,
          substr({t reports r.num}, w.start + 1, w."end" - w.start) AS quote, {w r.outlet} AS outlet,
          {i r.id} AS report, w.strong, w.past
        FROM tie_words w JOIN actors a ON a.num = w.a JOIN actors b ON b.num = w.b
        JOIN reports r ON r.num = w.num / 4096 LEFT JOIN hands h ON h.report = r.num""",
    "v_past_events": """
        SELECT p.dataset, p.key, p.date, p.type, p.mode, p.code, a.country AS actor_country, a.sector AS actor_sector,
          a.name AS actor, b.country AS recipient_country, b.sector AS recipient_sector, b.name AS recipient,
          p.intensity, p.source, p.reports
        FROM past_events p JOIN actors a ON a.num = p.actor JOIN actors b ON b.num = p.recipient
        WHERE NOT EXISTS (SELECT 1 FROM past_versions v WHERE v.event = p.num AND v.known_until <> '')""",
    "v_judgements": "SELECT id, at, who, kind, value, events, revokes, why FROM judgements",
}
_BRACED = re.compile(r"\{([wditf]) ([^{}]+)\}")
_FACET = {"sqlite": "json_extract({0}, '$[{1}]')", "postgresql": "({0}::json ->> {1})"}
_TEXTS = {"reports": "text", "episodes": "title", "contests": "title"}
_ID = {
    "sqlite": "printf('%012x', {0} + CASE {0} WHEN 140737488355328 THEN 0 ELSE 140737488355328 END)",
    "postgresql": "lpad(to_hex({0} + CASE {0} WHEN 140737488355328 THEN 0 ELSE 140737488355328 END), 12, '0')",
}


def _spelt(query: str, dialect: str) -> str:
    """A view's query with its braces filled in, as a kind of database understands it."""

    def spell(match: re.Match[str]) -> str:
        kind, column = match.groups()
        if kind == "w":
            return f"(SELECT word FROM words WHERE words.num = {column})"
        if kind == "t":
            table, number = column.split()
            return _text(table, number, dialect)
        if kind == "f":
            facets, place = column.split()
            return _FACET[dialect].format(f"(SELECT word FROM words WHERE words.num = {facets})", place)
        if kind == "i":
            return f"CASE {column} WHEN 0 THEN '' ELSE {_ID[dialect].format(column)} END"
        year, month, day = (
            _digits(f"{column} / 10000", 4),
            _digits(f"{column} / 100 % 100", 2),
            _digits(f"{column} % 100", 2),
        )
        return (
            f"CASE WHEN {column} = 0 THEN '' WHEN {column} % 10000 = 0 THEN {year} "
            f"WHEN {column} % 100 = 0 THEN {year} || '-' || {month} ELSE {year} || '-' || {month} || '-' || {day} END"
        )

    return _BRACED.sub(spell, query)


def _text(table: str, number: str, dialect: str) -> str:
    """A text, out of the shorthand that a file keeps it in."""
    if dialect == "sqlite":
        return f"(SELECT texts.text FROM v_texts texts WHERE texts.table_name = '{table}' AND texts.num = {number})"
    return f"(SELECT texts.{_TEXTS[table]} FROM {table} texts WHERE texts.num = {number})"


def _digits(number: str, count: int) -> str:
    """A number with zeros in front, in SQL that all databases know."""
    return f"substr(CAST({number} + {10**count} AS TEXT), 2)"
