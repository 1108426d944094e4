"""Words like a child telling of harm go to no leader, and are not forgotten."""

import pytest

from bot.gate.desk import Desk
from bot.gate.lifecycle import RefusedError, Step
from bot.gate.ports import Alarm
from bot.gate.post import Post, State
from policy.terms import Draft
from tests.fakes import (
    FakeStore,
    a_desk,
)

TOLD = Draft("He told me of HARM.")


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def desk(store: FakeStore) -> Desk:
    return a_desk(store=store)


async def submitted(desk: Desk) -> Post:
    return await desk.submit("1", TOLD, "tess")


async def test_the_lead_is_to_be_told_from_the_moment_it_is_judged(
    desk: Desk, store: FakeStore
):
    post = await submitted(desk)

    assert post.state is State.RETURNED
    assert ("1", Alarm.SAFEGUARD) in store.timers


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.ASK_HEAD, Step.APPROVE])
@pytest.mark.parametrize("who", ["tess", "lena", "head"])
async def test_nobody_brings_it_into_the_queue(desk: Desk, step: Step, who: str):
    post = await submitted(desk)

    with pytest.raises(RefusedError):
        await desk.take(post.id, post.version, step, who)


@pytest.mark.parametrize("words", ["A day at the farm.", "What a day with JOSH."])
async def test_taking_the_words_out_does_not_call_it_off(
    desk: Desk, store: FakeStore, words: str
):
    post = await submitted(desk)

    await desk.amend(post.id, post.version, Draft(words), "tess")

    assert ("1", Alarm.SAFEGUARD) in store.timers


async def test_other_drafts_that_are_sent_back_tell_no_lead(
    desk: Desk, store: FakeStore
):
    await desk.submit("1", Draft("Well done JOSH"), "tess")

    assert ("1", Alarm.SAFEGUARD) not in store.timers
