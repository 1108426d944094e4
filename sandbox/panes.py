"""The local Slack's own page, once for each person, carried through our address.

One browser can then show two people at once, each seeing what Slack would show
them: their own modals, nobody else's private messages, and the photos.
"""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sandbox.local_slack import LocalSlack, LocalSlackError
from sandbox.school import STAFF
from sandbox.sight import Sight

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
.plain { white-space: pre-wrap }
.body { position: relative }
.thread-pane { position: absolute; inset: 0; width: auto !important; z-index: 5;
  background: #fff }
textarea.bk-plain-input { font: inherit; resize: vertical }
</style></head>"""


class Panes:
    """Who sees what, while it is open."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._sight = Sight()
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
            ways = (
                self._up(person, browser, slack),
                self._down(person, slack, browser),
            )
            tasks = [asyncio.create_task(way) for way in ways]
            try:
                await asyncio.wait(tasks, return_when="FIRST_COMPLETED")
            finally:  # one side has hung up, and there is nobody to tell
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _up(
        self, person: str, browser: WebSocket, slack: aiohttp.ClientWebSocketResponse
    ) -> None:
        async for frame in browser.iter_json():
            await slack.send_json(self._sight.up(person, frame))

    async def _down(
        self, person: str, slack: aiohttp.ClientWebSocketResponse, browser: WebSocket
    ) -> None:
        async for message in slack:
            frame = self._sight.down(person, message.json())
            if frame is not None:
                await browser.send_json(frame)
        await browser.close()


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
