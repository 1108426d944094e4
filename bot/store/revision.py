"""Which revision the tables are of, asked without Alembic, which takes long to load."""

from sqlalchemy import text

from bot.gate.ports import StoreError
from bot.store.engine import Database

HEAD = "0003"  # the latest of `migrations/versions`, which a test holds it to


async def is_current(database: Database) -> bool:
    """Whether the tables are up to date; False too where there are none."""
    if database.file and not database.file.exists():
        return False
    revision = text("SELECT version_num FROM alembic_version")
    try:
        return await database.read(lambda c: c.scalar(revision)) == HEAD
    except StoreError:
        return False  # migrating says what is wrong, if anything is
