"""A leader who approves a post agrees with what its author said of a name in it."""

from dataclasses import dataclass, field

import pytest

from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm
from bot.gate.post import Post, State
from bot.gate.remembering import Remembering
from nlp.reading import Kind, Mention, Reading
from policy.terms import Claim, ClaimKind, Draft
from tests.fakes import (
    FakeMemory,
    FakeStore,
    a_desk,
)

CLAIM = Claim(ClaimKind.NOT_A_CHILD, "Florence", "place")
ANSWERED = Draft("We miss Florence.", claims=(CLAIM,))


async def read_florence(text: str) -> Reading:
    """Doubts whether Florence is a child, but on the roll, and then is sure."""
    at = text.find("Florence")
    if at < 0:
        return Reading(text)
    why = "on the roll" if "pupil of ours" in text else "a first name"
    return Reading(text, (Mention(Kind.NAME, "Florence", at, 0.5, why),))


@dataclass
class Stage:
    store: FakeStore = field(default_factory=FakeStore)
    memory: FakeMemory = field(default_factory=FakeMemory)

    def __post_init__(self) -> None:
        self.desk = a_desk(
            read=read_florence,
            read_seen=read_florence,
            store=self.store,
            memory=self.memory,
        )
        self.remembering = Remembering(self.desk, self.memory)

    async def approved(self, draft: Draft, by: str = "lena") -> Post:
        post = await self.desk.submit("1", draft, "tess")
        return await self.desk.take("1", post.version, Step.APPROVE, by)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_the_next_draft_with_the_name_is_not_asked_again(stage: Stage):
    first = await stage.desk.submit("0", Draft("We miss Florence."), "tess")
    assert first.state is State.RETURNED

    await stage.approved(ANSWERED)
    assert stage.store.timers["1", Alarm.REMEMBER]
    await stage.remembering.remember("1")

    again = await stage.desk.submit("2", Draft("Back from Florence!"), "tom")
    assert again.state is State.WAITING


async def test_it_is_kept_who_agreed_and_when(stage: Stage):
    await stage.approved(ANSWERED, "liam")
    await stage.remembering.remember("1")
    await stage.remembering.remember("1")  # the timer ran twice

    (entry,) = stage.memory.kept.values()
    assert (entry.actor, entry.step) == ("liam", Step.APPROVE)
    assert entry.at == stage.desk.now()


async def test_what_is_remembered_does_not_overrule_the_roll_or_a_class(stage: Stage):
    await stage.approved(ANSWERED)
    await stage.remembering.remember("1")

    for n, words in enumerate(("Florence, a pupil of ours.", "By Florence, 2B")):
        post = await stage.desk.submit(f"s{n}", Draft(words), "tom")
        assert post.state is State.RETURNED


async def test_before_a_leader_agrees_nothing_is_remembered(stage: Stage):
    post = await stage.desk.submit("1", ANSWERED, "tess")
    assert post.state is State.WAITING
    await stage.remembering.remember("1")
    await stage.desk.take("1", post.version, Step.DECLINE, "lena", "No.")
    await stage.remembering.remember("1")

    assert ("1", Alarm.REMEMBER) not in stage.store.timers
    assert not stage.memory.kept


async def test_nor_where_the_draft_was_changed_since(stage: Stage):
    post = await stage.approved(ANSWERED)
    await stage.desk.amend("1", post.version, Draft("A quiet day."), "tess")
    await stage.remembering.remember("1")

    assert not stage.memory.kept


async def test_other_posts_leave_nothing_to_remember(stage: Stage):
    await stage.approved(Draft("A quiet day."))
    await stage.remembering.remember("1")
    await stage.remembering.remember("of no such post")

    assert ("1", Alarm.REMEMBER) not in stage.store.timers
    assert not stage.memory.kept
