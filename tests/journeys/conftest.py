"""A whole school on this machine: the real bot, a local Slack, a stand-in for X."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Page

from bot.composition import Bot, running
from bot.listening import free_port, listen, serving
from bot.parts import eyes_of
from bot.settings import Settings, SlackMode
from docs.take_screenshot import SIZE
from nlp.reader import Reader
from sandbox.page import create_page
from sandbox.school import (
    APP_TOKEN,
    BOT_TOKEN,
    HEAD,
    LEADER,
    LEADERS_CHANNEL,
    SCHOOL,
    SIGNING_SECRET,
    TEACHER,
)
from sandbox.x_server import ACCOUNT, create_app
from tests.fakes import FakeClock
from tests.slack_driver import Message, SlackDriver


@dataclass
class Stage:
    """The school, with what a test needs to see of it and do to it."""

    slack: SlackDriver
    settings: Settings
    reader: Reader
    x: aiohttp.ClientSession
    clock: FakeClock = field(default_factory=FakeClock)

    @asynccontextmanager
    async def bot(self) -> AsyncGenerator[Bot]:
        """The bot at work, as `schoolgate run` puts it together."""
        settle = timedelta(seconds=0)
        loaded: asyncio.Future[Reader] = asyncio.get_running_loop().create_future()
        loaded.set_result(self.reader)
        async with AsyncExitStack() as stack:
            bot = await stack.enter_async_context(
                running(self.settings, eyes_of(loaded), self.clock, settle)
            )
            at = listen(self.settings.port)
            await stack.enter_async_context(serving(bot.web, at))
            yield bot

    async def draft(self, words: str, user: Any = TEACHER) -> str:
        return await self.slack.say(user.id, user.dm, words)

    async def told(self, words: str, user: Any = TEACHER) -> Message:
        """A message or card with these words in somebody's direct messages."""
        return await self.slack.when_said(user.dm, words)

    async def leaders_see(self, words: str) -> Message:
        return await self.slack.when_said(LEADERS_CHANNEL, words)

    async def press(self, user: Any, press: str, card: Message | None = None) -> None:
        channel = card["channel"] if card else LEADERS_CHANNEL
        await self.slack.press(user.id, channel, press, message=card)

    async def confirm(self, user: Any) -> None:
        """Tick every question of the form that is open, and send it."""
        view = await self.slack.modal()
        asked = [b["element"] for b in view["blocks"] if b["type"] == "input"]
        ticks = {e["action_id"]: [o["value"] for o in e["options"]] for e in asked}
        await self.slack.submit(user.id, ticks)

    async def feed(self) -> list[dict[str, Any]]:
        """What the stand-in for X has accepted."""
        async with self.x.get("/_control/posts") as answer:
            return (await answer.json())["posts"]

    async def x_fails(self, kind: str, **more: object) -> None:
        fault = {"kind": kind, **more}
        async with self.x.post("/_control/fail", json=fault) as answer:
            answer.raise_for_status()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


def settings_for(
    mode: SlackMode, slack: str, x: str, port: int, data: Path
) -> Settings:
    return Settings(
        school_name=SCHOOL,
        slack_bot_token=BOT_TOKEN,  # pyright: ignore[reportArgumentType] - read as one
        slack_app_token=APP_TOKEN,  # pyright: ignore[reportArgumentType]
        slack_signing_secret=SIGNING_SECRET,  # pyright: ignore[reportArgumentType]
        slack_mode=mode,
        slack_api_url=slack,
        leaders_channel=LEADERS_CHANNEL,
        head=(HEAD.id,),
        safeguarding_lead=(LEADER.id,),
        x_consumer_key=ACCOUNT.consumer_key,  # pyright: ignore[reportArgumentType]
        x_consumer_secret=ACCOUNT.consumer_secret,  # pyright: ignore[reportArgumentType]
        x_access_token=ACCOUNT.access_token,  # pyright: ignore[reportArgumentType]
        x_access_secret=ACCOUNT.access_secret,  # pyright: ignore[reportArgumentType]
        x_api_url=x,
        data_dir=data,
        port=port,
    )


@asynccontextmanager
async def set_up(mode: SlackMode, reader: Reader, data: Path) -> AsyncGenerator[Stage]:
    """Everything but the bot."""
    port, x_at = free_port(), listen(0)
    x_url = f"http://127.0.0.1:{x_at.getsockname()[1]}"
    events = f"http://127.0.0.1:{port}/slack/events"
    slack = SlackDriver(events_url=events if mode is SlackMode.HTTP else None)
    async with (
        serving(create_app(), x_at),
        slack,
        aiohttp.ClientSession(x_url) as x,
    ):
        settings = settings_for(mode, slack.api_url, x_url, port, data)
        yield Stage(slack, settings, reader, x)


@pytest.fixture(params=list(SlackMode), ids=lambda mode: mode.value)
async def stage(
    request: pytest.FixtureRequest, reader: Reader, tmp_path: Path
) -> AsyncIterator[Stage]:
    """A school with its bot at work, in Socket Mode and in HTTP mode."""
    async with set_up(request.param, reader, tmp_path) as stage, stage.bot():
        yield stage


@pytest.fixture
async def page(stage: Stage, browser: Browser) -> AsyncIterator[Page]:
    """The sandbox's page, with the school in it, in a browser."""
    at, feed = listen(0), f"{stage.settings.x_api_url}/feed"
    app = create_page(stage.slack, feed=feed, clock=lambda: "Friday 12:00")
    async with serving(app, at):
        page = await browser.new_page(viewport=SIZE)
        await page.goto(f"http://127.0.0.1:{at.getsockname()[1]}")
        yield page


@pytest.fixture
async def school(reader: Reader, tmp_path: Path) -> AsyncIterator[Stage]:
    """A school whose bot the test starts, and ends, by itself."""
    async with set_up(SlackMode.SOCKET, reader, tmp_path) as stage:
        yield stage
