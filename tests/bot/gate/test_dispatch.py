"""A post that a leader approved goes out once; no other post goes out."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from bot.gate.dispatch import INTENT_HOLDS, MISSED_AFTER, SENT_WITHIN, Dispatch
from bot.gate.lifecycle import GATEKEEPER, MOVES, Step, advance
from bot.gate.ports import Alarm, Picture, SureNoError, UnsureError
from bot.gate.post import Approval, Post, State, Trouble
from policy.terms import Claim, ClaimKind, Draft, Duty, Finding, Photo, Verdict
from tests.fakes import (
    FRIDAY_NOON,
    HOURS,
    FakeClock,
    FakeNetwork,
    FakePhotos,
    FakeStore,
)

WORDS = "Year 4 made bridges out of spaghetti."
BUSY = SureNoError(Trouble.BUSY)
PIXELS = Picture(b"pixels", "image/jpeg", "")
PHOTO = Photo("p1", sha256(PIXELS.data).hexdigest(), alt="Bridges on a table")
# Before the spring bank holiday, in British summer time.
LATE_ON_FRIDAY = datetime(2026, 5, 22, 16, 59, 30, tzinfo=UTC)
TUESDAY_AT_EIGHT = datetime(2026, 5, 26, 7, tzinfo=UTC)


@dataclass
class Stage:
    store: FakeStore = field(default_factory=FakeStore)
    photos: FakePhotos = field(default_factory=FakePhotos)
    network: FakeNetwork = field(default_factory=FakeNetwork)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.dispatch = Dispatch(
            self.store, self.photos, self.network, HOURS, self.clock
        )

    def approve(
        self, draft: Draft | None = None, post_id: str = "1", **more: object
    ) -> Post:
        at = self.clock.at
        post = Post(post_id, "school", "tess", draft or Draft(WORDS), at)
        approval = Approval("lena", at, post.fingerprint)
        post = replace(
            post,
            state=State.APPROVED,
            approval=approval,
            goes_out=at,
            **more,  # pyright: ignore - a test's own fields
        )
        self.store.posts[post_id] = post
        return post

    @property
    def post(self) -> Post:
        return self.store.posts["1"]


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_an_approved_post_goes_out_with_its_link(stage: Stage):
    stage.approve()

    await stage.dispatch.publish("1")

    assert stage.post.state is State.PUBLISHED
    assert stage.post.link == "https://x.example/1"
    assert [words for words, _ in stage.network.posted] == [WORDS]


@pytest.mark.parametrize("state", set(State) - {State.APPROVED})
async def test_nothing_goes_out_from_any_other_state(stage: Stage, state: State):
    stage.store.posts["1"] = replace(stage.approve(), state=state)

    await stage.dispatch.publish("1")

    assert stage.network.posted == []


async def test_other_words_than_the_approved_ones_do_not_go_out(stage: Stage):
    stage.store.posts["1"] = replace(stage.approve(), draft=Draft("Other words."))

    await stage.dispatch.publish("1")

    assert stage.network.posted == []


async def test_a_post_without_an_approval_does_not_go_out(stage: Stage):
    stage.store.posts["1"] = replace(stage.approve(), approval=None)

    await stage.dispatch.publish("1")

    assert stage.network.posted == []


async def test_outside_posting_hours_it_waits_for_the_next_opening(stage: Stage):
    stage.approve()
    stage.clock.pass_by(timedelta(hours=7))

    again = await stage.dispatch.publish("1")

    assert stage.network.posted == []
    assert again is not None
    assert again.isoformat() == "2026-11-23T08:00:00+00:00"


async def test_what_is_too_late_by_a_hair_is_not_missed_over_a_bank_holiday(
    stage: Stage,
):
    stage.clock.at = LATE_ON_FRIDAY
    stage.approve()
    stage.network.answers = [UnsureError()]
    await stage.dispatch.publish("1")
    stage.clock.pass_by(stage.dispatch.settle)
    await stage.dispatch.look_up("1")

    await stage.dispatch.publish("1")
    assert (stage.post.state, stage.post.goes_out) == (State.APPROVED, TUESDAY_AT_EIGHT)
    assert stage.store.timers["1", Alarm.PUBLISH] == TUESDAY_AT_EIGHT
    assert stage.store.timers["1", Alarm.SHOW] == stage.clock.at  # both its cards

    stage.clock.at = TUESDAY_AT_EIGHT
    await stage.dispatch.publish("1")
    assert stage.post.state is State.PUBLISHED


async def test_it_is_put_off_once_however_often_it_is_asked_for(stage: Stage):
    stage.approve()
    stage.clock.pass_by(timedelta(hours=7))

    first = await stage.dispatch.publish("1")
    again = await stage.dispatch.publish("1")

    assert again == first
    assert [entry.step for _, entry in stage.store.entries] == [Step.PUT_OFF]


async def test_a_busy_network_is_asked_again_within_posting_hours(stage: Stage):
    stage.clock.at = LATE_ON_FRIDAY
    stage.approve()
    stage.network.answers = [SureNoError(Trouble.BUSY, timedelta(minutes=1))]

    await stage.dispatch.publish("1")

    assert stage.post.goes_out == TUESDAY_AT_EIGHT
    assert stage.store.timers["1", Alarm.PUBLISH] == TUESDAY_AT_EIGHT


async def test_a_school_event_does_not_wait_for_posting_hours(stage: Stage):
    stage.approve(Draft(WORDS, claims=(Claim(ClaimKind.EVENT),)))
    stage.clock.pass_by(timedelta(hours=7))

    await stage.dispatch.publish("1")

    assert stage.post.state is State.PUBLISHED


async def test_late_means_missed_never_posted_anyway(stage: Stage):
    stage.approve()
    stage.clock.pass_by(MISSED_AFTER + timedelta(minutes=1))

    await stage.dispatch.publish("1")

    assert stage.post.state is State.MISSED
    assert stage.network.posted == []


async def test_a_busy_network_is_asked_again_later(stage: Stage):
    stage.approve()
    stage.network.answers = [BUSY]

    await stage.dispatch.publish("1")
    assert (stage.post.state, stage.post.trouble) == (State.APPROVED, Trouble.BUSY)
    assert stage.store.timers["1", Alarm.PUBLISH] > stage.clock.at

    stage.clock.at = stage.store.timers["1", Alarm.PUBLISH]
    await stage.dispatch.publish("1")
    assert stage.post.state is State.PUBLISHED


async def test_a_network_that_stays_busy_is_put_to_a_person_in_the_end(stage: Stage):
    stage.approve()
    stage.network.answers = [BUSY] * 100

    while stage.post.state is State.APPROVED:
        stage.clock.at = stage.store.timers.get(("1", Alarm.PUBLISH), stage.clock.at)
        await stage.dispatch.publish("1")

    assert (stage.post.state, stage.post.trouble) == (State.NEEDS_PERSON, Trouble.BUSY)


async def test_a_refusal_that_will_not_pass_is_put_to_a_person(stage: Stage):
    stage.approve()
    stage.network.answers = [SureNoError(Trouble.RECONNECT)]

    await stage.dispatch.publish("1")

    assert stage.post.state is State.NEEDS_PERSON
    assert stage.post.trouble is Trouble.RECONNECT


@pytest.mark.parametrize(
    "trouble", [Trouble.FORBIDDEN, Trouble.SUSPENDED, Trouble.NO_CREDIT]
)
async def test_what_only_a_person_can_mend_is_not_tried_again_before(
    stage: Stage, trouble: Trouble
):
    stage.approve()
    stage.network.answers = [SureNoError(trouble)]

    for _ in range(3):
        await stage.dispatch.publish("1")
        stage.clock.pass_by(timedelta(hours=1))

    assert (stage.post.state, stage.post.trouble) == (State.NEEDS_PERSON, trouble)
    assert stage.network.posted == []


async def test_a_post_that_the_network_finds_too_long_goes_back_to_its_author(
    stage: Stage,
):
    stage.approve()
    stage.network.answers = [SureNoError(Trouble.TOO_LONG)]

    await stage.dispatch.publish("1")

    assert (stage.post.state, stage.post.trouble) == (State.RETURNED, Trouble.TOO_LONG)
    assert (stage.post.state, Step.AMEND) in MOVES


async def test_accepted_then_dropped_is_found_and_not_sent_again(stage: Stage):
    stage.approve()
    stage.network.answers = [UnsureError()]
    stage.network.takes_it_anyway = True

    await stage.dispatch.publish("1")
    assert stage.post.state is State.UNSURE
    await stage.dispatch.look_up("1")

    assert stage.post.state is State.PUBLISHED
    assert len(stage.network.posted) == 1


async def test_dropped_without_being_accepted_is_sent_again_once_that_is_sure(
    stage: Stage,
):
    stage.approve()
    stage.network.answers = [UnsureError()]
    await stage.dispatch.publish("1")

    again = await stage.dispatch.look_up("1")
    assert again is not None  # too early to tell
    assert stage.post.state is State.UNSURE

    stage.clock.pass_by(stage.dispatch.settle)
    await stage.dispatch.look_up("1")
    await stage.dispatch.publish("1")
    assert stage.post.state is State.PUBLISHED
    assert len(stage.network.posted) == 1


async def test_whoever_comes_second_sees_to_it_that_the_first_gets_done(stage: Stage):
    """The first may die, and its timer is leased to the second by now."""
    approved = stage.approve()
    sending = advance(approved, Step.SEND, GATEKEEPER, FRIDAY_NOON)
    load = stage.store.load

    async def overtaken(post_id: str) -> Post | None:
        loaded = await load(post_id)
        stage.store.posts["1"] = sending
        return loaded

    stage.store.load = overtaken  # type: ignore[method-assign]
    again = await stage.dispatch.publish("1")

    assert again == FRIDAY_NOON + SENT_WITHIN
    assert stage.network.posted == []


async def test_a_post_whose_sender_died_is_looked_up_first(stage: Stage):
    stage.store.posts["1"] = replace(
        stage.approve(), state=State.SENDING, intent_at=stage.clock.at
    )

    await stage.dispatch.publish("1")

    assert stage.post.state is State.UNSURE
    assert stage.store.timers["1", Alarm.LOOK_UP] == stage.clock.at
    assert stage.network.posted == []


async def test_a_duplicate_that_is_ours_counts_as_published(stage: Stage):
    stage.approve()
    stage.network.answers = [SureNoError(Trouble.DUPLICATE)]
    stage.network.takes_it_anyway = True

    await stage.dispatch.publish("1")
    await stage.dispatch.look_up("1")

    assert stage.post.state is State.PUBLISHED


async def test_a_duplicate_that_is_not_ours_is_put_to_a_person(stage: Stage):
    stage.approve()
    stage.network.answers = [SureNoError(Trouble.DUPLICATE)]

    await stage.dispatch.publish("1")
    stage.clock.pass_by(stage.dispatch.settle)
    await stage.dispatch.look_up("1")

    assert stage.post.state is State.NEEDS_PERSON
    assert stage.post.trouble is Trouble.DUPLICATE


async def test_a_clock_that_goes_on_does_not_put_a_due_post_off(stage: Stage):
    class Ticking(FakeClock):
        def __call__(self):
            self.pass_by(timedelta(milliseconds=1))
            return self.at

    stage.approve()

    await replace(stage.dispatch, now=Ticking()).publish("1")

    assert stage.post.state is State.PUBLISHED


async def test_a_worker_that_stood_still_does_not_send(stage: Stage):
    stage.approve(Draft(WORDS, photos=(PHOTO,)))

    class SlowPhotos(FakePhotos):
        """The process is stopped here, and goes on much later."""

        async def load(self, photo_id: str) -> Picture:
            stage.clock.pass_by(INTENT_HOLDS)
            return PIXELS

    again = await replace(stage.dispatch, photos=SlowPhotos()).publish("1")
    assert stage.network.posted == []

    assert again == stage.clock.at
    await stage.dispatch.publish("1")
    assert stage.post.state is State.UNSURE


async def test_a_worker_whose_post_was_taken_over_does_not_send(stage: Stage):
    stage.approve(Draft(WORDS, photos=(PHOTO,)))

    class Overtaken(FakePhotos):
        async def load(self, photo_id: str) -> Picture:
            await stage.dispatch.publish("1")  # another worker: sees it being sent
            return PIXELS

    await replace(stage.dispatch, photos=Overtaken()).publish("1")

    assert stage.network.posted == []
    assert stage.post.state is State.UNSURE


async def test_photos_go_out_with_their_descriptions_and_are_then_forgotten(
    stage: Stage,
):
    stage.approve(Draft(WORDS, photos=(PHOTO,)))
    stage.photos.kept["p1"] = PIXELS

    await stage.dispatch.publish("1")
    assert stage.network.posted[0][1] == (replace(PIXELS, alt="Bridges on a table"),)

    assert ("1", Alarm.FORGET) in stage.store.timers
    await stage.dispatch.forget("1")
    assert stage.photos.kept == {}


@pytest.mark.parametrize("by", [None, "lena"])
async def test_one_leader_is_not_enough_where_it_takes_two(
    stage: Stage, by: str | None
):
    two = Verdict((Finding("3.1", Duty.NOTE, "Two.", two_leaders=True),))
    post = stage.approve(verdict=two)
    agreed = by and Approval(by, FRIDAY_NOON, post.fingerprint)
    stage.store.posts["1"] = replace(post, agreed=agreed or None)

    await stage.dispatch.publish("1")

    assert stage.network.posted == []


@pytest.mark.parametrize("kept", [None, replace(PIXELS, data=b"other pixels")])
async def test_a_post_whose_photo_is_not_the_approved_one_is_put_to_a_person(
    stage: Stage, kept: Picture | None
):
    stage.approve(Draft(WORDS, photos=(PHOTO,)))
    if kept:
        stage.photos.kept["p1"] = kept

    await stage.dispatch.publish("1")

    assert stage.post.state is State.NEEDS_PERSON
    assert stage.post.trouble is Trouble.PHOTO_LOST
    assert stage.network.posted == []


async def test_a_draft_that_nobody_decides_expires(stage: Stage):
    stage.store.posts["1"] = replace(
        stage.approve(), state=State.WAITING, approval=None
    )

    await stage.dispatch.expire("1")

    assert stage.post.state is State.EXPIRED
