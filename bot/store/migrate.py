"""Bring a database's tables up to date, or back; say how far they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, event, text

from bot.gate.ports import StoreError
from bot.store.backup import back_up, beside
from bot.store.engine import make_engine, sqlite_file
from bot.store.refusals import faults, refuse

Answer = TypeVar("Answer")
NEWER = "The database belongs to a newer Schoolgate: install that version."
OLDER = "The database is of an older Schoolgate, or empty: run `schoolgate migrate`."
# Two at once would make the same tables: the second waits, and finds them made.
_ALONE = text("SELECT pg_advisory_xact_lock(7262)")  # any number, but always the same
FOLDER = "The folder of the database cannot be written to: see DATABASE_URL, DATA_DIR."


async def bring_up_to_date(url: str) -> Path | None:
    """Migrate. A SQLite file is copied first; where the copy is, if one was made."""
    current, wanted = await head(url)
    if current == wanted:
        return None
    file, copy = sqlite_file(url), None
    if file and current:
        copy = beside(file, f"before-{wanted}")
        back_up(file, copy)
    await migrate(url)
    return copy


async def be_ready(url: str) -> None:
    """At a start: migrate a SQLite file, which is this program's own.

    StoreError where a Postgres is not up to date: others may be at work on it.
    """
    if sqlite_file(url):
        await bring_up_to_date(url)
        return
    current, wanted = await head(url)
    if current != wanted:
        raise StoreError(OLDER)


async def migrate(url: str) -> None:
    """Bring the tables up to date. On tables that are, it changes nothing.

    A SQLite file is made where there is none, for its owner's eyes only. StoreError
    where the database, or the folder of its file, cannot be used.
    """
    if file := sqlite_file(url):
        _make(file)
    await _run(url, lambda connection: command.upgrade(_config(connection), "head"))


async def go_back(url: str, to: str = "base") -> None:
    """Take the tables back to an older revision, or to none. What they held is gone."""
    await _run(url, lambda connection: command.downgrade(_config(connection), to))


async def head(url: str) -> tuple[str | None, str]:
    """The revision that the database has, None for none, and the one it needs."""
    wanted = str(ScriptDirectory.from_config(_config()).get_current_head())
    file = sqlite_file(url)
    if file and not file.exists():
        return None, wanted
    current = await _run(
        url, lambda c: MigrationContext.configure(c).get_current_revision()
    )
    return current, wanted


async def _run(url: str, work: Callable[[Connection], Answer]) -> Answer:
    engine = make_engine(url)
    if sqlite_file(url):
        # A batch makes a table again and drops the old one; that must not cascade.
        event.listen(engine.sync_engine, "connect", _without_foreign_keys)
    try:
        async with engine.begin() as connection:
            if not sqlite_file(url):  # SQLite lets one in at a time by itself
                await connection.execute(_ALONE)
            return await connection.run_sync(work)
    except faults(engine) as error:
        refuse(error)
    except CommandError:
        raise StoreError(NEWER) from None
    finally:
        await engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _make(file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError:
        raise StoreError(FOLDER) from None


def _without_foreign_keys(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()
