"""The database's upkeep by command: brought up to date, copied, and put back."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.gate.lifecycle import Step
from bot.gate.ports import StoreError
from bot.gate.post import Post, State, Trouble
from bot.store import migrate as migrating
from bot.store.engine import Database
from bot.store.migrate import be_ready, go_back, head, migrate
from bot.store.posts import PostStore
from tests.bot.store.made import LENA, a_post, after

FIRST = "0001"


@pytest.fixture(autouse=True)
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The school's database, which is not there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    return tmp_path / "var" / "schoolgate.db"


def schoolgate(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def revision(file: Path) -> str | None:
    return asyncio.run(head(address(file)))[0]


async def keep(file: Path, *steps: Post) -> None:
    """Add the first, and save the others over it, one by one."""
    database = Database(address(file))
    await PostStore(database).add(steps[0], ())
    for was, post in pairwise(steps):
        await PostStore(database).save(post, was, ())
    await database.close()


async def load(file: Path, post_id: str) -> Post | None:
    database = Database(address(file))
    try:
        return await PostStore(database).load(post_id)
    finally:
        await database.close()


def test_migrate_makes_the_tables_and_says_so(file: Path):
    done = schoolgate("migrate")

    assert (done.exit_code, done.stdout) == (0, "The database is up to date.\n")
    assert revision(file) == asyncio.run(head(address(file)))[1]


def test_migrate_copies_an_older_database_first(file: Path):
    asyncio.run(migrate(address(file)))
    asyncio.run(go_back(address(file), FIRST))

    done = schoolgate("migrate")

    (copy,) = file.parent.glob("schoolgate.db.before-*")
    assert str(copy) in done.stdout
    assert revision(copy) == FIRST
    assert schoolgate("migrate").stdout == "The database is up to date.\n"


def test_a_start_does_the_same(file: Path):
    asyncio.run(migrate(address(file)))
    asyncio.run(go_back(address(file), FIRST))

    asyncio.run(be_ready(address(file)))

    (copy,) = file.parent.glob("schoolgate.db.before-*")
    assert revision(copy) == FIRST
    assert revision(file) != FIRST


@pytest.mark.parametrize("current", [None, FIRST])
def test_a_start_leaves_tables_on_postgres_to_the_command(
    monkeypatch: pytest.MonkeyPatch, current: str | None
):
    async def asked(url: str) -> tuple[str | None, str]:
        return current, "0009"

    monkeypatch.setattr(migrating, "head", asked)

    with pytest.raises(StoreError, match="run `schoolgate migrate`"):
        asyncio.run(be_ready("postgresql+asyncpg://nobody@nowhere/none"))


def test_what_was_backed_up_comes_back(file: Path, tmp_path: Path):
    schoolgate("migrate")
    asyncio.run(keep(file, a_post("p1")))
    copy = tmp_path / "monday.db"

    done = schoolgate("backup", str(copy))
    asyncio.run(keep(file, a_post("p2")))
    back = schoolgate("restore", str(copy))

    assert (done.exit_code, back.exit_code) == (0, 0), done.output + back.output
    assert asyncio.run(load(file, "p1")) == a_post("p1")
    assert asyncio.run(load(file, "p2")) is None
    kept = file.with_name("schoolgate.db.before-restore")
    assert str(kept) in back.stdout
    assert asyncio.run(load(kept, "p2")) == a_post("p2")
    assert sorted(p.name for p in file.parent.iterdir()) == [
        "schoolgate.at-work",
        "schoolgate.db",
        "schoolgate.db.before-restore",
        "schoolgate.open",
    ]


def test_what_was_approved_in_a_backup_waits_for_a_person(file: Path, tmp_path: Path):
    schoolgate("migrate")
    waiting = after(a_post(), Step.PASS)
    approved = after(waiting, Step.APPROVE, LENA)
    asyncio.run(keep(file, a_post(), waiting, approved))
    copy = tmp_path / "monday.db"
    schoolgate("backup", str(copy))

    back = schoolgate("restore", str(copy))

    assert "may be out already: 1." in back.stdout
    post = asyncio.run(load(file, "p1"))
    assert post
    assert (post.state, post.trouble) == (State.NEEDS_PERSON, Trouble.RESTORED)
    assert asyncio.run(load(copy, "p1")) == approved  # the backup stays as it is


def test_what_another_program_put_back_is_stopped_by_hand(file: Path):
    schoolgate("migrate")
    waiting = after(a_post(), Step.PASS)
    asyncio.run(keep(file, a_post(), waiting, after(waiting, Step.APPROVE, LENA)))

    done = schoolgate("restored")

    assert "may be out already: 1." in done.stdout
    post = asyncio.run(load(file, "p1"))
    assert post
    assert post.state is State.NEEDS_PERSON
    assert "may be out already: 0." in schoolgate("restored").stdout


def test_a_backup_of_an_older_schoolgate_is_brought_up_to_date(
    file: Path, tmp_path: Path
):
    copy = tmp_path / "old.db"
    asyncio.run(migrate(address(copy)))
    asyncio.run(go_back(address(copy), FIRST))

    back = schoolgate("restore", str(copy))

    assert back.exit_code == 0, back.output
    assert (
        asyncio.run(head(address(file))) == (asyncio.run(head(address(file)))[1],) * 2
    )


def test_a_damaged_backup_changes_nothing(file: Path, tmp_path: Path):
    schoolgate("migrate")
    asyncio.run(keep(file, a_post("p1")))
    copy = tmp_path / "monday.db"
    schoolgate("backup", str(copy))
    with copy.open("r+b") as opened:
        opened.seek(8192)
        opened.write(b"\xde\xad" * 40_000)

    back = schoolgate("restore", str(copy))

    assert back.exit_code == 1
    assert "damaged" in back.stderr
    assert asyncio.run(load(file, "p1")) == a_post("p1")


def test_each_refusal_is_one_sentence(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    there = tmp_path / "there.db"
    there.touch()
    assert "cannot be reached" in schoolgate("backup", "none.db").stderr
    schoolgate("migrate")
    assert "is there already" in schoolgate("backup", str(there)).stderr
    assert "is no backup" in schoolgate("restore", str(there)).stderr
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://nobody@nowhere/none")
    for command in ("backup", "restore"):
        done = schoolgate(command, str(tmp_path / "other.db"))
        assert done.exit_code == 1
        assert "pg_dump" in done.stderr
