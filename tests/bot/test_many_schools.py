"""Many schools in one process: each by its own settings, none in another's way."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import many_schools
from bot.gate.ports import OutOfOrderError
from bot.many_schools import ManySchools, NotServedError
from bot.settings import UnknownSchoolError
from nlp.roll_csv import RollError


@dataclass
class FakeBot:
    team: str
    caught_up: int = 0
    fails: bool = False

    async def catch_up(self) -> None:
        if self.fails:
            raise OSError
        self.caught_up += 1


@dataclass
class Vendor:
    """The folder of settings, and what the bots are made of. `opened` in order."""

    folder: set[str] = field(default_factory=lambda: {"T1", "T2", "T3"})
    opened: list[str] = field(default_factory=list[str])
    bots: dict[str, FakeBot] = field(default_factory=dict[str, FakeBot])
    may_open: asyncio.Event = field(default_factory=asyncio.Event)
    refuses: Exception | None = None

    def __post_init__(self) -> None:
        self.may_open.set()
        settings_of: Any = self.settings_of
        open_: Any = self.open
        self.schools = ManySchools(settings_of, open_)

    def settings_of(self, school: str) -> str:
        if school not in self.folder:
            raise UnknownSchoolError("no file")
        return school

    async def open(self, settings: str) -> FakeBot:
        self.opened.append(settings)
        await self.may_open.wait()
        if self.refuses:
            raise self.refuses
        return self.bots.setdefault(settings, FakeBot(settings))


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


async def test_a_bot_is_made_once_for_all_who_ask(vendor: Vendor):
    vendor.may_open.clear()
    asked = [asyncio.create_task(vendor.schools.get("T1")) for _ in range(3)]
    await asyncio.sleep(0)
    vendor.may_open.set()

    first, *others = await asyncio.gather(*asked)

    assert vendor.opened == ["T1"]
    assert all(bot is first for bot in others)


async def test_whoever_gives_up_waiting_leaves_it_to_the_others(vendor: Vendor):
    vendor.may_open.clear()
    asked = [asyncio.create_task(vendor.schools.get("T1")) for _ in range(2)]
    await asyncio.sleep(0)
    asked[0].cancel()
    vendor.may_open.set()

    assert (await asked[1]).team == "T1"


async def test_a_school_without_a_file_waits_and_is_looked_for_again(vendor: Vendor):
    with pytest.raises(OutOfOrderError):
        await vendor.schools.get("T9")

    vendor.folder.add("T9")

    assert (await vendor.schools.get("T9")).team == "T9"


async def test_a_school_that_cannot_be_opened_is_tried_again(vendor: Vendor):
    vendor.refuses = OutOfOrderError("Slack is away")
    with pytest.raises(OutOfOrderError):
        await vendor.schools.get("T1")

    vendor.refuses = None

    assert (await vendor.schools.get("T1")).team == "T1"


async def test_another_workspaces_token_in_the_file_serves_nobody(vendor: Vendor):
    vendor.bots["T1"] = FakeBot("T2")

    with capture_logs() as logs, pytest.raises(NotServedError, match=r"T1\.env"):
        await vendor.schools.get("T1")

    assert "SLACK_BOT_TOKEN of another workspace" in logs[0]["what_to_do"]


async def test_a_roll_that_cannot_be_read_is_said_and_waited_for(vendor: Vendor):
    vendor.refuses = RollError("The roll cannot be read: import it again.")

    with capture_logs() as logs, pytest.raises(OutOfOrderError):
        await vendor.schools.get("T1")

    assert [line["what_to_do"] for line in logs] == [str(vendor.refuses)]


async def test_the_bot_not_needed_for_longest_makes_room(
    vendor: Vendor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(many_schools, "AT_HAND", 2)
    for school in ("T1", "T2", "T1", "T3", "T1", "T2"):
        await vendor.schools.get(school)

    assert vendor.opened == ["T1", "T2", "T3", "T2"]


async def test_a_school_is_known_by_its_file_before_its_bot_is_made(vendor: Vendor):
    await vendor.schools.check("T1")
    with pytest.raises(OutOfOrderError):
        await vendor.schools.check("T9")

    assert vendor.opened == []


async def test_a_school_that_is_caught_up_takes_no_others_place(
    vendor: Vendor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(many_schools, "AT_HAND", 1)
    monkeypatch.setattr(many_schools, "PATIENCE", 0)

    async def heard() -> list[str]:
        return ["T1", "T2"]

    await vendor.schools.get("T1")
    await vendor.schools.catch_up(heard)
    await vendor.schools.get("T1")

    assert vendor.opened == ["T1", "T2"]
    assert [vendor.bots[school].caught_up for school in ("T1", "T2")] == [1, 1]


async def test_all_are_caught_up_though_one_fails(
    vendor: Vendor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(many_schools, "PATIENCE", 0)
    vendor.bots = {"T2": FakeBot("T2", fails=True)}

    async def heard() -> list[str]:
        return ["T1", "T2", "T3", "T9"]

    with capture_logs() as logs:
        await vendor.schools.catch_up(heard)

    assert [vendor.bots[school].caught_up for school in ("T1", "T3")] == [1, 1]
    left = [line["school"] for line in logs if line["event"] == "not caught up"]
    assert left == ["T2", "T9"]
