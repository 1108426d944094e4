"""A process that is killed with -9 leaves nothing half done."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import text

from bot.gate.lifecycle import Step
from bot.store.audit import broken_at
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.presence import at_work
from bot.store.timers import TimerStore
from tests.bot.store.made import LIAM, WholeInbox, a_post, after
from tests.databases import ON_SQLITE
from tests.fakes import FRIDAY_NOON, FakeClock

LEASE = timedelta(seconds=60)


@contextmanager
def another(how: str, url: str) -> Iterator[None]:
    """A process that has got to where it is to die, and dies at the end."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-m", "tests.bot.store.dies", how, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        try:
            assert process.stdout.readline() == b"here\n"
            yield
        finally:
            process.kill()


async def intact(database: Database) -> None:
    if database.file:
        check = text("PRAGMA integrity_check")
        assert await database.read(lambda c: c.scalar(check)) == "ok"


async def test_a_kill_inside_a_save_leaves_the_post_as_it_was(
    url: str, database: Database
) -> None:
    store = PostStore(database)
    waiting = after(a_post(), Step.PASS)
    await store.add(waiting, ())
    with another("inside_a_save", url):
        assert await store.load("p1") == waiting  # readers do not wait for writers
    assert await store.load("p1") == waiting
    assert [entry.step for entry in await store.trail("p1")] == ["pass"]
    assert await broken_at(database, "ash") is None
    assert await TimerStore(database, "ash").claim("w", FRIDAY_NOON, LEASE, 9) == []
    await intact(database)
    await store.save(after(waiting, Step.DECLINE, LIAM), waiting, ())
    assert await broken_at(database, "ash") is None


@ON_SQLITE
async def test_what_a_killed_process_held_is_free_for_whoever_is_alone(
    url: str, database: Database, clock: FakeClock
) -> None:
    inbox = WholeInbox(database, "ash", clock)
    await inbox.put("e1", "message", {}, "tess")
    alone: list[bool] = []

    async def release() -> None:
        alone.append(True)
        await inbox.release_all()

    with another("at_work_with_leases", url):
        async with at_work(database, release):
            assert alone == []
            assert await inbox.claim("w2", clock(), LEASE, 9) == []
    async with at_work(database, release):
        assert alone == [True]
        (event,) = await inbox.claim("w2", clock(), LEASE, 9)
        assert event.attempt == 2


@ON_SQLITE
async def test_two_who_are_at_work_are_neither_of_them_alone(
    database: Database,
) -> None:
    called: list[str] = []

    async def first() -> None:
        called.append("first")

    async def second() -> None:
        called.append("second")

    async with at_work(database, first), at_work(database, second):
        assert called == ["first"]
    async with at_work(database, second):
        assert called == ["first", "second"]


async def test_two_processes_on_one_database_take_turns(
    url: str, database: Database, clock: FakeClock
) -> None:
    """Each claim reads and then writes: begun for reading, one would be refused."""
    other = Database(url)
    inboxes = [WholeInbox(database, "ash", clock), WholeInbox(other, "ash", clock)]
    for n in range(20):
        await inboxes[0].put(f"e{n}", "message", {}, f"lane{n}")
    claims = [box.claim("w", clock(), LEASE, 1) for _ in range(10) for box in inboxes]
    claimed = [event.event_id for (event,) in await asyncio.gather(*claims)]
    await other.close()
    assert sorted(claimed) == sorted(f"e{n}" for n in range(20))
