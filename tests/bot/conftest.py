"""A real database for every test that asks for one: SQLite, and Postgres as well."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.store.engine import Database
from bot.store.migrate import migrate
from bot.store.tables import metadata
from sandbox.postgres import Postgres
from tests.databases import installed
from tests.fakes import FakeClock

EMPTY = text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for all tests."""
    installed()
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_tables(postgres: Postgres) -> str:
    url = postgres.create("schoolgate")
    asyncio.run(migrate(url))
    return url


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "empty.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture
def sqlite(sqlite_tables: Path, tmp_path: Path) -> str:
    """The address of a file of one's own, with empty tables."""
    file = shutil.copy(sqlite_tables, tmp_path / "schoolgate.db")
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a database with empty tables, once of each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite"))
    url = str(request.getfixturevalue("postgres_tables"))
    asyncio.run(_empty(url))
    return url


async def _empty(url: str) -> None:
    database = Database(url)
    await database.write(lambda c: c.execute(EMPTY))
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has no tables yet, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'new folder' / 'schoolgate.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = uuid4().hex
    yield server.create(name)
    server.drop(name)


@pytest.fixture
async def database(url: str) -> AsyncGenerator[Database]:
    database = Database(url)
    yield database
    await database.close()
