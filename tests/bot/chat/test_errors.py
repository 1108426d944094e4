"""What Slack refuses becomes one sentence that says what to do, and nothing else."""

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.chat.slack.errors import SlackError, plainly
from bot.gate.ports import OutOfOrderError
from tests.bot.chat.fake_slack import slack_error


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("invalid_auth", "set SLACK_BOT_TOKEN"),
        ("token_revoked", "was revoked"),
        ("token_expired", "has run out"),
        ("account_inactive", "was removed"),
        ("not_allowed_token_type", "xoxb-"),
        ("missing_scope", "manifest.yml"),
        ("ratelimited", "tried again by itself"),
        ("service_unavailable", "tried again by itself"),
    ],
)
def test_a_refusal_says_what_to_do_and_work_waits_for_it(code: str, remedy: str):
    with pytest.raises(SlackError, match=remedy) as refused, plainly():
        raise slack_error(code)

    assert isinstance(refused.value, OutOfOrderError)


@pytest.mark.parametrize(
    "error", [aiohttp.ClientConnectionError("Zebedee"), TimeoutError()]
)
def test_a_slack_that_is_not_reached_is_waited_for(error: Exception):
    with (
        capture_logs() as logs,
        pytest.raises(SlackError, match="cannot be reached"),
        plainly(),
    ):
        raise error

    assert "Zebedee" not in str(logs)


@pytest.mark.parametrize(
    "error", [slack_error("invalid_blocks"), aiohttp.ClientPayloadError()]
)
def test_what_is_the_calls_own_fault_stays_as_it_is(error: Exception):
    with pytest.raises(type(error)), plainly():
        raise error


def test_the_sentence_names_the_token_that_was_used():
    with pytest.raises(SlackError, match="SLACK_APP_TOKEN"), plainly("SLACK_APP_TOKEN"):
        raise slack_error("invalid_auth")
