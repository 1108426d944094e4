"""Posts of an invented school, and the steps that they take."""

from dataclasses import replace

from bot.gate.lifecycle import GATEKEEPER, Actor, Step, advance
from bot.gate.ports import Clock
from bot.gate.post import Post, Role
from bot.store.engine import Database
from bot.store.inbox import EventStore, InboxStore
from policy.terms import Draft
from tests.fakes import FRIDAY_NOON

LENA = Actor("lena", frozenset({Role.LEADER}))
LIAM = Actor("liam", frozenset({Role.LEADER}))
TO_PUBLISHED = (
    (Step.PASS, GATEKEEPER),
    (Step.APPROVE, LENA),
    (Step.SEND, GATEKEEPER),
    (Step.PUBLISH, GATEKEEPER),
)


def a_post(
    post_id: str = "p1", text: str = "Year 4 made bridges.", school: str = "ash"
) -> Post:
    return Post(post_id, school, "tess", Draft(text), FRIDAY_NOON)


def after(post: Post, step: Step, by: Actor = GATEKEEPER, **changes: object) -> Post:
    return replace(advance(post, step, by, FRIDAY_NOON), **changes)


class WholeInbox(EventStore, InboxStore):
    """Both sides of one school's inbox."""

    def __init__(self, database: Database, school: str, now: Clock) -> None:
        EventStore.__init__(self, database, school, now)
        InboxStore.__init__(self, database, school, now)
