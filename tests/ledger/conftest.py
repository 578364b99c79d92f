"""Ledgers to test on: a file, and a database of a real PostgreSQL server that is started for the session."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from told import NewLedger

_NUMBERS = count()


def _binaries() -> Path | None:
    found = shutil.which("initdb")
    homes = [Path(found).resolve().parent] if found else []
    homes += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((home for home in homes if (home / "initdb").exists() and (home / "postgres").exists()), None)


def _user() -> dict[str, object]:
    """Whom the server runs as: it refuses root, so that root becomes somebody else."""
    import pwd

    if os.getuid() != 0:
        return {}
    names = [name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}]
    entry = pwd.getpwnam(names[0])
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server of its own, without a database's name; skipped, with the reason, where there is none."""
    home = _binaries()
    if home is None:
        reason = "no PostgreSQL server is installed (initdb, postgres)"
        if os.environ.get("ACCORD_REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-", dir="/tmp"))
    who = _user()
    if who:
        os.chown(folder, who["user"], who["group"])  # type: ignore[arg-type]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    data = folder / "data"
    make = [home / "initdb", "-D", data, "-U", "accord", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder, env=environment, **who)  # type: ignore[call-overload]
    options = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=40", "-k", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # type: ignore[call-overload]
            [home / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd=folder, env=environment, **who
        )
    try:
        _wait(folder / "log", server)
        yield f"postgresql+psycopg://accord@/{{}}?host={folder}"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(log: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if "ready to accept connections" in log.read_text(errors="replace"):
            return
        assert server.poll() is None, log.read_text(errors="replace")
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture(params=["sqlite", "postgres"])
def new_ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewLedger:
    """Where to make a ledger: each call gives another place, in a file and then on a server."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("ledger") / "accord.db")
    url = request.getfixturevalue("postgres")

    def make() -> str:
        name = f"ledger{next(_NUMBERS)}"
        engine = create_engine(url.format("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return url.format(name).replace("postgresql+psycopg", "postgresql")

    return make


@pytest.fixture
def file_ledger(tmp_path: Path) -> str:
    """A place for a ledger in a file, where the database makes no difference."""
    return str(tmp_path / "accord.db")
