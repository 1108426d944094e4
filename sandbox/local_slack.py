"""A Slack on this machine, for trying out and for tests: started, asked and stopped."""

import json
import platform
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from sandbox.child import Child, ChildError
from sandbox.school import workspace

BINARY = Path(__file__).parent / ("node_modules/local-slack-linux-x64/bin/local-slack")
START_WITHIN = 20.0  # seconds


class LocalSlackError(Exception):
    """The local Slack cannot be had, or refused what was asked. For people."""


class LocalSlack:
    """The local Slack while it runs: `async with LocalSlack() as slack`.

    Socket Mode unless `events_url` says where events are to be posted. A `port`
    of 0 is any free one. All that was said is forgotten when it stops.
    """

    def __init__(self, *, events_url: str | None = None, port: int = 0) -> None:
        self._events_url = events_url
        self._port = port
        self._child = Child("The local Slack")
        self._folder = tempfile.TemporaryDirectory(prefix="schoolgate-slack-")
        self._session: aiohttp.ClientSession | None = None
        self.url = ""

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL has to be."""
        return f"{self.url}/api/"

    async def __aenter__(self) -> Self:
        try:
            self.url = await self._start()
        except BaseException:
            await self._stop()
            raise
        self._session = aiohttp.ClientSession(self.url)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()
        await self._stop()

    async def ended(self) -> str:
        """Wait until it stops by itself; the sentence that says so."""
        return await self._child.ended()

    async def say(
        self, user: str, channel: str, text: str, thread_ts: str | None = None
    ) -> str:
        """Post as a person; the message's time stamp, which is its id."""
        asked = {"channel": channel, "user": user, "text": text}
        if thread_ts:
            asked["thread_ts"] = thread_ts
        answer = await self.control("message", asked)
        return str(answer["message"]["ts"])

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        """All messages of a channel, oldest first, replies and all."""
        async with self.session.get(f"/_control/messages/{channel}") as answer:
            messages: list[dict[str, Any]] = (await answer.json())["messages"]
            return messages

    async def control(self, what: str, asked: Mapping[str, object]) -> dict[str, Any]:
        """One request to its control API. LocalSlackError where it says no."""
        async with self.session.post(f"/_control/{what}", json=asked) as answer:
            said: dict[str, Any] = await answer.json()
        if not said.get("ok"):
            raise LocalSlackError(f"The local Slack refused: {said.get('error')}.")
        return said

    @property
    def session(self) -> aiohttp.ClientSession:
        """For requests to its own address."""
        if self._session is None:
            raise LocalSlackError("The local Slack is not running.")
        return self._session

    async def _start(self) -> str:
        if not BINARY.exists():
            raise LocalSlackError(_not_here())
        config = Path(self._folder.name) / "workspace.json"
        config.write_text(json.dumps(workspace(self._events_url)))
        await self._child.start(
            (
                str(BINARY),
                *("--config", str(config)),
                *("--port", str(self._port)),
                *("--base-host", "127.0.0.1"),
                *("--files-dir", str(Path(self._folder.name) / "files")),
            )
        )
        try:
            return await self._child.says(r"Web UI:\s+(http://\S+)", START_WITHIN)
        except ChildError as error:
            if any("EADDRINUSE" in line for line in self._child.last):
                taken = f"Port {self._port} is in use: choose another."
                raise LocalSlackError(taken) from None
            raise LocalSlackError(str(error)) from None

    async def _stop(self) -> None:
        await self._child.stop()
        self._folder.cleanup()


def _not_here() -> str:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return "The local Slack is made for Linux on x86-64 only: try it there."
    return "The local Slack is not installed: run make tools."
