"""What is answered over HTTP: is it alive, is it ready, what are its figures."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.gate.ports import StoreError

PATIENCE = 3  # seconds: whoever asks waits five

# Raises NotReadyError or StoreError where something is not as it should be.
Check = Callable[[], Awaitable[None]]
Exposition = Callable[[], Awaitable[bytes]]


class NotReadyError(Exception):
    """Not yet, or not just now; the message is for people."""


def is_loaded(loading: asyncio.Future[Any]) -> Check:
    async def check() -> None:
        if not loading.done():
            raise NotReadyError("still loading")
        if loading.cancelled() or loading.exception():
            raise NotReadyError("could not be loaded: run `schoolgate doctor`")

    return check


def is_connected(connected: Callable[[], Awaitable[bool]]) -> Check:
    async def check() -> None:
        if not await connected():
            raise NotReadyError("not connected: trying again")

    return check


def watched(
    working: asyncio.Future[None],
    checks: Mapping[str, Check],
    exposition: Exposition,
) -> list[Route]:
    """/healthz: start it again if not. /readyz: wait. /metrics: for Prometheus."""

    async def health(_: Request) -> Response:
        if working.done():
            return PlainTextResponse("the worker has stopped\n", _UNFIT)
        return PlainTextResponse("ok\n")

    async def ready(_: Request) -> Response:
        found = {what: await _asked(check) for what, check in checks.items()}
        status = _UNFIT if any(found.values()) else HTTPStatus.OK
        lines = [f"{what}: {says or 'ok'}\n" for what, says in found.items()]
        return PlainTextResponse("".join(lines), status)

    async def metrics(_: Request) -> Response:
        try:
            return Response(await exposition(), media_type=CONTENT_TYPE_LATEST)
        except StoreError as error:
            return PlainTextResponse(f"{error}\n", _UNFIT)

    return [
        Route("/healthz", health),
        Route("/readyz", ready),
        Route("/metrics", metrics),
    ]


_UNFIT = HTTPStatus.SERVICE_UNAVAILABLE


async def _asked(check: Check) -> str:
    """Empty where all is well."""
    try:
        async with asyncio.timeout(PATIENCE):
            await check()
    except (StoreError, NotReadyError) as error:
        return str(error)
    except TimeoutError:
        return "no answer in time"
    return ""
