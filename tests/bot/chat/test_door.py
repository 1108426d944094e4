"""Where many workspaces come in: each request goes to its own school's app alone."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.routing import Route

from bench.fast_slack import signed
from bot.chat.slack.app import make_app, slack_client
from bot.chat.slack.door import door
from bot.chat.slack.keeping import keeping
from bot.gate.ports import OutOfOrderError
from tests.bot.chat.loopback import Loopback
from tests.bot.chat.office import message
from tests.bot.chat.test_app import FakeDesk, FakeInbox, outstanding

SECRET = "whispered"  # noqa: S105 - of this test alone


@dataclass
class Street:
    """Slack's side of many schools. `asked` are those looked up, `made` their apps."""

    http: httpx.AsyncClient
    inboxes: dict[str, FakeInbox] = field(default_factory=dict[str, FakeInbox])
    asked: list[str] = field(default_factory=list[str])
    made: list[str] = field(default_factory=list[str])

    async def post(self, body: str, secret: str = SECRET) -> httpx.Response:
        kind = "json" if body.startswith("{") else "x-www-form-urlencoded"
        headers = signed(body, f"application/{kind}", secret)
        return await self.http.post("/slack/events", content=body, headers=headers)


@pytest.fixture
async def street(slack: Loopback) -> AsyncGenerator[Street]:
    street: Street

    async def keep(team: str, body: dict[str, Any]) -> BoltResponse | None:
        street.asked.append(team)
        if team not in street.inboxes:
            raise OutOfOrderError
        return await keeping(street.inboxes[team], lambda: None)(body)

    async def app_of(team: str) -> AsyncApp:
        street.made.append(team)
        return make_app(
            client=client,
            signing_secret=SECRET,
            keep=keeping(street.inboxes[team], lambda: None),
            desk=FakeDesk(),  # pyright: ignore[reportArgumentType] - as much as is used
            outstanding=outstanding,
        )

    route = Route("/slack/events", door(SECRET, keep, app_of), methods=["POST"])
    transport = httpx.ASGITransport(Starlette(routes=[route]))
    async with (
        slack_client("xoxb-1", slack.api_url) as client,
        httpx.AsyncClient(transport=transport, base_url="http://bot") as http,
    ):
        street = Street(http)
        street.inboxes = {"T1": FakeInbox(), "T2": FakeInbox()}
        yield street


def said(team: str, **more: Any) -> str:
    return json.dumps(message("Year 4 sang.") | {"team_id": team} | more)


async def test_a_draft_is_kept_by_its_own_school_alone(street: Street):
    answer = await street.post(said("T2"))

    assert answer.status_code == 200
    assert len(street.inboxes["T2"].kept) == 1
    assert street.inboxes["T1"].kept == []
    assert street.made == [], "no app is needed for that"


async def test_a_command_is_answered_by_its_own_schools_app(street: Street):
    asked = {"command": "/esafety", "text": "", "team_id": "T2"}

    answer = await street.post(urlencode(asked))

    assert answer.json()["response_type"] == "ephemeral"
    assert street.made == ["T2"]


async def test_in_a_channel_of_two_workspaces_the_one_that_installed_us_counts(
    street: Street,
):
    await street.post(said("T1", authorizations=[{"team_id": "T2"}]))

    assert len(street.inboxes["T2"].kept) == 1
    assert street.inboxes["T1"].kept == []


async def test_a_press_goes_to_its_own_school(street: Street):
    body = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "ULEAD"},
        "trigger_id": "t",
        "channel": {"id": "C1"},
        "message": {"ts": "1.0", "blocks": []},
        "actions": [
            {
                "type": "button",
                "action_id": "approve",
                "block_id": "b",
                "value": "p1:2",
                "action_ts": "9.9",
            }
        ],
        "state": {"values": {}},
    }

    answer = await street.post(urlencode({"payload": json.dumps(body)}))

    assert answer.status_code == 200
    assert [kind for _, kind, _, _ in street.inboxes["T1"].kept] == ["step"]


async def test_a_school_that_is_not_served_is_not_acknowledged(street: Street):
    answer = await street.post(said("T3"))

    assert answer.status_code == 503  # Slack brings it again


async def test_nothing_is_looked_up_that_slack_did_not_sign(street: Street):
    answer = await street.post(said("T1"), secret="guessed")  # noqa: S106 - wrong

    assert answer.status_code == 401
    assert street.asked == []


async def test_slack_is_told_that_this_is_the_right_address(street: Street):
    asked = {"type": "url_verification", "token": "t", "challenge": "3eZbrw1a"}

    answer = await street.post(json.dumps(asked))

    assert answer.json() == {"challenge": "3eZbrw1a"}


@pytest.mark.parametrize("body", ["{}", "[]", "{", "a=b", ""])
async def test_what_is_of_no_school_is_refused(street: Street, body: str):
    assert (await street.post(body)).status_code == 400
