"""Opening a ledger, and its transactions: one writer at a time, readers see one state throughout."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.sql.dml import Insert

from accord.errors import LedgerError
from accord.ledger import readable, schema
from accord.ledger.migrate import migrate

__all__ = ["PATIENCE", "Connection", "Store", "make_views", "open_store"]

#: Seconds that a writer waits for another one.
PATIENCE = 120
# Any number, as long as no other program takes the same for its own lock in one database.
_LOCK = 0xACC02D
# How many times as large a file is when its pages are filled anew, and from how many pages on.
_GROWN, _FEW_PAGES = 1.1, 100
_REMEDIES = (
    ("full", "Make room on the disk and run the command again; what was committed is safe"),
    ("No space left", "Make room on the disk and run the command again; what was committed is safe"),
    ("locked", "Another accord is writing to it; run the command again when it is done"),
    ("not a database", "Give the path of a ledger made by accord"),
    ("malformed", "Restore the file from a copy"),
    ("readonly", "Make the file and its folder writable"),
    ("unable to open", "Give a path in a folder that exists and is writable"),
    ("connection", "Check that the server runs and that the URL is right"),
)


class Store:
    """A database that holds a ledger. ``reading`` and ``writing`` give its connections."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger, whatever is written meanwhile."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._explained(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one connection that writes; all that is done in it is there at its end, or nothing."""
        with (
            self._explained(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """A failing database as a LedgerError with a remedy, on one line."""
        try:
            yield
        except DBAPIError as error:
            said = " ".join(str(error.orig or error).split())
            remedy = next((remedy for sign, remedy in _REMEDIES if sign in said), "")
            raise LedgerError(f"{self.name}: {said}", remedy=remedy) from error

    def insert(self, table: Table) -> Insert:
        """An insertion that leaves a row alone which is there already."""
        make = sqlite.insert if self.is_sqlite else postgresql.insert
        return make(table).on_conflict_do_nothing()

    def tidy(self) -> None:
        """Fill the pages of a file that has grown by a tenth since they were last full.

        Rows come in any order and leave pages half full: a fifth of the file. It is put off where another process has
        the file or the disk has no room for a copy.
        """
        if not self.is_sqlite:
            return
        with closing(sqlite3.connect(self.engine.url.database or "", timeout=0, isolation_level=None)) as connection:
            [pages], [free] = (
                connection.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "freelist_count")
            )
            before = connection.execute("SELECT value FROM meta WHERE key = 'full_pages'").fetchone()
            full = int(before[0]) if before else _FEW_PAGES
            if pages < full * _GROWN and free < full * (_GROWN - 1):
                return
            try:
                connection.execute("VACUUM")
                [pages] = connection.execute("PRAGMA page_count").fetchone()
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('full_pages', ?)", (str(pages),))
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError:
                return

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(url_or_path: str | Path, *, create: bool = False) -> Store:
    """The store at a path or URL, brought up to this version of accord.

    Raises LedgerError where there is none and ``create`` is false, or where it cannot be opened.
    """
    name = str(url_or_path)
    store = Store(_engine(name, create=create), _shown(name))
    try:
        with store.reading() as connection:
            version = _version(connection)
        if version != schema.VERSION:
            with store.writing() as connection:
                _settle_version(store, connection, create=create)
    except LedgerError:
        store.close()
        raise
    return store


def _settle_version(store: Store, connection: Connection, *, create: bool) -> None:
    """Make the tables, or bring them up to date; another process may have done it meanwhile."""
    version = _version(connection)
    if version is None:
        if not create:
            raise LedgerError(f"{store.name}: holds no ledger", remedy="accord ingest --ledger makes one")
        if inspect(connection).get_table_names():
            raise LedgerError(f"{store.name}: is a database of something else", remedy="Give another path")
        schema.metadata.create_all(connection)
        connection.execute(schema.words.insert(), [{"num": 0, "word": ""}])
        connection.execute(schema.meta.insert(), [{"key": "version", "value": str(schema.VERSION)}])
        make_views(connection)
    elif version > schema.VERSION:
        raise LedgerError(
            f"{store.name}: is of version {version}, made by a newer accord; this one knows {schema.VERSION}",
            remedy="Install the newer accord, or give another ledger",
        )
    elif version < schema.VERSION:
        migrate(connection, version)
        make_views(connection)


def make_views(connection: Connection) -> None:
    """Make the readable views anew."""
    for name, query in readable.views(connection.dialect.name).items():
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
        connection.execute(text(f"CREATE VIEW {name} AS {query}"))


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table("meta"):
        return None
    found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "version")).scalar()
    return int(found) if found and found.isdigit() else None


def _engine(name: str, *, create: bool) -> Engine:
    if "://" in name:
        try:
            url = make_url(name)
        except ArgumentError as error:
            raise LedgerError(f"{name}: is no URL of a database", remedy="Write postgresql://user@host/name") from error
        if url.get_backend_name() == "postgresql":
            return _postgres(name)
        if url.get_backend_name() != "sqlite":
            raise LedgerError(f"{_shown(name)}: no such kind of ledger", remedy="Give a file or a postgresql:// URL")
        name = url.database or ""
    path = Path(name)
    if path.is_dir() or (not create and not path.exists()):
        what = "is a folder" if path.is_dir() else "there is no such ledger"
        raise LedgerError(f"{name}: {what}", remedy="accord ingest --ledger FILE makes one")
    return _sqlite(path)


def _postgres(name: str) -> Engine:
    url = make_url(name).set(drivername="postgresql+psycopg")
    try:
        return create_engine(url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError(f"{error.name} is not installed", remedy="pip install 'accord[postgres]'") from error


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection, _record):  # type: ignore[no-untyped-def]
        # Transactions are begun below, as the driver's own begin too late to see one state throughout.
        connection.isolation_level = None
        # Long pages, as a report fills most of a short one and leaves the rest of it empty.
        connection.execute("PRAGMA page_size = 16384")
        _write_ahead(connection)
        for pragma in (
            "synchronous = NORMAL",
            "cache_size = -65536",
            "mmap_size = 1073741824",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn write-ahead logging on. SQLite does not wait here for a process that is just doing the same."""
    for left in range(PATIENCE * 20, -1, -1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.05)
        else:
            return


def _shown(name: str) -> str:
    """A URL without its password."""
    return make_url(name).render_as_string(hide_password=True) if "://" in name else name
