"""How many there are of what: for whoever watches over Schoolgate, not for the gate."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.gate.ports import Alarm
from bot.gate.post import State
from bot.gate.waits import EXPIRE_AFTER, UNDECIDED
from bot.store.engine import Database
from bot.store.inbox import is_open
from bot.store.leases import of_school
from bot.store.tables import audit, inbox, posts, timers


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures at one moment; None where there is nothing of the kind.

    `steps` are all that were ever taken. `undecided_since` is of the post that has
    waited longest for a decision, `unhandled_since` of the oldest event.
    """

    states: Mapping[str, int]
    steps: Mapping[str, int]
    unhandled: int
    parked: int
    undecided_since: datetime | None
    unhandled_since: datetime | None
    timer_due_since: datetime | None


async def count(database: Database, school: str | None) -> Counts:
    """Of one school; None: of all together. StoreError where the database fails."""
    undecided = (
        select(func.min(timers.c.due))
        .join(posts, posts.c.id == timers.c.post_id)
        .where(
            of_school(posts, school),
            posts.c.state.in_([state.value for state in UNDECIDED]),
            timers.c.alarm == Alarm.EXPIRE.value,
        )
    )

    def look(connection: Connection) -> Counts:
        states = connection.execute(
            select(posts.c.state, func.count())
            .where(of_school(posts, school))
            .group_by(posts.c.state)
        )
        steps = connection.execute(
            select(audit.c.step, func.count())
            .where(of_school(audit, school))
            .group_by(audit.c.step)
        )
        unhandled = connection.execute(
            select(func.count(), func.min(inbox.c.received_at)).where(
                of_school(inbox, school), is_open(inbox.c)
            )
        )
        parked = connection.scalar(
            select(func.count()).where(
                of_school(inbox, school), inbox.c.parked_at.is_not(None)
            )
        )
        expires = connection.scalar(undecided)
        due = connection.scalar(
            select(func.min(timers.c.due)).where(of_school(timers, school))
        )
        events, oldest = unhandled.one()
        return Counts(
            states=dict(states.tuples().all()),
            steps=dict(steps.tuples().all()),
            unhandled=events,
            parked=parked or 0,
            undecided_since=expires - EXPIRE_AFTER if expires else None,
            unhandled_since=oldest,
            timer_due_since=due,
        )

    return await database.snapshot(look)


async def posts_in(database: Database, states: Collection[State]) -> Sequence[str]:
    """The ids of the posts in these states, of every school in the database."""
    among = posts.c.state.in_([state.value for state in states])
    wanted = select(posts.c.id).where(among).order_by(posts.c.id)
    return await database.read(lambda c: c.scalars(wanted).all())
