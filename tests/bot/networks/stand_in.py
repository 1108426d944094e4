"""The stand-in for X as a test sees it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from bot.gate.ports import Picture
from bot.networks.x import X
from bot.networks.x_session import Keys, Timeouts
from sandbox.x_server import ACCOUNT
from sandbox.x_state import State

KEYS = Keys(
    ACCOUNT.consumer_key,
    ACCOUNT.consumer_secret,
    ACCOUNT.access_token,
    ACCOUNT.access_secret,
)


@dataclass
class StandIn:
    """Told how to fail, and asked what it has."""

    url: str
    control: httpx.AsyncClient
    state: State
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def x(self, keys: Keys = KEYS, **kwargs: Any) -> X:
        return X(keys, self.url, **{"timeouts": Timeouts(2, 2), **kwargs})

    async def fail(self, kind: str, **more: Any) -> None:
        answer = await self.control.post("/_control/fail", json={"kind": kind, **more})
        assert answer.status_code == 204, answer.text

    async def behave(self, **how: Any) -> None:
        answer = await self.control.post("/_control/behave", json=how)
        assert answer.status_code == 204, answer.text

    async def posts(self) -> list[dict[str, Any]]:
        return (await self.control.get("/_control/posts")).json()["posts"]

    def post_directly(self, text: str, times: int) -> None:
        """Posts of the account, none of them the bot's; they cost no request."""
        self.state.behaviour.duplicate_filter = False
        for _ in range(times):
            self.state.post(text, (), None)


def painted(colour: str, alt: str = "") -> Picture:
    file = BytesIO()
    Image.new("RGB", (32, 24), colour).save(file, "JPEG")
    return Picture(file.getvalue(), "image/jpeg", alt)
