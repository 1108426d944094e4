"""A worker that stood still past its lease does not publish what another published."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator

import pytest

from bot import worker as module
from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Timer
from bot.gate.post import Approval, Post, State
from bot.listening import listen, serving
from bot.store.engine import Database
from bot.store.posts import PostStore
from sandbox.x_server import create_app
from sandbox.x_state import State as XState
from tests.bot.stalls import FastClock, work
from tests.bot.store.made import LENA, a_post, after
from tests.fakes import FRIDAY_NOON

LONGEST = 60.0  # seconds, after which the test has failed


@pytest.fixture
async def x() -> AsyncIterator[tuple[XState, str]]:
    """X, blind to duplicates: nobody but us sees to it that there are none."""
    at, state = listen(0), XState(lambda: FRIDAY_NOON)
    state.behaviour.duplicate_filter = False
    async with serving(create_app(state=state), at):
        yield state, f"http://127.0.0.1:{at.getsockname()[1]}"


async def approved(database: Database) -> Post:
    waiting = after(a_post(), Step.PASS)
    await PostStore(database).add(waiting, ())
    yes = Approval("lena", FRIDAY_NOON, waiting.fingerprint)
    post = after(waiting, Step.APPROVE, LENA, approval=yes, goes_out=FRIDAY_NOON)
    due = [Timer(Alarm.PUBLISH, FRIDAY_NOON)]
    await PostStore(database).save(post, waiting, due)
    return post


@pytest.mark.parametrize("where", ["with_its_intent_kept", "on_its_way_to_x"])
async def test_a_stalled_worker_does_not_publish_a_second_time(
    url: str,
    database: Database,
    x: tuple[XState, str],
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "POLL", 0.05)
    store, (state, x_url) = PostStore(database), x
    post = await approved(database)
    clock = FastClock(time.time())
    began = str(clock.began)
    stalled = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.bot.stalls", where, url, x_url, began),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST):
            assert stalled.stdout
            assert await stalled.stdout.readline() == b"here\n"
            await work(url, x_url, clock, lambda: bool(state.posts))
            os.kill(stalled.pid, signal.SIGCONT)
            await stalled.communicate(b"\n")
            assert stalled.returncode == 0
    finally:
        if stalled.returncode is None:
            stalled.kill()
            await stalled.wait()
    assert [post.text for post in state.posts] == [post.draft.text]
    stored = await store.load(post.id)
    assert stored
    assert stored.state is State.PUBLISHED
