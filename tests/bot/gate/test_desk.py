"""A draft's journey, told from the desk."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.gate.lifecycle import Refusal, RefusedError, Step
from bot.gate.ports import Alarm
from bot.gate.post import Post, State, Trouble
from bot.gate.waits import HEAD_START
from nlp.reading import Kind, Mention, Reading
from policy.terms import Claim, ClaimKind, Draft, Photo
from tests.fakes import (
    FakeClock,
    FakeNetwork,
    FakePhotos,
    FakeRoster,
    FakeStore,
    a_desk,
)

CLEAN = Draft("Year 4 made bridges out of spaghetti.")
NAMED = Draft("Well done JOSH")
RUDE = Draft("Late again!!")


@dataclass
class Stage:
    store: FakeStore = field(default_factory=FakeStore)
    photos: FakePhotos = field(default_factory=FakePhotos)
    network: FakeNetwork = field(default_factory=FakeNetwork)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.desk = a_desk(
            school_id="school",
            store=self.store,
            photos=self.photos,
            network=self.network,
            now=self.clock,
        )

    async def refused(self, attempt) -> Refusal:
        with pytest.raises(RefusedError) as refused:
            await attempt
        return refused.value.refusal


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_clean_draft_goes_to_the_leaders_at_once(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "tess")

    assert post.state is State.WAITING
    assert stage.store.timers["1", Alarm.SHOW] == stage.clock.at


async def test_a_name_comes_straight_back_with_its_clause(stage: Stage):
    post = await stage.desk.submit("1", NAMED, "tess")

    assert post.state is State.RETURNED
    assert [f.clause for f in post.verdict.findings] == ["2.1"]


async def test_a_should_waits_for_its_author_to_choose(stage: Stage):
    post = await stage.desk.submit("1", RUDE, "tess")
    assert post.state is State.ADVISED

    post = await stage.desk.take("1", post.version, Step.SUBMIT, "tess")
    assert post.state is State.WAITING


async def test_a_name_put_right_goes_on(stage: Stage):
    post = await stage.desk.submit("1", NAMED, "tess")

    post = await stage.desk.amend("1", post.version, CLEAN, "tess")

    assert post.state is State.WAITING
    assert post.verdict.findings == ()


async def test_the_same_draft_handed_in_twice_is_one_post(stage: Stage):
    first = await stage.desk.submit("1", CLEAN, "tess")
    again = await stage.desk.submit("1", CLEAN, "tess")

    assert again == first
    assert len(stage.store.entries) == 1


async def test_a_draft_cut_short_before_its_check_is_checked_when_handed_in_again(
    stage: Stage,
):
    unread = Post("1", "school", "tess", NAMED, stage.clock.at)
    await stage.store.add(unread, ())

    post = await stage.desk.submit("1", NAMED, "tess")

    assert post.state is State.RETURNED


async def test_a_stranger_cannot_put_a_draft_forward(stage: Stage):
    attempt = stage.desk.submit("1", CLEAN, "sam")

    assert await stage.refused(attempt) is Refusal.NO_ROLE
    assert stage.store.posts == {}


async def test_nobody_approves_their_own(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "lena")

    attempt = stage.desk.take("1", post.version, Step.APPROVE, "lena")

    assert await stage.refused(attempt) is Refusal.OWN_POST


async def test_the_second_of_two_leaders_is_told_that_it_is_decided(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "tess")
    await stage.desk.take("1", post.version, Step.APPROVE, "lena")

    with pytest.raises(RefusedError) as refused:
        await stage.desk.take("1", post.version, Step.DECLINE, "liam")

    assert refused.value.refusal is Refusal.NO_SUCH_STEP
    assert refused.value.post is not None
    assert refused.value.post.last is not None
    assert refused.value.post.last.actor == "lena"


async def test_a_leader_who_loses_a_race_by_a_hair_is_told_who_won(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "tess")

    class SlowRoster(FakeRoster):
        """While liam's roles are looked up, lena approves."""

        async def roles(self, user: str):
            if user == "liam" and stage.store.posts["1"].state is State.WAITING:
                await stage.desk.take("1", post.version, Step.APPROVE, "lena")
            return await super().roles(user)

    slow = replace(stage.desk, roster=SlowRoster())
    attempt = slow.take("1", post.version, Step.APPROVE, "liam")

    assert await stage.refused(attempt) is Refusal.NO_SUCH_STEP
    approval = stage.store.posts["1"].approval
    assert approval is not None
    assert approval.by == "lena"


async def test_an_old_card_cannot_approve_new_words(stage: Stage):
    shown = await stage.desk.submit("1", CLEAN, "tess")
    await stage.desk.amend("1", None, Draft("Other words."), "tess")

    attempt = stage.desk.take("1", shown.version, Step.APPROVE, "lena")

    assert await stage.refused(attempt) is Refusal.STALE


async def test_an_edit_after_approval_voids_it(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "tess")
    post = await stage.desk.take("1", post.version, Step.APPROVE, "lena")

    post = await stage.desk.amend("1", None, Draft("Other words."), "tess")

    assert post.state is State.WAITING
    assert post.approval is None


async def test_approved_on_friday_evening_goes_out_on_monday_morning(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "tess")
    stage.clock.pass_by(timedelta(hours=6, minutes=30))

    post = await stage.desk.take("1", post.version, Step.APPROVE, "lena")

    assert post.goes_out is not None
    assert post.goes_out.isoformat() == "2026-11-23T08:00:00+00:00"
    assert stage.store.timers["1", Alarm.PUBLISH] == post.goes_out


async def test_what_is_sent_again_has_all_its_tries_and_is_looked_up_from_the_first(
    stage: Stage,
):
    post = await stage.desk.submit("1", CLEAN, "tess")
    post = await stage.desk.take("1", post.version, Step.APPROVE, "lena")
    first = stage.clock.at
    stage.store.posts["1"] = replace(
        post, state=State.NEEDS_PERSON, attempts=12, intent_at=first
    )
    stage.clock.pass_by(timedelta(hours=2))

    post = await stage.desk.take("1", None, Step.RESEND, "lena")

    assert (post.state, post.attempts, post.intent_at) == (State.APPROVED, 0, first)


async def test_a_school_event_goes_out_at_once(stage: Stage):
    stage.clock.pass_by(timedelta(hours=6, minutes=30))
    draft = replace(CLEAN, claims=(Claim(ClaimKind.EVENT),))
    post = await stage.desk.submit("1", draft, "tess")

    post = await stage.desk.take("1", post.version, Step.APPROVE, "lena")

    assert post.goes_out == stage.clock.at


@pytest.mark.parametrize(
    ("draft", "trouble"),
    [(Draft("a" * 281), Trouble.TOO_LONG), (Draft(" \n"), Trouble.EMPTY)],
)
async def test_what_the_network_would_not_take_comes_back(
    stage: Stage, draft: Draft, trouble: Trouble
):
    post = await stage.desk.submit("1", draft, "tess")

    assert (post.state, post.trouble) == (State.RETURNED, trouble)


async def test_half_a_character_does_not_lose_the_draft(stage: Stage):
    post = await stage.desk.submit("1", Draft("Bridges \ud83d\0"), "tess")

    assert post.draft.text == "Bridges ?"
    assert post.state is State.WAITING


@pytest.mark.parametrize(("author", "editor"), [("head", "lena"), ("tess", "head")])
async def test_a_head_who_wrote_some_of_it_is_not_asked(
    stage: Stage, author: str, editor: str
):
    await stage.desk.submit("1", Draft("Bridges."), author)
    await stage.desk.amend("1", None, CLEAN, editor)

    attempt = stage.desk.take("1", None, Step.ASK_HEAD, "liam")

    assert await stage.refused(attempt) is Refusal.NO_HEAD
    post = await stage.desk.take("1", None, Step.APPROVE, "liam")
    assert post.state is State.APPROVED


async def test_of_two_heads_the_other_is_asked(stage: Stage):
    roster = FakeRoster()
    roster.people["another"] = roster.people["head"]
    desk = replace(stage.desk, roster=roster)
    await desk.submit("1", CLEAN, "head")

    post = await desk.take("1", None, Step.ASK_HEAD, "head")

    assert post.state is State.WITH_HEAD


async def test_a_decline_keeps_its_reason_for_the_author(stage: Stage):
    post = await stage.desk.submit("1", CLEAN, "tess")

    post = await stage.desk.take("1", None, Step.DECLINE, "lena", "We said this.")

    assert (post.state, post.reason) == (State.DECLINED, "We said this.")


async def test_a_photo_that_an_edit_drops_is_forgotten(stage: Stage):
    photo = Photo("p1", "0" * 64, alt="Bridges on a table")
    draft = replace(CLEAN, photos=(photo,))
    stage.photos.kept["p1"] = object()  # pyright: ignore - only its presence matters
    post = await stage.desk.submit("1", draft, "tess")

    await stage.desk.amend("1", post.version, CLEAN, "tess")

    assert stage.photos.kept == {}


async def test_the_trail_says_who_took_which_step(stage: Stage):
    post = await stage.desk.submit("1", NAMED, "tess")
    post = await stage.desk.amend("1", post.version, CLEAN, "tess")
    await stage.desk.take("1", post.version, Step.APPROVE, "lena")

    trail = await stage.desk.trail("1")

    assert [(entry.step, entry.actor) for entry in trail] == [
        (Step.BLOCK, "gate"),
        (Step.AMEND, "tess"),
        (Step.PASS, "gate"),
        (Step.APPROVE, "lena"),
    ]
    assert trail[0].clauses == ("2.1",)


async def test_a_safe_version_is_offered(stage: Stage):
    post = await stage.desk.submit("1", Draft("Well done JOSH on your kite"), "tess")

    assert post.safe == "Well done to a pupil on your kite"


async def test_one_that_would_be_stopped_for_a_name_again_is_not(stage: Stage):
    async def read(text: str) -> Reading:
        """Takes JOSH for a name, and a pupil, too."""
        again = "a pupil" if "a pupil" in text else "JOSH"
        at = text.index(again)
        return Reading(text, (Mention(Kind.NAME, again, at),))

    desk = replace(stage.desk, read=read)

    assert (await desk.submit("1", NAMED, "tess")).safe == ""


@pytest.mark.parametrize("before", [True, False])
async def test_nor_one_that_would_be_stopped_for_anything_else(
    stage: Stage, *, before: bool
):
    async def read(text: str) -> Reading:
        """Hears something private about a pupil, and perhaps about JOSH, too."""
        mentions = [Mention(Kind.NAME, "JOSH", 10)] if "JOSH" in text else []
        if before or "JOSH" not in text:
            mentions.append(Mention(Kind.PRIVATE, "Well", 0))
        return Reading(text, tuple(mentions))

    desk = replace(stage.desk, read=read)

    assert (await desk.submit("1", NAMED, "tess")).safe == ""


async def test_nor_one_that_the_network_would_not_take(stage: Stage):
    draft = Draft("Well done JOSH ".ljust(280, "a"))

    post = await stage.desk.submit("1", draft, "tess")

    assert post.trouble is None
    assert post.safe == ""


async def test_what_goes_out_at_once_is_shown_when_it_is_out(stage: Stage):
    """By a clock that runs on between two looks at it."""

    def running() -> datetime:
        stage.clock.pass_by(timedelta(milliseconds=1))
        return stage.clock()

    desk = replace(stage.desk, now=running)
    post = await desk.submit("1", CLEAN, "tess")

    post = await desk.take("1", post.version, Step.APPROVE, "lena")

    assert post.last
    assert post.goes_out == post.last.at
    assert stage.store.timers["1", Alarm.PUBLISH] == post.goes_out
    assert stage.store.timers["1", Alarm.SHOW] == post.last.at + HEAD_START
