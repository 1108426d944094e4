"""What every test of the chat may ask for."""

import pytest

from tests.bot.chat.office import Office


@pytest.fixture
def office() -> Office:
    """An invented school's Slack, with its gate behind it."""
    return Office()
