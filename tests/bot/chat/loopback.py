"""A Web API on loopback that answers as it is told, for the real Slack client."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Json = dict[str, Any]
NOT_THERE = {"chat.postEphemeral": {"ok": False, "error": "channel_not_found"}}


@dataclass
class Loopback:
    """`answers` by method; whatever is not there is answered with ok.

    The bot is in no channel. `responds` is the status of each `response_url`.
    """

    answers: dict[str, Json] = field(default_factory=lambda: {**NOT_THERE})
    responds: int = 200
    called: asyncio.Queue[tuple[str, Json]] = field(default_factory=asyncio.Queue)
    files: dict[str, web.Response] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    api_url: str = ""
    response_url: str = ""

    async def next(self, method: str) -> Json:
        """What the next call of a method said."""
        async with asyncio.timeout(10):
            while True:
                name, said = await self.called.get()
                if name == method:
                    return said

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            said = await request.json()
        else:
            said = dict(await request.post())
        await self.called.put((method, said))
        ok = {"ok": True, "team_id": "T0SCHOOL", "bot_id": "B1", "user_id": "UBOT"}
        return web.json_response(self.answers.get(method, ok))

    async def _respond(self, request: web.Request) -> web.Response:
        await self.called.put(("respond", await request.json()))
        return web.Response(text="ok", status=self.responds)

    async def _file(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers.get("Authorization", ""))
        return self.files[request.match_info["name"]]


@asynccontextmanager
async def loopback() -> AsyncGenerator[Loopback]:
    slack = Loopback()
    app = web.Application()
    app.router.add_post("/api/{method}", slack._method)
    app.router.add_post("/respond", slack._respond)
    app.router.add_get("/api/{method}", slack._method)
    app.router.add_get("/files/{name}", slack._file)
    async with TestServer(app) as server:
        slack.api_url = str(server.make_url("/api/"))
        slack.response_url = str(server.make_url("/respond"))
        yield slack


def view_of(said: Json) -> Json:
    """The view that was opened, however it was encoded."""
    view = said["view"]
    return json.loads(view) if isinstance(view, str) else view
