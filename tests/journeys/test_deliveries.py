"""Slack delivers an event again, or to two of us: it is one draft."""

import json

import aiohttp
import pytest

from bench.fast_slack import signed
from bot.listening import free_port
from bot.settings import SlackMode
from sandbox.school import LEADER, LEADERS_CHANNEL, TEACHER
from tests.journeys.conftest import Stage
from tests.slack_driver import said

CLEAN = "Year 4 built bridges out of paper today and tested them with books."


async def cards(stage: Stage, channel: str) -> int:
    return sum(1 for m in await stage.slack.messages(channel) if m.get("blocks"))


@pytest.mark.parametrize("stage", [SlackMode.HTTP], indirect=True)
async def test_the_same_event_delivered_twice_is_one_draft(stage: Stage):
    await stage.draft(CLEAN)
    await stage.leaders_see(CLEAN)
    event = await delivered(stage)

    assert await deliver(stage, event) == 200
    # Whatever follows is handled after it, in the same lane or not.
    await stage.draft("Year 5 planted forty oak trees on the field.")
    await stage.leaders_see("Year 5 planted forty oak trees")
    await stage.slack.when(
        TEACHER.dm, lambda m: bool(m.get("blocks")) and "Year 5" in said(m)
    )

    assert await cards(stage, LEADERS_CHANNEL) == 2
    assert await cards(stage, TEACHER.dm) == 2


async def test_an_event_that_two_connections_bring_is_one_draft(school: Stage):
    other = Stage(
        school.slack,
        school.settings.model_copy(update={"port": free_port()}),
        school.reader,
        school.x,
        school.clock,
    )
    async with school.bot(), other.bot():
        await school.draft(CLEAN)
        await school.press(LEADER, "approve", await school.leaders_see(CLEAN))
        await school.told("Your post is out: http")

        assert await cards(school, LEADERS_CHANNEL) == 1
        assert await cards(school, TEACHER.dm) == 1
        assert len(await school.feed()) == 1


async def delivered(stage: Stage) -> dict[str, object]:
    """The last event that the local Slack sent to the bot."""
    async with stage.slack.session.get("/_control/log") as answer:
        log = (await answer.json())["log"]
    sent = [json.loads(e["detail"]) for e in log if e.get("direction") == "to_bot"]
    return next(body for body in reversed(sent) if body["type"] == "event_callback")


async def deliver(stage: Stage, event: dict[str, object]) -> int:
    body = json.dumps(event)
    headers = signed(body, "application/json")
    url = f"http://127.0.0.1:{stage.settings.port}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status
