"""Two schools in one process: each draft, card and post stays with its own."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bench.fast_slack import TOKENS, Card, Slack, buttons, event, is_leaders, press
from bench.fast_x import FastX
from bot.composition import Bot, running_many
from bot.listening import free_port, listen, serving
from bot.settings import Common, SlackMode
from nlp.reader import Reader
from sandbox.school import LEADER, LEADERS_CHANNEL, SIGNING_SECRET, TEACHER
from tests.fakes import FakeClock

ASH, ELM = "T0ASH", "T0ELM"
DICE = random.Random(1)  # noqa: S311 - there is one port to choose
SOON = 20.0  # seconds, after which a test has failed


@dataclass
class Town:
    """Two schools of one vendor, and a folder for more."""

    slack: Slack
    x: FastX
    http: aiohttp.ClientSession
    folder: Path
    bot: Bot

    def settle_in(self, team: str) -> None:
        settings = {
            "SLACK_BOT_TOKEN": TOKENS + team,
            "LEADERS_CHANNEL": LEADERS_CHANNEL,
            "LEADERS": LEADER.id,
            "X_CONSUMER_KEY": "key",
            "X_CONSUMER_SECRET": "secret",
            "X_ACCESS_TOKEN": f"1-{team}",
            "X_ACCESS_SECRET": "secret",
        }
        lines = [f"{name}={value}\n" for name, value in settings.items()]
        (self.folder / f"{team}.env").write_text("".join(lines))

    async def say(self, team: str, words: str) -> None:
        channel = f"D{team}"
        message = {"channel": channel, "user": TEACHER.id, "ts": "1.0", "text": words}
        await self.slack.deliver(self.http, event(f"Ev{team}", message, team))

    async def leaders_card(self) -> Card:
        async with asyncio.timeout(SOON):
            while True:
                card = await self.slack.news.get()
                if is_leaders(card.channel) and "approve" in buttons(card.blocks):
                    return card

    async def approve(self, card: Card, team: str) -> None:
        button = buttons(card.blocks)["approve"]
        pressed = press(LEADER.id, LEADERS_CHANNEL, card.ts, button, team)
        await self.slack.deliver(self.http, pressed)


@pytest.fixture
async def town(reader: Reader, tmp_path: Path) -> AsyncIterator[Town]:
    port, slack_at, x_at = free_port(), listen(0), listen(0)
    slack, x, folder = Slack([port], DICE), FastX(), tmp_path / "schools"
    folder.mkdir()
    slack_url, x_url = (
        f"http://127.0.0.1:{at.getsockname()[1]}" for at in (slack_at, x_at)
    )
    given: dict[str, Any] = {
        "schools": folder,
        "slack_mode": SlackMode.HTTP,
        "slack_signing_secret": SIGNING_SECRET,
        "slack_api_url": f"{slack_url}/api/",
        "x_api_url": x_url,
        "data_dir": tmp_path,
        "port": port,
    }
    loaded: asyncio.Future[Reader] = asyncio.get_running_loop().create_future()
    loaded.set_result(reader)
    common = Common(**given)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(slack.app, slack_at))
        await stack.enter_async_context(serving(x.app, x_at))
        bot = await stack.enter_async_context(
            running_many(common, loaded, FakeClock(), timedelta(0))
        )
        await stack.enter_async_context(serving(bot.web, listen(port)))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        town = Town(slack, x, http, folder, bot)
        town.settle_in(ASH)
        town.settle_in(ELM)
        yield town


async def test_each_school_approves_and_posts_its_own(town: Town):
    for team in (ASH, ELM):
        await town.say(team, f"Year 4 of {team[2:].title()} School built bridges.")
    cards = [await town.leaders_card() for _ in range(2)]
    for card in cards:
        await town.approve(card, card.team)

    async with asyncio.timeout(SOON):
        out = [await town.x.posts.get() for _ in range(2)]

    assert {(post.token, post.text) for post in out} == {
        ("1-T0ASH", "Year 4 of Ash School built bridges."),
        ("1-T0ELM", "Year 4 of Elm School built bridges."),
    }


async def test_a_leader_of_another_school_decides_nothing_here(town: Town):
    await town.say(ASH, "Year 4 built bridges out of paper.")
    card = await town.leaders_card()

    await town.approve(card, ELM)  # the same button, pressed in another workspace
    await town.say(ELM, "Year 5 planted trees.")
    await town.approve(await town.leaders_card(), ELM)

    async with asyncio.timeout(SOON):
        out = await town.x.posts.get()
    assert out.text == "Year 5 planted trees."
    assert town.x.posts.empty()


async def test_a_school_that_joins_later_needs_no_restart(town: Town):
    town.settle_in("T0OAK")

    await town.say("T0OAK", "Year 6 sang in the square.")

    assert (await town.leaders_card()).team == "T0OAK"
