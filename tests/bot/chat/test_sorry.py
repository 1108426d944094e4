"""Whoever sent what could not be dealt with is told, privately, and what to do."""

from dataclasses import replace

import pytest

from bot.chat import answers
from bot.chat.slack.cards import Setting
from bot.chat.slack.errors import SlackError
from bot.chat.slack.incoming import Kind
from bot.chat.slack.replies import Replies
from bot.chat.slack.sorry import Sorry
from bot.gate.ports import Event
from tests.bot.chat.fake_slack import FakeSlack
from tests.bot.chat.office import LONDON
from tests.fakes import FRIDAY_NOON

WORDS = {"user": "UTEACH", "channel": "DTEACH", "text": "Zebedee is off sick"}
BAD = Event(1, "ash", "e1", "p1", "message", WORDS, 9, FRIDAY_NOON)


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack()


@pytest.fixture
def sorry(slack: FakeSlack) -> Sorry:
    return Sorry(Replies(slack, Setting(LONDON, len)), LONDON)


@pytest.mark.parametrize("kind", Kind)
async def test_there_is_a_sentence_for_whatever_was_sent(
    slack: FakeSlack, sorry: Sorry, kind: Kind
):
    await sorry(replace(BAD, kind=kind.value))

    (said,) = slack.sent("chat_postMessage")
    assert said["channel"] == "UTEACH"
    assert "on Friday 20 November at 12:00" in said["text"]
    assert "lease" in said["text"]  # please: what to do
    assert "Zebedee" not in said["text"]


async def test_what_was_to_be_withdrawn_is_not_said_to_be_harmless(
    slack: FakeSlack, sorry: Sorry
):
    await sorry(replace(BAD, kind=Kind.DELETED.value))

    assert "press Withdraw" in slack.sent("chat_postMessage")[0]["text"]


async def test_whoever_left_is_not_told(slack: FakeSlack, sorry: Sorry):
    slack.unreachable["UTEACH"] = "user_disabled"

    await sorry(BAD)


async def test_while_slack_cannot_be_used_it_is_left_for_later(
    slack: FakeSlack, sorry: Sorry
):
    slack.fails["chat_postMessage"] = ["token_revoked"]

    with pytest.raises(SlackError):
        await sorry(BAD)


def test_no_sentence_is_for_something_that_is_never_sent():
    assert set(answers.NOT_HANDLED) <= {kind.value for kind in Kind}
