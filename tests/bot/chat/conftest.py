"""What every test of the chat may ask for."""

from collections.abc import AsyncGenerator

import pytest

from tests.bot.chat.loopback import Loopback, loopback
from tests.bot.chat.office import Office


@pytest.fixture
def office() -> Office:
    """An invented school's Slack, with its gate behind it."""
    return Office()


@pytest.fixture
async def slack() -> AsyncGenerator[Loopback]:
    """A Web API on loopback, for the real client."""
    async with loopback() as slack:
        yield slack
