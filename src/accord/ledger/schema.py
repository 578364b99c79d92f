"""The ledger's tables. Content is what reports and people said and what follows from it; the journal is how it came.

``num`` is a row's number in this file alone, for joining; what names a thing everywhere is its ``id``. Days, ids and
weights are small numbers (``shapes``), words that come up again and again are numbers of rows of ``words``: the views
show them as words. ``known_until`` is 0 while a row still counts. ``seq`` is the number in the journal of the step that
wrote a row. Tables under "derived" are made anew by ``accord rebuild``.

An event that has stood alone in a happening of its own ever since it was told needs no other row: its row in
``events`` holds the happening's id, stage and weight, and ``singles`` the rest, a row for each report.
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

from accord.ledger.shapes import Day, Id, Prose, Weight

#: The version of this layout of tables. A ledger of a newer one is refused; one of an older one is brought up to date.
VERSION = 6

metadata = MetaData()
_Num = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="", server_default="")


def _prose(name: str) -> Column[str]:
    return Column(name, Prose, nullable=False, default="", server_default="")


def _day(name: str) -> Column[str]:
    return Column(name, Day, nullable=False, default="", server_default="0")


def _id(name: str) -> Column[str]:
    return Column(name, Id, nullable=False, default="", server_default="0")


def _word(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, default=0, server_default="0")


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))
layouts = Table("layouts", metadata, Column("num", _Num, primary_key=True), _text("layout"))


def _partly(name: str, column: str, where: str) -> Index:
    """An index of some rows alone."""
    return Index(name, column, sqlite_where=text(where), postgresql_where=text(where))


def _closed(table: str) -> Index:
    """The rows that count no more, by the day from which they do not."""
    return _partly(f"{table}_closed", "known_until", "known_until <> 0")


words = Table(
    "words", metadata, Column("num", Integer, primary_key=True), Column("word", Text, nullable=False, unique=True)
)

# What was read

reports = Table(
    "reports",
    metadata,
    Column("num", _Num, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    _day("known_since"),
    # Nothing where it is the day; a title that begins the text is how long it is.
    Column("published", Text),
    Column("title", Text),
    Column("headline", SmallInteger, nullable=False),
    _word("outlet"),
    _word("credit"),
    _word("language"),
    _word("coder"),
    Column("layout", SmallInteger, nullable=False),
    _text("url"),
    Column("text", Prose, nullable=False),
    Index("reports_by_day", "known_since"),
)
# All that was found in a report; apart from it, so that rows fill their pages better.
findings = Table(
    "findings",
    metadata,
    Column("report", _Num, primary_key=True, autoincrement=False),
    Column("coded", LargeBinary, nullable=False),
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
    _id("id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _word("facets"),
    _day("date"),
    _word("actors"),
    _word("recipients"),
    _word("place"),
    # Of an event that has stood where it began ever since; with stage and weight if it stands there alone.
    Column("episode", Id),
    Column("stage", Integer),
    Column("weight", Weight),
)
singles = Table(
    "singles",
    metadata,
    Column("report", _Num, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
)
members = Table(
    "members",
    metadata,
    Column("event", _Num, primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True, default=""),
    _id("episode"),
    _day("known_since"),
    _day("known_until"),
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
    _id("origin"),
    _word("label"),
    Column("parent", _Num),
    _word("why"),
    Column("because", LargeBinary),
    _partly("hands_by_parent", "parent", "parent IS NOT NULL"),
)
editions = Table(
    "editions",
    metadata,
    Column("report", _Num, primary_key=True, autoincrement=False),
    Column("earlier", _Num, nullable=False),
    _day("known_since"),
    Index("editions_by_earlier", "earlier"),
)
# Reports by a key and some buckets of days, in one number; ``reports`` are their numbers and buckets (``rising``).
blocks = Table(
    "blocks",
    metadata,
    Column("key", _Num, primary_key=True, autoincrement=False),
    Column("reports", LargeBinary, nullable=False),
)
sketches = Table(
    "sketches",
    metadata,
    Column("hash", _Num, primary_key=True, autoincrement=False),
    Column("report", _Num, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
episodes = Table(
    "episodes",
    metadata,
    Column("num", _Num, primary_key=True),
    _id("id"),
    _day("known_since"),
    _day("known_until"),
    _word("facets"),
    _day("date"),
    _prose("title"),
    _word("actors"),
    _word("recipients"),
    _word("place"),
    Column("weight", Weight, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("episodes_by_id", "id"),
    Index("episodes_by_day", "known_since"),
    _closed("episodes"),
)
# By an actor, what is found, and a stretch of its rows' numbers, all in one number (``postings``).
postings = Table(
    "postings",
    metadata,
    Column("key", _Num, primary_key=True, autoincrement=False),
    Column("rows", LargeBinary, nullable=False),
)
contests = Table(
    "contests",
    metadata,
    Column("num", _Num, primary_key=True),
    _id("name"),
    _day("known_since"),
    _day("known_until"),
    _word("kind"),
    _prose("title"),
    _id("episode"),
    _id("tie"),
    Column("weight", Weight, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("contests_by_name", "name"),
    Index("contests_by_episode", "episode"),
    Index("contests_by_day", "known_since"),
    _closed("contests"),
)
# A word's number is its report's, times 4096, and some more; ``known_since`` is 0 where it is its report's.
tie_words = Table(
    "tie_words",
    metadata,
    Column("num", _Num, primary_key=True, autoincrement=False),
    _id("id"),
    _word("kind"),
    _word("facets"),
    Column("a", _Num, nullable=False),
    Column("b", _Num, nullable=False),
    Column("strong", Boolean, nullable=False),
    Column("past", Boolean, nullable=False),
    _day("date"),
    _day("known_since"),
    _day("known_until"),
    _word("speaker"),
    _word("speaker_party"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _id("event"),
    Column("seq", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    _partly("tie_words_by_day", "known_since", "known_since <> 0"),
    _closed("tie_words"),
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

#: What ``accord rebuild`` makes anew. The rows of ``events`` only repeat what was coded, but for where they stand.
DERIVED = (
    singles, members, hands, editions, blocks, sketches, episodes, postings, contests, tie_words,
)  # fmt: skip
#: Columns that hold numbers of ``words``.
WORDS = {
    reports: ("outlet", "credit", "language", "coder"),
    events: ("facets", "actors", "recipients", "place", "stage"),
    hands: ("label", "why"),
    episodes: ("facets", "actors", "recipients", "place"),
    contests: ("kind",),
    tie_words: ("kind", "facets", "speaker", "speaker_party"),
}
#: What the one word in ``facets`` says, as a list in JSON: words of few kinds that come up together.
FACETS = {
    events: ("type", "mode", "aux_modes", "date_precision"),
    episodes: ("type", "mode", "stage", "date_precision"),
    tie_words: ("sector", "stage", "date_precision"),
}
