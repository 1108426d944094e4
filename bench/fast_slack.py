"""As much of Slack as bots need: it tells of cards, and delivers until taken.

It is every workspace in one: each bot's token is "xoxb-" and its workspace's id.

Slack delivers an event again with the same id where it was not acknowledged, to
whichever worker it reaches. A press it does not: whoever pressed sees that, and
presses again.
"""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox.school import BOT, LEADERS, LEADERS_CHANNEL, SIGNING_SECRET

TEAM = "T0LARKSPUR"  # where a bench has one school alone
TOKENS = "xoxb-"
ACKNOWLEDGED_WITHIN = aiohttp.ClientTimeout(total=3)
LONGEST_PAUSE = 2.0  # seconds, between two deliveries
Json = dict[str, Any]


class Card(NamedTuple):
    team: str
    channel: str
    ts: str
    blocks: list[Json]


class Slack:
    """`news` tells of each card as it is drawn."""

    def __init__(self, ports: Sequence[int], rng: random.Random) -> None:
        self.news: asyncio.Queue[Card] = asyncio.Queue()
        self.redelivered = 0
        self._ports = ports
        self._rng = rng
        self._sent = 0

    @property
    def app(self) -> Starlette:
        route = Route("/api/{method}", self._called, methods=["GET", "POST"])
        return Starlette(routes=[route])

    async def deliver(self, session: aiohttp.ClientSession, body: Json) -> None:
        """Post it to any worker, again and again until one has taken it."""
        if body["type"] == "event_callback":
            sent, kind = json.dumps(body), "application/json"
        else:
            sent = urlencode({"payload": json.dumps(body)})
            kind = "application/x-www-form-urlencoded"
        pause = 0.2
        while not await self._post(session, sent, kind):
            self.redelivered += 1
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _post(self, session: aiohttp.ClientSession, sent: str, kind: str) -> bool:
        url = f"http://127.0.0.1:{self._rng.choice(self._ports)}/slack/events"
        headers = signed(sent, kind)
        try:
            async with session.post(
                url, data=sent, headers=headers, timeout=ACKNOWLEDGED_WITHIN
            ) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, ConnectionError):
            return False

    async def _called(self, request: Request) -> JSONResponse:
        method = request.path_params["method"]
        sent = (await request.body()).decode()
        is_json = request.headers.get("content-type", "").startswith("application/json")
        said = json.loads(sent) if is_json else dict(parse_qsl(sent))
        said = dict(request.query_params) | said
        team = request.headers["authorization"].removeprefix(f"Bearer {TOKENS}")
        return JSONResponse({"ok": True} | self._answer(team, method, said))

    def _answer(self, team: str, method: str, said: Json) -> Json:
        match method:
            case "auth.test":
                return {"team_id": team, "user_id": BOT, "bot_id": "B0GATE"}
            case "users.info":
                return {"user": {"id": said["user"], "team_id": team}}
            case "conversations.members":
                return {"members": [person.id for person in LEADERS]}
            case "chat.postMessage":
                self._sent += 1
                channel = said["channel"].replace("U", "D", 1)
                return self._drawn(team, channel, f"{self._sent}.000000", said)
            case "chat.update":
                return self._drawn(team, said["channel"], said["ts"], said)
            case _:
                return {"channels": [], "messages": []}

    def _drawn(self, team: str, channel: str, ts: str, said: Json) -> Json:
        blocks = said.get("blocks") or []
        blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
        if blocks:
            self.news.put_nowait(Card(team, channel, ts, blocks))
        return {"channel": channel, "ts": ts}


def signed(
    body: str, kind: str, secret: str = SIGNING_SECRET, at: str = ""
) -> dict[str, str]:
    """The headers with which Slack posts a body of that media type; `at` or now."""
    at = at or str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
    return {
        "content-type": kind,
        "x-slack-request-timestamp": at,
        "x-slack-signature": str(signature),
    }


def event(event_id: str, inner: Json, team: str = TEAM) -> Json:
    return {
        "type": "event_callback",
        "event_id": event_id,
        "team_id": team,
        "api_app_id": "A0GATE",
        "event": {"type": "message", "channel_type": "im", **inner},
    }


def press(user: str, channel: str, ts: str, button: Json, team: str = TEAM) -> Json:
    action = {"type": "button", "action_ts": f"{time.time():.6f}"}
    action |= {key: button[key] for key in ("action_id", "value")}
    return {
        "type": "block_actions",
        "user": {"id": user},
        "team": {"id": team},
        "api_app_id": "A0GATE",
        "trigger_id": "1.1",
        "channel": {"id": channel},
        "message": {"ts": ts, "blocks": []},
        "actions": [action | {"block_id": "b"}],
        "state": {"values": {}},
    }


def buttons(blocks: list[Json]) -> dict[str, Json]:
    """The buttons of a card, by their action_id."""
    return {
        element["action_id"]: element
        for block in blocks
        for element in block.get("elements", ())
        if element.get("type") == "button"
    }


def is_leaders(channel: str) -> bool:
    return channel == LEADERS_CHANNEL
