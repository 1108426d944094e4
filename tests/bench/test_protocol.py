"""No order of events publishes twice, loses a post, or sends one that is not approved.

Within bounds: two workers, one post, two minutes, one thing that goes wrong.
"""

from datetime import timedelta

import pytest

from bench.protocol.broken import WithoutComingBack, WithoutLeaseCheck, WithoutLookUp
from bench.protocol.explorer import Explorer
from bot.gate.lifecycle import MOVES, Step
from bot.gate.post import State


@pytest.mark.parametrize(
    "explorer",
    [
        Explorer(deaths=1, faults=0, until=120),
        Explorer(deaths=0, faults=1, until=120),
        Explorer(deaths=0, faults=0, edits=True, until=120),
    ],
    ids=["one worker dies", "one thing goes wrong at X", "the author edits"],
)
def test_as_built_nothing_is_at_fault(explorer: Explorer) -> None:
    states, fault, way = explorer.explore()
    assert fault == "", way
    assert states > 1_000


@pytest.mark.parametrize(
    ("explorer", "fault"),
    [
        (Explorer(WithoutLookUp, deaths=0, until=120), "doubled"),
        (Explorer(WithoutLeaseCheck, deaths=0, faults=0, until=120), "doubled"),
        (Explorer(deaths=0, until=120, settle=timedelta()), "doubled"),
        (Explorer(WithoutComingBack, faults=0, until=120), "lost"),
    ],
    ids=["the look-up", "the lease check", "the wait for X", "coming back"],
)
def test_without_one_of_its_checks_it_is_at_fault(
    explorer: Explorer, fault: str
) -> None:
    _, found, way = explorer.explore()
    assert found == fault
    assert way


def test_no_step_but_a_leaders_yes_leads_to_what_is_sent() -> None:
    reached = {State.DRAFT}
    while True:
        further = {
            move.to
            for (state, step), move in MOVES.items()
            if state in reached and step is not Step.APPROVE
        }
        if further <= reached:
            break
        reached |= further
    assert reached.isdisjoint(
        {
            State.APPROVED,
            State.SENDING,
            State.UNSURE,
            State.NEEDS_PERSON,
            State.PUBLISHED,
        }
    )
