"""After a backup is put back, a person looks before anything goes out."""

from dataclasses import replace

import pytest

from bot.gate.dispatch import Dispatch
from bot.gate.lifecycle import MOVES, Step
from bot.gate.post import Approval, Post, State, Trouble
from bot.gate.restored import ON_ITS_WAY, put_to_a_person
from policy.terms import Draft
from tests.fakes import (
    FRIDAY_NOON,
    HOURS,
    FakeClock,
    FakeNetwork,
    FakePhotos,
    FakeStore,
)

CLOCK = FakeClock()


def stored(state: State) -> FakeStore:
    post = Post("1", "school", "tess", Draft("Year 4 sang."), FRIDAY_NOON)
    approval = Approval("lena", FRIDAY_NOON, post.fingerprint)
    return FakeStore({"1": replace(post, state=state, approval=approval)})


def test_what_is_on_its_way_is_whatever_the_software_may_send_by_itself():
    sends = {Step.SEND, Step.PUBLISH}
    assert {state for state, step in MOVES if step in sends} == ON_ITS_WAY


@pytest.mark.parametrize("state", sorted(ON_ITS_WAY))
async def test_what_is_on_its_way_is_put_to_a_person(state: State):
    store = stored(state)

    await put_to_a_person(store, "1", CLOCK)

    post = store.posts["1"]
    assert (post.state, post.trouble) == (State.NEEDS_PERSON, Trouble.RESTORED)
    assert [entry.to for _, entry in store.entries][-1] is State.NEEDS_PERSON


@pytest.mark.parametrize("state", sorted(ON_ITS_WAY))
async def test_and_no_timer_sends_it(state: State):
    store, network = stored(state), FakeNetwork()
    dispatch = Dispatch(store, FakePhotos(), network, HOURS, CLOCK)

    await put_to_a_person(store, "1", CLOCK)
    await dispatch.publish("1")
    await dispatch.look_up("1")

    assert network.posted == []


@pytest.mark.parametrize("state", sorted(set(State) - ON_ITS_WAY))
async def test_anything_else_is_left_as_it_is(state: State):
    store = stored(state)
    before = store.posts["1"]

    await put_to_a_person(store, "1", CLOCK)

    assert store.posts["1"] == before
