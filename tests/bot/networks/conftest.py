"""The real publisher, tweepy and all, against the stand-in for X on loopback."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from bot.gate.ports import Picture
from bot.listening import listen, serving
from sandbox.x_server import create_app
from sandbox.x_state import State
from tests.bot.networks.stand_in import StandIn, painted


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    socket, state = listen(0), State(lambda: datetime.now(UTC))
    url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    async with (
        serving(create_app(state=state), socket),
        httpx.AsyncClient(base_url=url, trust_env=False) as control,
    ):
        yield StandIn(url, control, state)


@pytest.fixture
def picture() -> Picture:
    return painted("red", "Two towers of red bricks on a table")
