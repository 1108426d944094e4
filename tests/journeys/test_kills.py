"""The bot dies at the worst of moments, and nothing is lost or doubled."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.parts import utc_now
from sandbox.school import LEADER, TEACHER
from sandbox.stage import environment
from tests.journeys.conftest import Stage
from tests.slack_driver import said

CLEAN = "Year 4 built bridges out of paper today and tested them with books."
DISCLOSURE = "A pupil told me her dad hits her when he is cross."
# Outside posting hours too: these tests run by the real clock.
EVENT = {"words": CLEAN, "timing": "school event"}


@asynccontextmanager
async def process(
    school: Stage, module: str, *args: str
) -> AsyncGenerator[asyncio.subprocess.Process]:
    """The bot as a process of its own, which can be killed."""
    x_url = school.settings.x_api_url
    env = environment(school.slack.api_url, x_url, school.settings.data_dir)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *args, env=env
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def test_killed_between_acknowledgement_and_card(school: Stage):
    school.clock = utc_now
    async with process(school, "tests.journeys.dying_bot") as dying:
        await connected(school)
        await school.draft(CLEAN)
        assert await dying.wait() == -signal.SIGKILL
    assert len(await school.slack.messages(TEACHER.dm)) == 1  # the draft itself

    async with school.bot():
        await school.told("With the leaders")
        await school.leaders_see(CLEAN)

    cards = [m for m in await school.slack.messages(TEACHER.dm) if m.get("blocks")]
    assert len(cards) == 1


async def test_killed_before_the_safeguarding_lead_is_told(school: Stage):
    school.clock = utc_now
    async with process(school, "tests.journeys.dying_bot") as dying:
        await connected(school)
        await school.draft(DISCLOSURE)
        assert await dying.wait() == -signal.SIGKILL
    assert await school.slack.messages(LEADER.dm) == []

    async with school.bot():
        await school.told("Go to the designated safeguarding lead")
        await school.slack.when_said(LEADER.dm, "Safeguarding: please act now")

    assert len(await school.slack.messages(LEADER.dm)) == 1


async def test_killed_between_xs_acceptance_and_our_record(school: Stage):
    school.clock = utc_now
    await school.x_fails("slow_after_accept", seconds=60)
    async with process(school, "bot", "run") as bot:
        await taken_by_x(school, bot)
        bot.kill()
        await bot.wait()

    async with school.bot():
        told = await school.told("Your post is out: http")

    assert "http" in said(told)
    assert len(await school.feed()) == 1


async def taken_by_x(school: Stage, bot: asyncio.subprocess.Process) -> None:
    """Have a post drafted and approved, and wait until X has it."""
    await connected(school)
    await school.slack.command(TEACHER.id, TEACHER.dm, "/draft", "")
    await school.slack.submit(TEACHER.id, EVENT)
    await school.press(LEADER, "approve", await school.leaders_see(CLEAN))
    await school.confirm(LEADER)  # that it is an event (4.2)
    async with asyncio.timeout(30):
        while not await school.feed():
            assert bot.returncode is None


async def connected(school: Stage) -> None:
    """Wait until a bot listens to the local Slack."""
    async with asyncio.timeout(60), school.slack.watching() as ui:
        async for frame in ui:
            told = frame.json()
            apps = told.get("state", {}).get("apps", [told])
            if any(app.get("connected") for app in apps):
                return
