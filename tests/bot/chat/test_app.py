"""The Bolt app, over HTTP as Slack speaks it: kept first, acknowledged after."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bench.fast_slack import signed
from bot.chat import answers
from bot.chat.slack.app import connect, http_endpoint, make_app, slack_client, team_of
from bot.chat.slack.errors import SlackError
from bot.chat.slack.keeping import keeping
from bot.chat.slack.views import decide_view, edit_view
from tests.bot.chat.every_card import a_post
from tests.bot.chat.loopback import Loopback, view_of
from tests.bot.chat.office import message, pressed, submitted

SECRET = "whispered"  # noqa: S105 - of this test alone
POST = a_post()


@dataclass
class FakeInbox:
    kept: list[tuple[str, str, Any, str]] = field(default_factory=list)
    fails: bool = False

    async def put(self, event_id: str, kind: str, payload: Any, lane: str) -> bool:
        if self.fails:
            raise OSError("the disk is full")
        self.kept.append((event_id, kind, payload, lane))
        return True


async def outstanding(user: str) -> dict[str, Any]:
    return {"text": f"Photos for {user}"}


class FakeDesk:
    async def load(self, post_id: str):
        return POST if post_id == POST.id else None


@dataclass
class Door:
    """Slack's side: what it posts to the app, signed."""

    http: httpx.AsyncClient
    slack: Loopback
    inbox: FakeInbox
    nudges: list[int]
    is_answered: bool = True  # each press and command brings an address for that

    async def event(self, body: dict[str, Any]) -> httpx.Response:
        return await self.post(json.dumps(body), "application/json")

    async def interaction(self, body: dict[str, Any]) -> httpx.Response:
        if self.is_answered:
            body |= {"response_url": self.slack.response_url}
        return await self.form({"payload": json.dumps(body)})

    async def command(self, command: str, text: str) -> httpx.Response:
        where = {"channel_id": "C1", "user_id": "UTEACH", "trigger_id": "t"}
        if self.is_answered:
            where["response_url"] = self.slack.response_url
        return await self.form({"command": command, "text": text, **where})

    async def form(self, fields: dict[str, str]) -> httpx.Response:
        kind = "application/x-www-form-urlencoded"
        return await self.post(urlencode(fields), kind)

    async def post(
        self, body: str, kind: str, *, secret: str = SECRET, timestamp: str = ""
    ) -> httpx.Response:
        headers = signed(body, kind, secret, timestamp)
        return await self.http.post("/slack/events", content=body, headers=headers)


@pytest.fixture
async def door(slack: Loopback) -> AsyncGenerator[Door]:
    inbox, nudges = FakeInbox(), list[int]()
    async with slack_client("xoxb-1", slack.api_url) as client:
        app = make_app(
            client=client,
            signing_secret=SECRET,
            keep=keeping(inbox, lambda: nudges.append(len(inbox.kept))),
            desk=FakeDesk(),
            outstanding=outstanding,
        )
        route = Route("/slack/events", http_endpoint(app), methods=["POST"])
        transport = httpx.ASGITransport(Starlette(routes=[route]))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://bot"
        ) as http:
            yield Door(http, slack, inbox, nudges)


async def test_a_message_is_kept_before_it_is_acknowledged(door: Door):
    answer = await door.event(message("Year 4 went to the farm."))
    assert answer.status_code == 200
    ((event_id, kind, payload, lane),) = door.inbox.kept
    assert (event_id, kind) == ("Ev1.0", "message")
    assert payload["text"] == "Year 4 went to the farm."
    assert lane == payload["post_id"]
    assert door.nudges == [1]


async def test_what_is_kept_is_plain_json_and_no_more_than_is_needed(door: Door):
    await door.event(message("Hello", blocks=[], client_msg_id="x", team="T1"))
    (kept,) = door.inbox.kept
    assert json.loads(json.dumps(kept[2])) == kept[2]
    assert set(kept[2]) == {
        *("post_id", "channel", "root", "in_thread", "user", "text", "files")
    }


async def test_the_same_event_has_the_same_name_each_time_it_is_delivered(door: Door):
    for _ in range(2):
        assert (await door.event(message("Hello"))).status_code == 200
    assert door.inbox.kept[0] == door.inbox.kept[1]


async def test_what_cannot_be_kept_is_not_acknowledged(door: Door):
    door.inbox.fails = True
    answer = await door.event(message("Year 4 went to the farm."))
    assert answer.status_code == 500
    assert "farm" not in answer.text


@pytest.mark.parametrize("forged", [{"secret": "guessed"}, {"timestamp": "1"}])
async def test_what_slack_did_not_sign_just_now_is_turned_away(door: Door, forged):
    body = json.dumps(message("Hello"))
    answer = await door.post(body, "application/json", **forged)
    assert answer.status_code == 401
    assert door.inbox.kept == []


async def test_slack_can_verify_the_address(door: Door):
    answer = await door.event({"type": "url_verification", "challenge": "c"})
    assert answer.json() == {"challenge": "c"}


async def test_events_that_are_not_ours_are_acknowledged_and_let_go(door: Door):
    other = {
        "type": "event_callback",
        "event_id": "E",
        "event": {"type": "file_shared"},
    }
    assert (await door.event(other)).status_code == 200
    assert door.inbox.kept == []


async def test_a_press_is_kept_before_it_is_acknowledged(door: Door):
    answer = await door.interaction(pressed("approve", "ULEAD", POST))
    assert answer.status_code == 200
    ((event_id, kind, payload, lane),) = door.inbox.kept
    assert event_id == "press/ULEAD/9.9/approve/3d0c1f0e:3"
    assert (kind, lane) == ("step", POST.id)
    assert (payload["step"], payload["version"]) == ("approve", 3)


async def test_a_tick_is_acknowledged_and_let_go(door: Door):
    assert (await door.interaction(pressed("tick", "ULEAD", POST))).status_code == 200
    assert door.inbox.kept == []


async def test_a_button_opens_its_form(door: Door):
    answer = await door.interaction(pressed("edit", "UTEACH", POST))
    assert answer.status_code == 200
    opened = await door.slack.next("views.open")
    assert view_of(opened) == edit_view(POST)
    assert door.inbox.kept == []


async def test_a_step_opens_no_form(door: Door):
    await door.interaction(pressed("approve", "ULEAD", POST))
    await door.interaction(pressed("edit", "UTEACH", POST))
    assert view_of(await door.slack.next("views.open")) == edit_view(POST)


async def test_a_form_of_a_card_that_is_out_of_date_does_not_open(door: Door):
    old = pressed("edit", "UTEACH", a_post(version=2))
    assert (await door.interaction(old)).status_code == 200
    told = await door.slack.next("respond")
    assert told["text"] == answers.OUT_OF_DATE
    assert told["replace_original"] is False


async def test_a_form_that_cannot_open_is_said_to_the_presser_alone(door: Door):
    door.slack.answers["views.open"] = {"ok": False, "error": "expired_trigger_id"}
    await door.interaction(pressed("decide", "ULEAD", POST))
    told = await door.slack.next("respond")
    assert (told["response_type"], told["text"]) == ("ephemeral", answers.FORM_FAILED)


async def test_or_by_direct_message_where_there_is_no_other_way(door: Door):
    door.is_answered = False
    door.slack.answers["views.open"] = {"ok": False, "error": "expired_trigger_id"}
    await door.interaction(pressed("decide", "ULEAD", POST))
    told = await door.slack.next("chat.postMessage")
    assert (told["channel"], told["text"]) == ("ULEAD", answers.FORM_FAILED)


async def test_a_form_with_something_missing_says_so_and_keeps_nothing(door: Door):
    form = submitted(decide_view(POST), "ULEAD", reason="  ")
    answer = await door.interaction(form)
    assert answer.json() == {
        "response_action": "errors",
        "errors": {"reason": answers.NEEDS_REASON},
    }
    assert door.inbox.kept == []


async def test_a_form_that_is_complete_is_kept_and_closes(door: Door):
    form = submitted(decide_view(POST), "ULEAD", reason="Which farm?")
    answer = await door.interaction(form)
    assert (answer.status_code, answer.text) == (200, "")
    ((event_id, _, payload, _),) = door.inbox.kept
    assert event_id == "form/V1/h"
    assert payload["reason"] == "Which farm?"


async def test_draft_opens_a_form_with_the_words(door: Door):
    assert (await door.command("/draft", "Sports day is on!")).status_code == 200
    view = view_of(await door.slack.next("views.open"))
    assert view["blocks"][0]["element"]["initial_value"] == "Sports day is on!"


async def test_esafety_answers_its_asker_alone_with_a_reminder_to_put_forward(
    door: Door,
):
    answer = (await door.command("/esafety", "meet")).json()
    assert answer["response_type"] == "ephemeral"
    assert "Never meet" in answer["blocks"][1]["text"]["text"]
    button = answer["blocks"][1]["accessory"]
    press = pressed("forward", "UTEACH", POST)
    press["actions"][0]["value"] = button["value"]
    await door.interaction(press)
    view = view_of(await door.slack.next("views.open"))
    assert "Never meet" in view["blocks"][0]["element"]["initial_value"]


async def test_devices_answers_its_asker_alone_in_any_channel(door: Door):
    await door.command("/devices", "")
    said = await door.slack.next("respond")
    assert said["response_type"] == "ephemeral"
    assert said["text"] == "Photos for UTEACH"


async def test_and_directly_where_slack_takes_no_answer_there(door: Door):
    door.slack.responds = 404
    await door.command("/devices", "")
    said = await door.slack.next("chat.postMessage")
    assert (said["channel"], said["text"]) == ("UTEACH", "Photos for UTEACH")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("invalid_auth", "does not know this token"),
        ("token_revoked", "was revoked"),
        ("account_inactive", "was removed"),
        ("missing_scope", "lacks a scope"),
    ],
)
async def test_a_wrong_token_is_one_sentence_at_the_start(slack, error, sentence):
    slack.answers["auth.test"] = {"ok": False, "error": error}
    async with slack_client("xoxb-1", slack.api_url) as client:
        with pytest.raises(SlackError, match=sentence):
            await team_of(client)


async def test_a_slack_out_of_reach_is_one_sentence_too(unused_tcp_port: int):
    url = f"http://127.0.0.1:{unused_tcp_port}/api/"
    async with slack_client("xoxb-1", url) as client:
        with pytest.raises(SlackError, match="cannot be reached"):
            await team_of(client)


async def test_a_wrong_app_token_is_one_sentence_and_leaves_nothing_open(door: Door):
    door.slack.answers["apps.connections.open"] = {"ok": False, "error": "invalid_auth"}
    async with slack_client("xoxb-1", door.slack.api_url) as client:
        app = make_app(
            client=client,
            signing_secret="",
            keep=keeping(door.inbox, lambda: None),
            desk=FakeDesk(),
            outstanding=outstanding,
        )
        with pytest.raises(SlackError, match="SLACK_APP_TOKEN"):
            await connect(app, "xapp-1", door.slack.api_url)
