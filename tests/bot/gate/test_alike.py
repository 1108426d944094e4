"""Of two posts that look alike on the network, neither is taken for the other."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from bot.gate.dispatch import Dispatch
from bot.gate.ports import Picture, SureNoError, UnsureError
from bot.gate.post import Approval, Post, State, Trouble
from policy.terms import Draft, Photo
from tests.fakes import (
    FRIDAY_NOON,
    HOURS,
    FakeClock,
    FakeNetwork,
    FakePhotos,
    FakeStore,
)

PIXELS = Picture(b"pixels", "image/jpeg", "")
WORDS = Draft("Year 4 made bridges.")
NO_WORDS = Draft("", (Photo("p1", sha256(PIXELS.data).hexdigest()),))
LINKS = "https://x.example/1", "https://x.example/2"


@dataclass
class Stage:
    """Two posts of one school, approved, and alike."""

    draft: Draft
    store: FakeStore = field(default_factory=FakeStore)
    network: FakeNetwork = field(default_factory=FakeNetwork)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        photos = FakePhotos({"p1": PIXELS})
        self.dispatch = Dispatch(self.store, photos, self.network, HOURS, self.clock)
        for post_id in ("1", "2"):
            post = Post(post_id, "school", "tess", self.draft, FRIDAY_NOON)
            approval = Approval("lena", FRIDAY_NOON, post.fingerprint)
            self.store.posts[post_id] = replace(
                post, state=State.APPROVED, approval=approval
            )

    async def publish(
        self, post_id: str, answer: Exception | None = None, *, taken: bool = True
    ) -> None:
        self.network.answers = [answer] if answer else []
        self.network.takes_it_anyway = taken
        await self.dispatch.publish(post_id)

    async def look_up(self, post_id: str) -> None:
        """Once, and until it is clear."""
        await self.dispatch.look_up(post_id)
        self.clock.pass_by(self.dispatch.settle)
        await self.dispatch.look_up(post_id)

    def of(self, post_id: str) -> tuple[State, str, Trouble | None]:
        post = self.store.posts[post_id]
        return post.state, post.link, post.trouble


@pytest.fixture(params=[WORDS, NO_WORDS], ids=["with words", "without"])
def stage(request: pytest.FixtureRequest) -> Stage:
    return Stage(request.param)


async def test_one_that_is_not_out_does_not_take_the_others_link(stage: Stage):
    await stage.publish("1", UnsureError(), taken=False)
    await stage.publish("2")

    await stage.look_up("1")
    assert stage.of("1") == (State.APPROVED, "", None)

    await stage.publish("1")
    assert stage.of("1") == (State.PUBLISHED, LINKS[1], None)


async def test_one_that_is_out_as_well_is_known_by_its_own_link(stage: Stage):
    await stage.publish("1", UnsureError())
    await stage.publish("2")

    await stage.dispatch.look_up("1")

    assert stage.of("1") == (State.PUBLISHED, LINKS[0], None)
    assert stage.of("2") == (State.PUBLISHED, LINKS[1], None)


async def test_what_was_sent_just_before_is_not_its_either(stage: Stage):
    await stage.publish("2")
    stage.clock.pass_by(timedelta(minutes=1))
    await stage.publish("1", SureNoError(Trouble.DUPLICATE), taken=False)

    await stage.look_up("1")

    assert stage.of("1") == (State.NEEDS_PERSON, "", Trouble.DUPLICATE)


async def test_where_it_may_be_either_a_person_looks(stage: Stage):
    await stage.publish("1", UnsureError(), taken=False)
    await stage.publish("2", UnsureError())

    await stage.dispatch.look_up("1")
    assert stage.of("1") == (State.UNSURE, "", Trouble.UNCLEAR)  # it may clear up

    await stage.look_up("1")
    assert stage.of("1") == (State.NEEDS_PERSON, "", Trouble.ALIKE)


async def test_a_person_looks_where_the_other_was_found_by_one(stage: Stage):
    """Nobody said where it is."""
    await stage.publish("2", UnsureError())
    stage.store.posts["2"] = replace(stage.store.posts["2"], state=State.PUBLISHED)
    await stage.publish("1", UnsureError(), taken=False)

    await stage.look_up("1")

    assert stage.of("1") == (State.NEEDS_PERSON, "", Trouble.ALIKE)


async def test_a_person_looks_where_there_are_more_than_were_sent(stage: Stage):
    await stage.publish("1", UnsureError())
    await stage.network.publish(*stage.network.posted[0])  # by hand

    await stage.look_up("1")

    assert stage.of("1") == (State.NEEDS_PERSON, "", Trouble.ALIKE)


async def test_one_that_goes_out_while_we_look_is_not_taken_for_it(stage: Stage):
    class Meanwhile(FakeNetwork):
        async def find(self, text: str, pictures: int, since: datetime):
            await stage.dispatch.publish("2")
            return await stage.network.find(text, pictures, since)

    await stage.publish("1", UnsureError(), taken=False)

    await replace(stage.dispatch, network=Meanwhile()).look_up("1")

    assert stage.of("2") == (State.PUBLISHED, LINKS[0], None)
    assert stage.of("1") == (State.UNSURE, "", Trouble.UNCLEAR)


@pytest.mark.parametrize(
    "other", [Draft("Year 5 made bridges."), replace(WORDS, photos=NO_WORDS.photos)]
)
async def test_one_that_is_not_alike_is_no_matter(other: Draft):
    stage = Stage(WORDS)
    two = replace(stage.store.posts["2"], draft=other, version=1)
    approval = Approval("lena", FRIDAY_NOON, two.fingerprint)
    stage.store.posts["2"] = replace(two, approval=approval)
    await stage.publish("1", UnsureError())
    await stage.publish("2", UnsureError())

    await stage.dispatch.look_up("1")

    assert stage.of("1") == (State.PUBLISHED, LINKS[0], None)
