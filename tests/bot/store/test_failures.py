"""A SQLite file that fails says so in one sentence, without a word of any draft."""

import sqlite3
import traceback
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.gate.ports import StoreError
from bot.store import engine, refusals
from bot.store.engine import Database
from bot.store.posts import PostStore
from tests.bot.store.made import a_post
from tests.databases import ON_SQLITE

WORDS = "Zebedee is off sick"


@pytest.fixture
def pragmas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """More pragmas for the databases that are opened from now on."""
    more = [*engine.PRAGMAS, "busy_timeout = 0"]
    monkeypatch.setattr(engine, "PRAGMAS", more)
    return more


@pytest.fixture
async def failing(pragmas: list[str], sqlite: str) -> AsyncGenerator[Database]:
    database = Database(sqlite)
    yield database
    await database.close()


async def refusal(database: Database) -> str:
    """What is said when a post is added, once it is sure that it tells no words."""
    with pytest.raises(StoreError) as refused:
        await PostStore(database).add(a_post(text=WORDS * 1000), ())
    told = "".join(traceback.format_exception(refused.value))
    assert WORDS not in told
    return str(refused.value)


async def test_a_locked_database(failing: Database) -> None:
    assert failing.file
    with closing(sqlite3.connect(failing.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await refusal(failing) == refusals.LOCKED
    assert await PostStore(failing).add(a_post(), ())


async def test_a_full_disk(failing: Database, pragmas: list[str]) -> None:
    pragmas.append("max_page_count = 1")  # no larger than it is already
    assert await refusal(failing) == refusals.FULL
    assert await PostStore(failing).load("p1") is None


async def test_a_database_that_may_only_be_read(
    failing: Database, pragmas: list[str]
) -> None:
    pragmas.append("query_only = ON")
    assert await refusal(failing) == refusals.READ_ONLY


@pytest.mark.parametrize("at", [0, 4096])
async def test_a_damaged_file(failing: Database, at: int) -> None:
    assert failing.file
    with failing.file.open("r+b") as file:
        file.seek(at)
        file.write(b"\xde\xad" * 40_000)
    assert await refusal(failing) == refusals.CORRUPT


async def test_a_file_that_is_not_there_or_not_there_any_more(
    failing: Database,
) -> None:
    assert failing.file
    assert await PostStore(failing).add(a_post("p0"), ())
    failing.file.unlink()
    assert await refusal(failing) == refusals.UNREACHABLE
    assert not failing.file.exists()


async def test_tables_that_are_not_there(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    file.touch()
    database = Database(f"sqlite+aiosqlite:///{file}")
    assert "schoolgate doctor" in await refusal(database)
    await database.close()


@pytest.mark.parametrize(
    "url", ["", "var/schoolgate.db", "sqlite:///a.db", "oracle://x", "nonsense://x"]
)
def test_an_address_of_no_use(url: str) -> None:
    with pytest.raises(StoreError, match="DATABASE_URL"):
        Database(url)


@ON_SQLITE
async def test_what_is_committed_survives_a_power_cut_and_what_goes_is_wiped(
    database: Database,
) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    found = await database.read(
        lambda c: {name: c.scalar(text(f"PRAGMA {name}")) for name in names}
    )
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


@ON_SQLITE
async def test_a_lease_does_not_wait_for_the_disk_and_what_follows_it_does(
    database: Database,
) -> None:
    ways = (database.write, database.lease, database.write_one)
    found = [await way(lambda c: c.scalar(text("PRAGMA synchronous"))) for way in ways]
    assert found == [2, 1, 2]
