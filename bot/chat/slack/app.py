"""The Bolt app: it answers what cannot wait in the inbox, such as a form."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response

from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json
from bot.chat.slack.errors import OUT_OF_REACH, SlackError, plainly
from bot.chat.slack.forms import Forms, Outstanding
from bot.chat.slack.keeping import Keep
from bot.chat.slack.presses import Press
from bot.gate.desk import Desk

PATIENCE = 15  # seconds, for one call
TRIES = 3  # where Slack asks us to wait

Next = Callable[[], Awaitable[None]]
Endpoint = Callable[[Request], Awaitable[Response]]


@asynccontextmanager
async def slack_client(token: str, api_url: str) -> AsyncGenerator[AsyncWebClient]:
    """A client that keeps its connections while the block is entered."""
    async with aiohttp.ClientSession() as session:
        yield client_of(token, api_url, session)


def client_of(
    token: str, api_url: str, session: aiohttp.ClientSession
) -> AsyncWebClient:
    """A client over that session's connections. `api_url` ends in /api/."""
    return AsyncWebClient(
        token=token,
        base_url=api_url,
        timeout=PATIENCE,
        session=session,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(),
            AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
        ],
    )


async def team_of(client: SlackApi) -> str:
    """The id of the workspace that the bot is installed in.

    SlackError, with one sentence, where the token is wrong or Slack is not reached.
    """
    with plainly():
        try:
            answer = await client.auth_test()
        except aiohttp.ClientError:
            raise SlackError(OUT_OF_REACH) from None
    return str(answer["team_id"])


def make_app(
    *,
    client: AsyncWebClient,
    signing_secret: str,
    keep: Keep,
    desk: Desk,
    outstanding: Outstanding,
) -> AsyncApp:
    """The app, for either mode."""
    # Unnamed, it looks for its name through every frame and file: 20 ms a school.
    app = AsyncApp(name="schoolgate", client=client, signing_secret=signing_secret)

    async def first(body: Json, next_: Next) -> BoltResponse | None:
        """Runs before the acknowledgement."""
        answer = await keep(body)
        if answer is None:
            await next_()
        return answer

    forms = Forms(desk, cast("SlackApi", client), outstanding)
    bolt: Any = app  # its decorators are only half typed
    bolt.middleware(first)
    for press in Press:
        bolt.action(press.value)(forms.on_press)
    bolt.command("/draft")(forms.on_draft)
    bolt.command("/esafety")(forms.on_esafety)
    bolt.command("/devices")(forms.on_devices)
    return app


async def connect(
    app: AsyncApp, app_token: str, api_url: str
) -> AsyncSocketModeHandler:
    """Connected by Socket Mode; `close_async()` ends it. SlackError where it cannot."""
    client = AsyncWebClient(token=app_token, base_url=api_url, timeout=PATIENCE)
    handler = AsyncSocketModeHandler(app, app_token, web_client=client)
    try:
        with plainly("SLACK_APP_TOKEN"):
            # Asked for here: the handler would ask for ever, whatever it is answered.
            handler.client.wss_uri = await handler.client.issue_new_wss_url()
        async with asyncio.timeout(PATIENCE):
            await handler.connect_async()
    except (aiohttp.ClientError, TimeoutError):
        await handler.close_async()
        raise SlackError(OUT_OF_REACH) from None
    except BaseException:
        await handler.close_async()
        raise
    return handler


def http_endpoint(app: AsyncApp) -> Endpoint:
    """Where Slack posts events, presses and commands, in HTTP mode."""
    return AsyncSlackRequestHandler(app).handle
