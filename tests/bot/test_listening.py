"""What is served on this machine, and what is said of those who ask."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.listening import HOST, listen, serving


async def test_whoever_hangs_up_in_the_middle_leaves_no_trace_in_the_log(
    caplog: pytest.LogCaptureFixture,
):
    gone = asyncio.Event()

    async def read(request: Request) -> Response:
        try:
            await request.body()
        except ClientDisconnect:
            gone.set()
            raise
        return Response()

    at = listen(0)
    async with serving(Starlette(routes=[Route("/", read, methods=["POST"])]), at):
        _, asking = await asyncio.open_connection(HOST, at.getsockname()[1])
        asking.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
        await asking.drain()
        asking.close()
        async with asyncio.timeout(10):
            await gone.wait()

    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == []
