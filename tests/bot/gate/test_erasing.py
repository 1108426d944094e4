"""What nobody takes up any more is erased; its audit trail stays."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.gate.erasing import Erasing
from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Picture
from bot.gate.post import Post, State
from bot.gate.waits import OVER_KEPT, SENT_BACK_KEPT
from policy.terms import Draft, Photo
from tests.fakes import FakeClock, FakePhotos, FakeStore, KilledError, a_desk

SECOND = timedelta(seconds=1)
NAMED = Draft("Well done JOSH", photos=(Photo("photo", "0" * 64),))


@dataclass
class Stage:
    store: FakeStore = field(default_factory=FakeStore)
    photos: FakePhotos = field(default_factory=FakePhotos)
    clock: FakeClock = field(default_factory=FakeClock)
    forgotten: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = a_desk(store=self.store, photos=self.photos, now=self.clock)
        self.erasing = Erasing(self.store, self.photos, self.forget, self.clock)

    async def sent_back(self) -> Post:
        self.photos.kept["photo"] = Picture(b"x", "image/jpeg", "")
        post = await self.desk.submit("1", NAMED, "tess")
        assert post.state is State.RETURNED
        return post

    async def forget(self, post_id: str) -> None:
        self.forgotten.append(post_id)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_draft_that_was_sent_back_is_erased_with_its_photos_in_time(
    stage: Stage,
):
    await stage.sent_back()
    due = stage.store.timers["1", Alarm.ERASE]
    assert due == stage.clock() + SENT_BACK_KEPT

    stage.clock.pass_by(SENT_BACK_KEPT)
    assert await stage.erasing.erase("1") is None

    assert await stage.store.load("1") is None
    assert (stage.photos.kept, stage.forgotten) == ({}, ["1"])
    assert await stage.store.trail("1")


async def test_a_photo_that_it_held_once_goes_with_it(stage: Stage):
    post = await stage.sent_back()
    stage.store.dies_after = State.DRAFT
    with pytest.raises(KilledError):
        await stage.desk.amend("1", post.version, Draft("Well done JOSH"), "tess")
    await stage.desk.take("1", None, Step.WITHDRAW, "tess")
    stage.clock.pass_by(OVER_KEPT)

    await stage.erasing.erase("1")

    assert stage.photos.kept == {}


async def test_it_is_not_erased_a_moment_too_early(stage: Stage):
    await stage.sent_back()
    stage.clock.pass_by(SENT_BACK_KEPT - SECOND)

    assert await stage.erasing.erase("1") == stage.clock() + SECOND

    assert await stage.store.load("1")
    assert (list(stage.photos.kept), stage.forgotten) == (["photo"], [])


async def test_one_that_its_author_took_up_again_stays(stage: Stage):
    post = await stage.sent_back()
    fine = Draft("Year 4 made bridges.")
    again = await stage.desk.amend("1", post.version, fine, "tess")
    assert again
    assert again.state is State.WAITING
    stage.clock.pass_by(SENT_BACK_KEPT)

    assert await stage.erasing.erase("1") is None

    assert await stage.store.load("1") == again


async def test_one_that_is_over_is_kept_for_longer(stage: Stage):
    post = await stage.sent_back()
    await stage.desk.take("1", post.version, Step.WITHDRAW, "tess")
    stage.clock.pass_by(SENT_BACK_KEPT)

    assert await stage.erasing.erase("1") == stage.clock() - SENT_BACK_KEPT + OVER_KEPT


async def test_one_that_is_gone_already_is_no_fault(stage: Stage):
    assert await stage.erasing.erase("1") is None
