"""A backup is whole, made while others write, and a damaged one is not taken."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.gate.ports import StoreError
from bot.store.backup import back_up, is_ours, swap_in
from bot.store.engine import Database
from bot.store.migrate import migrate
from bot.store.posts import PostStore
from bot.store.presence import at_work, nobody_at_work, nobody_restores
from tests.bot.store.made import a_post


def address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database with one post, which nobody has open."""
    file = tmp_path / "schoolgate.db"
    await migrate(address(file))
    await add(file, "p1")
    return file


async def add(file: Path, post_id: str) -> None:
    database = Database(address(file))
    await PostStore(database).add(a_post(post_id), ())
    await database.close()


async def has(file: Path, post_id: str) -> bool:
    database = Database(address(file))
    try:
        return await PostStore(database).load(post_id) is not None
    finally:
        await database.close()


def damage(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xde\xad" * 40_000)


async def test_a_copy_made_while_somebody_writes_is_one_moment(file: Path):
    database = Database(address(file))
    copy = file.with_name("copy")

    def write(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE posts SET version = 9")
        back_up(file, copy)  # and is not held up

    await database.write(write)
    await database.close()

    with closing(sqlite3.connect(copy)) as found:
        assert found.execute("SELECT version FROM posts").fetchall() == [(0,)]


async def test_a_copy_is_one_file_for_its_owner_alone(file: Path):
    copy = file.with_name("copy")

    back_up(file, copy)

    assert copy.stat().st_mode & 0o777 == 0o600
    assert await has(copy, "p1")
    assert sorted(file.parent.glob("copy*")) == [copy]


async def test_an_older_copy_stays_until_the_new_one_is_whole(file: Path):
    copy = file.with_name("copy")
    back_up(file, copy)
    damage(file)

    with pytest.raises(StoreError, match="damaged"):
        back_up(file, copy)

    assert await has(copy, "p1")
    assert sorted(file.parent.glob("copy*")) == [copy]


def test_where_there_is_no_database_no_copy_is_made(tmp_path: Path):
    with pytest.raises(StoreError, match="cannot be reached"):
        back_up(tmp_path / "none.db", tmp_path / "copy")

    assert list(tmp_path.iterdir()) == []


async def test_a_copy_into_no_folder_is_one_sentence(file: Path):
    with pytest.raises(StoreError, match="name another file"):
        back_up(file, file.parent / "none" / "copy")


async def test_what_is_swapped_in_is_the_database_and_the_old_one_is_kept(file: Path):
    copy = file.with_name("copy")
    back_up(file, copy)
    await add(file, "p2")

    kept = swap_in(copy, file)

    assert kept
    assert (await has(file, "p1"), await has(file, "p2")) == (True, False)
    assert await has(kept, "p2")


async def test_an_old_log_is_kept_with_its_database_and_not_with_the_new_one(
    file: Path,
):
    copy = file.with_name("copy")
    back_up(file, copy)
    with closing(sqlite3.connect(file, isolation_level=None)) as killed:
        killed.execute("UPDATE posts SET version = 9")
        logs = [file.with_name(f"{file.name}{side}") for side in ("-wal", "-shm")]
        left = {log: log.read_bytes() for log in logs}
    for log, data in left.items():
        log.write_bytes(data)  # as a kill leaves them

    kept = swap_in(copy, file)

    assert kept
    with closing(sqlite3.connect(file)) as now:
        assert now.execute("SELECT version FROM posts").fetchall() == [(0,)]
    assert kept.with_name(f"{kept.name}-wal").exists()


async def test_only_a_database_of_schoolgates_is_a_backup(file: Path, tmp_path: Path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE notes (words)")
    (tmp_path / "letter.txt").write_text("Dear parents")

    assert is_ours(file)
    for name in ("other.db", "letter.txt", "none.db", "."):
        assert not is_ours(tmp_path / name)


async def test_nobody_is_at_work_only_while_nobody_is(file: Path):
    async def alone() -> None: ...

    database = Database(address(file))
    async with at_work(database, alone):
        with pytest.raises(StoreError, match="stop it first"), nobody_at_work(file):
            pass
    with nobody_at_work(file):
        pass
    await database.close()


async def test_a_start_waits_for_a_restore_before_it_opens_anything(file: Path):
    copy, fresh = file.with_name("monday.db"), file.with_name("fresh")
    back_up(file, copy)
    await add(file, "p2")

    async def start() -> None:
        async with nobody_restores(file):
            await add(file, "p3")
            with pytest.raises(StoreError, match="stop it first"), nobody_at_work(file):
                pass

    with nobody_at_work(file):
        starting = asyncio.create_task(start())
        await asyncio.to_thread(back_up, copy, fresh)
        assert not await has(file, "p3")
        swap_in(fresh, file)
    await starting

    assert not await has(file, "p2")
    assert await has(file, "p3")
