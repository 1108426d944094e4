"""The local Slack starts, answers and stops with nothing left behind."""

import socket

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.local_slack import LocalSlack, LocalSlackError
from sandbox.school import BOT_TOKEN, LEADERS_CHANNEL, TEACHER


async def test_what_a_teacher_says_can_be_read_back() -> None:
    async with LocalSlack() as slack:
        ts = await slack.say(TEACHER.id, TEACHER.dm, "Hello")
        (message,) = await slack.messages(TEACHER.dm)
    assert (message["ts"], message["text"]) == (ts, "Hello")


async def test_the_bots_direct_message_is_the_one_that_the_school_lists() -> None:
    async with LocalSlack() as slack:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url)
        opened = await client.conversations_open(users=TEACHER.id)
        members = await client.conversations_members(channel=LEADERS_CHANNEL)
    assert opened["channel"]["id"] == TEACHER.dm
    assert TEACHER.id not in members["members"]


async def test_a_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LocalSlackError, match=f"^Port {port} is in use"):
            async with LocalSlack(port=port):
                pass


async def test_a_refusal_says_what_was_refused() -> None:
    async with LocalSlack() as slack:
        with pytest.raises(LocalSlackError, match="message_not_found"):
            await slack.control(
                "delete-message",
                {"channel": TEACHER.dm, "ts": "1.000001", "user": TEACHER.id},
            )


async def test_it_is_gone_once_it_is_left() -> None:
    async with LocalSlack() as slack:
        port = int(slack.url.rpartition(":")[2])
    with socket.create_server(("", port)):
        pass
