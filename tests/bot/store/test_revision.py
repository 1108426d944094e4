"""A start asks whether the tables are up to date, and loads Alembic only if not."""

import asyncio
from pathlib import Path

from bot.store.engine import Database
from bot.store.migrate import go_back, head, migrate
from bot.store.revision import HEAD, is_current


async def current(url: str) -> bool:
    database = Database(url)
    try:
        return await is_current(database)
    finally:
        await database.close()


async def test_the_latest_revision_is_the_one_that_alembic_knows(tmp_path: Path):
    _, wanted = await head(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}")

    assert wanted == HEAD


async def test_only_tables_that_are_up_to_date_are_current(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'school.db'}"
    assert not await current(url)

    await migrate(url)
    assert await current(url)

    await go_back(url)
    assert not await current(url)


def test_asking_makes_no_file(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'school.db'}"

    assert not asyncio.run(current(url))

    assert list(tmp_path.iterdir()) == []
