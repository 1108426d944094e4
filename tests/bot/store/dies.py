"""Run as a process of its own, to be killed: `python -m tests.bot.store.dies HOW URL`.

It prints a line when it has got to where it is to die.
"""

import asyncio
import sys
from datetime import timedelta

from sqlalchemy import event

from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Timer
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.presence import at_work
from bot.store.timers import TimerStore
from tests.bot.store.made import LENA, WholeInbox, a_post, after
from tests.fakes import FRIDAY_NOON


def here(*_: object) -> None:
    print("here", flush=True)  # noqa: T201 - it is what the test waits for
    sys.stdin.read()


async def inside_a_save(database: Database) -> None:
    """All is written, and nothing committed."""
    waiting = after(a_post(), Step.PASS)
    event.listen(database.engine.sync_engine, "commit", here)
    await PostStore(database).save(
        after(waiting, Step.APPROVE, LENA), waiting, [Timer(Alarm.PUBLISH, FRIDAY_NOON)]
    )


async def at_work_with_leases(database: Database) -> None:
    """An event and a timer are claimed, and neither is done."""

    async def alone() -> None: ...

    async with at_work(database, alone):
        lease = timedelta(minutes=1)
        inbox = WholeInbox(database, "ash", lambda: FRIDAY_NOON)
        await inbox.claim("dies", FRIDAY_NOON, lease, 9)
        await TimerStore(database, "ash").claim("dies", FRIDAY_NOON, lease, 9)
        here()


if __name__ == "__main__":
    how, url = sys.argv[1:]
    asyncio.run(globals()[how](Database(url)))
