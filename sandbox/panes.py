"""The local Slack's own page, once for each person, carried through our address.

One browser can then show two people at once, each seeing what Slack would show
them: their own modals, nobody else's private messages, and the photos.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.local_slack import LocalSlack, LocalSlackError
from sandbox.school import STAFF
from sandbox.views import filled

# What is changed in the page of local-slack 0.1.8; a test holds it to these.
SOCKET = "${location.host}/ui`"
EDITS = (
    # stay at the channel's address, so that a pane can be loaded again
    ('history.replaceState(null,"","/")', "void 0"),
    # Slack draws a multiline field as one
    (
        'f.jsx("input",{className:"bk-plain-input",placeholder',
        'f.jsx(l.multiline?"textarea":"input",'
        '{className:"bk-plain-input",rows:5,placeholder',
    ),
    # the page around the panes marks the one with news
    (
        "function a6(l){switch(l.t){",
        'function a6(l){l.t==="message"&&parent.postMessage("news",location.origin);'
        "switch(l.t){",
    ),
    (" — try /echo hi", ""),
    # two panes would ring twice
    ('localStorage.getItem(iu)==="1"', "true"),
)
STYLE = """<link rel="icon" href="data:,"><style>
.topbar, .sidebar, .channel-header { display: none }
.composer { margin: 8px 12px 12px }
.msg { padding-left: 12px; padding-right: 12px }
.bk-unknown { display: none }
textarea.bk-plain-input { font: inherit; resize: vertical }
</style></head>"""
ACTS = {"block_action", "slash_command", "view_submit"}


class Panes:
    """Who sees what, while it is open."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._modals = Modals()
        self.routes = [
            Route("/archives/{channel}", self._page),
            Route("/files/{path:path}", self._carry),
            Route("/_control/upload", self._carry, methods=["POST"]),
            WebSocketRoute("/ui", self._ui),
        ]

    async def _page(self, request: Request) -> Response:
        person = request.query_params.get("as", "")
        if person not in {someone.id for someone in STAFF}:
            return Response("Nobody of that name works here.", 404)
        async with self._slack.session.get("/") as answer:
            return HTMLResponse(page_for(person, await answer.text()))

    async def _carry(self, request: Request) -> Response:
        """Pass a file on, up or down."""
        kept = {"content-type", "content-length"}
        answer = await self._slack.session.request(
            request.method,
            request.url.path,
            data=request.stream() if request.method == "POST" else None,
            headers={k: v for k, v in request.headers.items() if k in kept},
        )

        async def body() -> AsyncIterator[bytes]:
            async with answer:
                async for chunk in answer.content.iter_chunked(2**16):
                    yield chunk

        headers = {k: v for k, v in answer.headers.items() if k.lower() in kept}
        return StreamingResponse(body(), answer.status, headers)

    async def _ui(self, browser: WebSocket) -> None:
        person = browser.query_params.get("as", "")
        await browser.accept()
        async with self._slack.session.ws_connect("/ui", max_msg_size=0) as slack:
            down = asyncio.create_task(self._down(person, slack, browser))
            try:
                while True:
                    frame = self._modals.up(person, await browser.receive_json())
                    await slack.send_json(frame)
            except (WebSocketDisconnect, ConnectionError):
                pass
            finally:
                down.cancel()

    async def _down(
        self, person: str, slack: aiohttp.ClientWebSocketResponse, browser: WebSocket
    ) -> None:
        async for message in slack:
            frame = self._modals.down(person, message.json())
            if frame is not None:
                await browser.send_json(frame)
        await browser.close()


class Modals:
    """Whose modal is open: the local Slack has one for all, Slack one for each."""

    def __init__(self) -> None:
        self._actor = ""
        self._owner = ""
        self._family: set[str] = set()
        self._top: dict[str, Any] = {}

    def up(self, person: str, frame: dict[str, Any]) -> dict[str, Any]:
        """What a person's page says, as the local Slack needs it."""
        if frame["t"] in ACTS:
            self._actor = person
        if frame["t"] == "view_submit" and self._top:
            frame["values"] = filled(self._top, frame["values"])
        return frame

    def down(self, person: str, frame: dict[str, Any]) -> dict[str, Any] | None:
        """What the local Slack says, as this person may see it, if at all."""
        match frame["t"]:
            case "init":
                return {**frame, "state": self._state(person, frame["state"])}
            case "message" | "message_update":
                return with_photos(frame) if _meant(person, frame["message"]) else None
            case "view":
                self._know(frame["stack"])
                return frame if person == self._owner else {**frame, "stack": []}
            case "view_errors":
                return frame if person == self._owner else None
            case "log":
                return None
            case _:
                return frame

    def _know(self, stack: list[dict[str, Any]]) -> None:
        self._top = stack[-1] if stack else {}
        if stack:
            ids = {stack[0]["id"], stack[0]["root_view_id"]}
            if not ids & self._family:
                self._owner, self._family = self._actor, set()
            self._family |= ids

    def _state(self, person: str, state: dict[str, Any]) -> dict[str, Any]:
        """How things stand, with this person first: the page acts as the first."""
        self._know(state["modalStack"])
        return {
            **state,
            "users": sorted(state["users"], key=lambda user: user["id"] != person),
            "messages": {
                channel: [with_photos(m) for m in messages if _meant(person, m)]
                for channel, messages in state["messages"].items()
            },
            "modalStack": state["modalStack"] if person == self._owner else [],
            "log": [],
        }


def page_for(person: str, page: str) -> str:
    """The local Slack's page as this person's. LocalSlackError where it is another."""
    edits = (*EDITS, (SOCKET, f"${{location.host}}/ui?as={person}`"))
    for was, now in (*edits, ("</head>", STYLE)):
        if was not in page:
            raise LocalSlackError(
                "This local Slack is not version 0.1.8: run make tools."
            )
        page = page.replace(was, now)
    return page


def with_photos(part: Any) -> Any:
    """The same, with every `slack_file` image given an address that can be shown."""
    if isinstance(part, list):
        return [with_photos(each) for each in part]  # pyright: ignore[reportUnknownVariableType] - JSON
    if not isinstance(part, dict):
        return part
    shown: dict[str, Any] = {key: with_photos(each) for key, each in part.items()}  # pyright: ignore[reportUnknownVariableType] - JSON
    file = shown.get("slack_file") if shown.get("type") == "image" else None
    if file:
        shown["image_url"] = f"/files/-/{_file_id(file)}/photo"
    return shown


def _file_id(file: dict[str, str]) -> str:
    """From its id, or from an address such as /files-pri/T0-F0/name."""
    if "id" in file:
        return file["id"]
    parts = urlsplit(file["url"]).path.split("/")
    return parts[2].rpartition("-")[2] if len(parts) > 2 else ""  # noqa: PLR2004 - /files-pri/T0-F0


def _meant(person: str, message: dict[str, Any]) -> bool:
    return message.get("ephemeral_to", person) == person
