"""As much of X as publishing needs: it takes every post, and says on whose account."""

import asyncio
import json
import re
import time
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


class Arrived(NamedTuple):
    """`at` is of `time.perf_counter`."""

    token: str
    text: str
    at: float


class FastX:
    """`posts` tells of each that came. Signatures are not looked at."""

    def __init__(self) -> None:
        self.posts: asyncio.Queue[Arrived] = asyncio.Queue()
        self._taken = 0

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/2/tweets", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> JSONResponse:
        at, said = time.perf_counter(), json.loads(await request.body())
        signed = request.headers["authorization"]
        token = re.findall(r'oauth_token="([^"]+)"', signed)
        self._taken += 1
        self.posts.put_nowait(Arrived("".join(token), said["text"], at))
        made = {"id": str(self._taken), "text": said["text"]}
        return JSONResponse({"data": made}, status_code=201)
