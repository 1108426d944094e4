"""Is the database fit for work? Asked before anybody relies on it, and by tests."""

from sqlalchemy import text

from bot.gate.ports import StoreError
from bot.store.engine import Database
from bot.store.refusals import CORRUPT

# Changes nothing, but is refused by a disk that is full, a database that may only be
# read, and one that somebody else holds.
TOUCH = text("UPDATE alembic_version SET version_num = version_num")


async def examine(database: Database) -> None:
    """StoreError, with what to do, where it is damaged or cannot be written to."""
    if database.file:
        check = text("PRAGMA quick_check(1)")
        if await database.read(lambda c: c.scalar(check)) != "ok":
            raise StoreError(CORRUPT)
    await database.write_one(lambda c: c.execute(TOUCH))


async def answers(database: Database) -> None:
    """StoreError where it does not."""
    await database.read(lambda c: c.execute(text("SELECT 1")))
