"""`schoolgate names`: who agreed to what, and taking it back."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import keys
from bot.gate.post import Entry, Role, State
from bot.keys import names_key
from bot.names import names
from bot.settings import Settings, read_offline_settings
from bot.store.engine import Database
from bot.store.memory import MemoryStore
from bot.store.migrate import migrate
from tests.fakes import FRIDAY_NOON

AGREED = Entry(
    *("approve", "ULEAD", Role.LEADER, FRIDAY_NOON),
    *("f" * 64, State.WAITING, State.APPROVED),
)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("NAMES_KEY", raising=False)
    return read_offline_settings()


@pytest.fixture
def remembered(settings: Settings) -> Settings:
    """A school that remembers Florence."""

    async def keep() -> None:
        await migrate(settings.database)
        database = Database(settings.database)
        memory = MemoryStore(database, settings.school_id, names_key(settings))
        await memory.keep({"florence"}, AGREED)
        await database.close()

    asyncio.run(keep())
    return settings


def run(*asked: str) -> Result:
    return CliRunner().invoke(names, asked)


def test_it_lists_who_agreed_and_when_and_no_name(remembered: Settings):
    listed = run("list")

    assert listed.exit_code == 0
    assert "ULEAD  2026-11-20 12:00 UTC" in listed.output
    assert "lorence" not in listed.output


@pytest.mark.parametrize("written", ["Florence", "FLORENCE'S"])
def test_a_name_is_forgotten_however_it_is_written(remembered: Settings, written: str):
    assert run("forget", written).exit_code == 0
    assert run("list").output == ""


def test_a_name_that_is_not_remembered_is_said_to_be_so(remembered: Settings):
    forgotten = run("forget", "Josh")

    assert forgotten.exit_code == 1
    assert "Nothing is remembered" in forgotten.output


def test_without_a_database_it_says_what_to_do(settings: Settings):
    listed = run("list")

    assert listed.exit_code == 1
    assert "schoolgate run" in listed.output
    assert not (settings.data_dir / "schoolgate.db").exists()


def test_the_key_is_made_once_and_for_its_owner_alone(settings: Settings):
    key = names_key(settings)

    file = settings.data_dir / "names.key"
    assert names_key(settings) == key == file.read_bytes()
    assert len(key) >= 32
    assert file.stat().st_mode & 0o077 == 0


def test_of_two_processes_that_make_it_at_once_both_take_the_firsts(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
):
    def while_another_is_quicker(_: int) -> str:
        monkeypatch.undo()
        quicker.append(names_key(settings))
        return "the slower one's"

    quicker: list[bytes] = []
    monkeypatch.setattr(keys, "token_hex", while_another_is_quicker)

    assert names_key(settings) == quicker[0] == names_key(settings)
    assert [file.name for file in settings.data_dir.iterdir()] == ["names.key"]


def test_a_key_that_is_set_is_taken(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
):
    monkeypatch.setenv("NAMES_KEY", "the school's own")

    assert names_key(read_offline_settings()) == b"the school's own"
    assert not settings.data_dir.exists()
