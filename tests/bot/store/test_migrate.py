"""Tables come and go by migrations, and the code's own picture of them agrees."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.gate.ports import StoreError
from bot.store.engine import Database
from bot.store.migrate import go_back, head, migrate
from bot.store.posts import PostStore
from bot.store.tables import metadata
from tests.bot.store.made import a_post
from tests.databases import ON_SQLITE


def address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def tables(url: str) -> set[str]:
    database = Database(url)
    names = await database.read(lambda c: inspect(c).get_table_names())
    await database.close()
    return set(names)


async def test_the_migrations_make_what_the_code_expects(database: Database) -> None:
    def differences(connection: Connection) -> object:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, metadata)

    assert await database.read(differences) == []


@ON_SQLITE
async def test_the_migrations_keep_ids_from_being_used_again(
    database: Database,
) -> None:
    """Which comparing the tables does not show."""
    wanted = text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    made = await database.read(lambda c: c.scalars(wanted).all())
    assert set(made) == {"inbox", "timers"}


async def test_forwards_and_backwards(bare: str) -> None:
    await migrate(bare)
    assert await tables(bare) == {*metadata.tables, "alembic_version"}
    await go_back(bare)
    assert await tables(bare) == {"alembic_version"}
    await migrate(bare)
    assert await tables(bare) == {*metadata.tables, "alembic_version"}


async def test_two_at_once_make_the_tables_once(bare: str) -> None:
    await asyncio.gather(migrate(bare), migrate(bare))
    assert await tables(bare) == {*metadata.tables, "alembic_version"}


async def test_a_second_time_nothing_changes(url: str, database: Database) -> None:
    await PostStore(database).add(a_post(), ())
    await migrate(url)
    assert await PostStore(database).load("p1") == a_post()


async def test_the_doctor_learns_how_far_a_database_is(bare: str) -> None:
    current, wanted = await head(bare)
    assert current is None
    await migrate(bare)
    assert await head(bare) == (wanted, wanted)


async def test_asking_how_far_it_is_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "schoolgate.db"
    await head(address(file))
    assert not file.exists()


async def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "schoolgate.db"
    await migrate(address(file))
    database = Database(address(file))
    await PostStore(database).add(a_post(), ())
    modes = {path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    await database.close()
    assert modes == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


async def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="DATABASE_URL"):
        await migrate(address(tmp_path / "file" / "schoolgate.db"))


async def test_a_database_of_a_newer_schoolgate_is_left_alone(bare: str) -> None:
    await migrate(bare)
    database = Database(bare)
    later = text("UPDATE alembic_version SET version_num = '9'")
    await database.write(lambda c: c.execute(later))
    await database.close()
    with pytest.raises(StoreError, match="newer"):
        await migrate(bare)
