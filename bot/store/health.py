"""Is the database fit for work? Asked before anybody relies on it, and by tests."""

from sqlalchemy import text

from bot.gate.ports import StoreError
from bot.store.engine import CORRUPT, Database

# Changes nothing, but is refused by a disk that is full, a database that may only be
# read, and one that somebody else holds.
TOUCH = text("UPDATE alembic_version SET version_num = version_num")


async def examine(database: Database) -> None:
    """StoreError, with what to do, where it is damaged or cannot be written to."""
    if database.file:
        async with database.reading() as connection:
            found = await connection.execute(text("PRAGMA quick_check(1)"))
            if found.scalar() != "ok":
                raise StoreError(CORRUPT)
    async with database.writing() as connection:
        await connection.execute(TOUCH)


async def answers(database: Database) -> None:
    """StoreError where it does not."""
    async with database.reading() as connection:
        await connection.execute(text("SELECT 1"))
