"""A SQLite database copied while it is in use, and put back. Postgres has its own."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.gate.ports import StoreError
from bot.store.refusals import CORRUPT, UNREACHABLE, refuse

SIDES = ("", "-wal", "-shm")  # a database is whole with all of its own files


def back_up(file: Path, copy: Path) -> None:
    """Copy the database as it is at one moment, whoever uses it, into a single file.

    `copy` is for its owner alone; an older one is replaced once the new one is whole.
    StoreError where the database is damaged, or the copy cannot be written.
    """
    if not file.is_file():
        raise StoreError(UNREACHABLE)
    fresh = beside(copy, "part")
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        with _opened(file) as source, _opened(fresh) as target:
            source.backup(target)
            _settle(target)
        fresh.replace(copy)
    except OSError:
        raise StoreError(f"{copy} cannot be written: name another file.") from None
    finally:
        fresh.unlink(missing_ok=True)


def swap_in(fresh: Path, file: Path) -> Path | None:
    """Make `fresh`, which nobody has open, the database; where the old one is kept."""
    with _opened(fresh) as database:
        _settle(database)
    before = beside(file, "before-restore")
    kept = before if file.exists() else None
    for side in reversed(SIDES):  # the log goes before what it belongs to
        old, aside = file.with_name(file.name + side), before.name + side
        if old.exists():
            old.replace(before.with_name(aside))
        else:
            before.with_name(aside).unlink(missing_ok=True)
    fresh.replace(file)
    return kept


def is_ours(copy: Path) -> bool:
    """Whether it is a database that Schoolgate made, whatever its state."""
    if not copy.is_file():
        return False
    try:
        with _opened(copy) as database:
            database.execute("SELECT version_num FROM alembic_version")
    except StoreError:
        return False
    return True


def beside(file: Path, what: str) -> Path:
    """A file in the same folder, named for what it is to `file`."""
    return file.with_name(f"{file.name}.{what}")


def _settle(database: sqlite3.Connection) -> None:
    """All of it in one file, and sound."""
    database.execute("PRAGMA journal_mode = DELETE")
    _be_sound(database)


def _be_sound(database: sqlite3.Connection) -> None:
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise StoreError(CORRUPT)


@contextmanager
def _opened(file: Path) -> Generator[sqlite3.Connection]:
    """Whatever SQLite says becomes StoreError, in words for people."""
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        refuse(error)
