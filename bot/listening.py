"""Serving an application on this machine alone, for as long as it is needed."""

import asyncio
import errno
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"


class PortError(Exception):
    """The port is taken. The message is for people."""


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket that listens; PortError where the port is in use."""
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        reason = "in use" if error.errno == errno.EADDRINUSE else "not allowed"
        advice = f"Port {port} is {reason}: choose another."
        raise PortError(advice) from None
    # Accepted sockets inherit it: an answer in two parts must not wait for an ACK.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


class _Server(uvicorn.Server):
    """Without uvicorn's clock: it ticks ten times a second, for a date on answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    async def main_loop(self) -> None:
        await self._told.wait()

    def stop(self) -> None:
        self.should_exit = True
        self._told.set()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are for whoever serves, not for the server."""
        yield


@asynccontextmanager
async def serving(app: ASGIApp, at: socket.socket) -> AsyncGenerator[None, None]:
    """Serve `app` until the block is left; requests under way are cut short."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        # Whoever hangs up in the middle of asking is no fault to be logged.
        with suppress(ClientDisconnect):
            await app(scope, receive, send)

    config = uvicorn.Config(
        answering,
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        date_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[at]))
    try:
        yield
    finally:
        server.stop()
        await running
