"""The ledger's tables. Content is what reports and people said and what follows from it; the journal is how it came.

``num`` is a row's number in this file alone, for joining; what names a thing everywhere is its ``id``. Days are ISO
text, ``known_until`` is ``''`` while a row still counts. ``seq`` is the number in the journal of the step that wrote a
row. Tables under "derived" are made anew by ``accord rebuild``.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

#: The version of this layout of tables. A ledger of a newer one is refused; one of an older one is brought up to date.
VERSION = 3

metadata = MetaData()
_Num = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="", server_default="")


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))
layouts = Table("layouts", metadata, Column("num", _Num, primary_key=True), _text("layout"))

# What was read

reports = Table(
    "reports",
    metadata,
    Column("num", _Num, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("known_since"),
    _text("published"),
    _text("outlet"),
    _text("title"),
    _text("url"),
    _text("language"),
    _text("credit"),
    Column("blocks", LargeBinary, nullable=False),
    _text("text"),
    _text("coder"),
    Column("layout", SmallInteger, nullable=False),
    Column("coded", LargeBinary, nullable=False),
    Index("reports_by_day", "known_since"),
)
refusals = Table(
    "refusals",
    metadata,
    Column("input", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
    sqlite_with_rowid=False,
)
actors = Table(
    "actors",
    metadata,
    Column("num", _Num, primary_key=True),
    _text("country"),
    _text("sector"),
    _text("name"),
    _text("role"),
    _text("id"),
    _text("party"),
    UniqueConstraint("name", "country", "sector", "role", "id"),
    Index("actors_by_party", "party"),
)
past_events = Table(
    "past_events",
    metadata,
    Column("num", _Num, primary_key=True),
    _text("dataset"),
    _text("key"),
    _text("date"),
    Column("actor", _Num, nullable=False),
    Column("recipient", _Num, nullable=False),
    _text("type"),
    _text("mode"),
    _text("contexts"),
    _text("code"),
    Column("intensity", Float),
    Column("place", LargeBinary),
    _text("text"),
    _text("source"),
    Column("reports", Integer),
    Column("dead", Integer),
    UniqueConstraint("dataset", "key"),
    Index("past_events_by_day", "date"),
    Index("past_events_by_actor", "actor", "date"),
    Index("past_events_by_recipient", "recipient", "date"),
)

# What people said, and what was forecast

judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    _text("kind"),
    _text("events"),
    _text("value"),
    _text("revokes"),
    _text("who"),
    _text("at"),
    _text("why"),
)
grades = Table(
    "grades",
    metadata,
    Column("id", Text, primary_key=True),
    _text("outlet"),
    _text("reliability"),
    _text("who"),
    _text("at"),
    _text("why"),
)
forecasts = Table(
    "forecasts",
    metadata,
    Column("id", Text, primary_key=True),
    _text("made_on"),
    _text("actor"),
    _text("recipient"),
    _text("kind"),
    _text("start"),
    _text("end"),
    Column("probability", Float, nullable=False),
    Column("layout", SmallInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("forecasts_by_day", "made_on"),
)

# Derived: a function of the above

events = Table(
    "events",
    metadata,
    Column("num", _Num, primary_key=True, autoincrement=False),
    _text("id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("type"),
    _text("mode"),
    _text("aux_modes"),
    _text("date"),
    _text("date_precision"),
    _text("actors"),
    _text("recipients"),
    _text("place"),
)
members = Table(
    "members",
    metadata,
    Column("event", _Num, primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True, default=""),
    _text("episode"),
    _text("known_since"),
    _text("known_until"),
    _text("until_step"),
    Column("why", LargeBinary),
    Column("seq", Integer, nullable=False),
    Index("members_by_episode", "episode"),
    sqlite_with_rowid=False,
)
hands = Table(
    "hands",
    metadata,
    Column("report", _Num, primary_key=True, autoincrement=False),
    _text("origin"),
    _text("label"),
    Column("parent", _Num),
    _text("why"),
    Column("because", LargeBinary),
    Index("hands_by_parent", "parent"),
)
editions = Table(
    "editions",
    metadata,
    Column("report", _Num, primary_key=True, autoincrement=False),
    Column("earlier", _Num, nullable=False),
    _text("known_since"),
    _text("changes"),
    Index("editions_by_earlier", "earlier"),
)
blocks = Table(
    "blocks",
    metadata,
    Column("key", _Num, primary_key=True, autoincrement=False),
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("report", _Num, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
sketches = Table(
    "sketches",
    metadata,
    Column("hash", _Num, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("report", _Num, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
episodes = Table(
    "episodes",
    metadata,
    Column("num", _Num, primary_key=True),
    _text("id"),
    _text("known_since"),
    _text("known_until"),
    _text("type"),
    _text("mode"),
    _text("stage"),
    _text("date"),
    _text("date_precision"),
    _text("title"),
    _text("actors"),
    _text("recipients"),
    _text("place"),
    Column("weight", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("episodes_by_id", "id", "known_since"),
    Index("episodes_by_day", "known_since"),
    Index(
        "episodes_closed",
        "known_until",
        sqlite_where=text("known_until <> ''"),
        postgresql_where=text("known_until <> ''"),
    ),
)
episode_parties = Table(
    "episode_parties",
    metadata,
    Column("party", _Num, primary_key=True, autoincrement=False),
    Column("side", SmallInteger, primary_key=True, autoincrement=False),
    Column("episode", _Num, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
contests = Table(
    "contests",
    metadata,
    Column("num", _Num, primary_key=True),
    _text("name"),
    _text("known_since"),
    _text("known_until"),
    _text("kind"),
    _text("title"),
    _text("episode"),
    _text("tie"),
    Column("weight", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("contests_by_name", "name", "known_since"),
    Index("contests_by_episode", "episode"),
    Index("contests_by_day", "known_since"),
    Index(
        "contests_closed",
        "known_until",
        sqlite_where=text("known_until <> ''"),
        postgresql_where=text("known_until <> ''"),
    ),
)
tie_words = Table(
    "tie_words",
    metadata,
    Column("num", _Num, primary_key=True),
    _text("id"),
    _text("kind"),
    _text("sector"),
    _text("stage"),
    Column("a", _Num, nullable=False),
    Column("b", _Num, nullable=False),
    Column("strong", Boolean, nullable=False),
    Column("past", Boolean, nullable=False),
    _text("date"),
    _text("date_precision"),
    _text("known_since"),
    _text("known_until"),
    _text("speaker"),
    _text("speaker_party"),
    Column("report", _Num, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("event"),
    Column("seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("tie_words_by_a", "a"),
    Index("tie_words_by_b", "b"),
    Index("tie_words_by_day", "known_since"),
    Index("tie_words_by_report", "report"),
    Index(
        "tie_words_closed",
        "known_until",
        sqlite_where=text("known_until <> ''"),
        postgresql_where=text("known_until <> ''"),
    ),
)

# The journal: how the content came to be, apart from what it is

journal = Table(
    "journal",
    metadata,
    Column("seq", _Num, primary_key=True),
    _text("at"),
    _text("what"),
    _text("ref"),
    _text("detail"),
)
pending = Table(
    "pending", metadata, Column("report", _Num, primary_key=True, autoincrement=False), sqlite_with_rowid=False
)
superseded = Table(
    "superseded",
    metadata,
    Column("num", _Num, primary_key=True),
    Column("since_seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    _text("relation"),
    _text("row"),
    Index("superseded_by_seq", "until_seq"),
)

#: What ``accord rebuild`` makes anew. The rows of ``events`` only repeat what was coded.
DERIVED = (
    members, hands, editions, blocks, sketches, episodes, episode_parties, contests, tie_words,
)  # fmt: skip

#: Readable views for any tool: names and words in place of numbers.
VIEWS = {
    "v_reports": """
        SELECT r.id, r.known_since, r.published, r.outlet, r.title, r.url, r.credit, h.label AS origin, h.why, r.text
        FROM reports r LEFT JOIN hands h ON h.report = r.num""",
    "v_events": """
        SELECT e.id, e.date, e.date_precision, e.type, e.mode, e.aux_modes, e.actors, e.recipients, e.place,
          r.known_since, r.outlet, m.episode, substr(r.text, e.start + 1, e."end" - e.start) AS quote, r.id AS report
        FROM events e JOIN reports r ON r.num = e.num / 4096
        LEFT JOIN members m ON m.event = e.num AND m.known_until = ''""",
    "v_episodes": """
        SELECT id, known_since, known_until, date, date_precision, type, mode, stage, title, actors, recipients, place,
          reports, origins, weight FROM episodes""",
    "v_contests": """
        SELECT name, known_since, known_until, kind, title, episode, tie, weight FROM contests""",
    "v_ties": """
        SELECT w.kind, a.party AS a, b.party AS b, w.sector, w.stage, w.date, w.date_precision, w.known_since,
          w.known_until, h.label AS origin, w.speaker, substr(r.text, w.start + 1, w."end" - w.start) AS quote,
          r.outlet, r.id AS report, w.strong, w.past
        FROM tie_words w JOIN actors a ON a.num = w.a JOIN actors b ON b.num = w.b JOIN reports r ON r.num = w.report
        LEFT JOIN hands h ON h.report = w.report""",
    "v_past_events": """
        SELECT p.dataset, p.key, p.date, p.type, p.mode, p.code, a.country AS actor_country, a.sector AS actor_sector,
          a.name AS actor, b.country AS recipient_country, b.sector AS recipient_sector, b.name AS recipient,
          p.intensity, p.source, p.reports
        FROM past_events p JOIN actors a ON a.num = p.actor JOIN actors b ON b.num = p.recipient""",
    "v_judgements": "SELECT id, at, who, kind, value, events, revokes, why FROM judgements",
}
