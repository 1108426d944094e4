"""What a parent sees: the school's public feed, from the stand-in for X."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from sandbox.x_oauth import Account
from sandbox.x_state import Post, State

PAGE = Path(__file__).with_name("x_feed.html")
# The page carries its own style and script, and asks nobody else for anything.
POLICY = (
    "default-src 'none'; img-src 'self' data:; connect-src 'self';"
    " style-src 'unsafe-inline'; script-src 'unsafe-inline'"
)


def feed_routes(state: State, account: Account) -> list[Route]:
    async def page(_: Request) -> Response:
        html = PAGE.read_text()
        for mark, value in {"name": account.name, "handle": account.username}.items():
            html = html.replace(f"[[{mark}]]", escape(value))
        return HTMLResponse(html, headers={"content-security-policy": POLICY})

    async def posts(_: Request) -> Response:
        newest_first = [_as_seen(post) for post in reversed(state.posts)]
        return JSONResponse({"posts": newest_first})

    async def photo(request: Request) -> Response:
        media = state.media.get(request.path_params["media_id"])
        if media is None:
            return Response("There is no such photo.", 404)
        return Response(media.data, media_type=media.media_type)

    async def one(request: Request) -> Response:
        return RedirectResponse(f"/feed#post-{request.path_params['post_id']}")

    return [
        Route("/", _to("/feed")),
        Route("/feed", page),
        Route("/feed.json", posts),
        Route("/photos/{media_id}", photo),
        Route("/i/status/{post_id:int}", one),
    ]


def _to(address: str) -> Callable[[Request], Response]:
    return lambda _: RedirectResponse(address)


def _as_seen(post: Post) -> dict[str, object]:
    return {
        "id": post.id,
        "text": post.text,
        "at": post.created_at.isoformat(),
        "photos": [
            {
                "src": f"/photos/{media.id}",
                "alt": media.alt,
                "width": media.width,
                "height": media.height,
            }
            for media in post.media
        ],
    }
