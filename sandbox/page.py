"""The sandbox's one page: a teacher, the leaders and the public feed, side by side."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sandbox.local_slack import LocalSlack
from sandbox.panes import Panes
from sandbox.school import (
    COLLEAGUE,
    EXAMPLES,
    LEADERS,
    LEADERS_CHANNEL,
    SCHOOL,
    STAFF,
    TEACHER,
    Example,
    Person,
)

PAGE = Path(__file__).with_name("page.html")


def create_page(slack: LocalSlack, *, feed: str, clock: Callable[[], str]) -> Starlette:
    """The page as an application: `feed` is the public feed's address, `clock` the
    school's time in words.
    """

    async def show(_: Request) -> Response:
        return HTMLResponse(_page(feed, clock()))

    async def send(request: Request) -> Response:
        """Put an example into a person's direct message, as if they had typed it."""
        number: int = request.path_params["number"]
        person = _person(request.query_params.get("as", ""))
        if person is None or number >= len(EXAMPLES):
            return Response("There is no such draft or person.", 404)
        await slack.say(person.id, person.dm, EXAMPLES[number].text)
        return Response(status_code=204)

    routes = [
        Route("/", show),
        Route("/examples/{number:int}", send, methods=["POST"]),
        *Panes(slack).routes,
    ]
    return Starlette(routes=routes)


def _person(user: str) -> Person | None:
    return next((person for person in STAFF if person.id == user), None)


def _page(feed: str, clock: str) -> str:
    page = PAGE.read_text()
    writers = [(person, person.dm) for person in (TEACHER, COLLEAGUE)]
    readers = [(person, LEADERS_CHANNEL) for person in LEADERS]
    for mark, html in {
        "school": escape(SCHOOL),
        "clock": escape(clock),
        "examples": "".join(map(_example, range(len(EXAMPLES)), EXAMPLES)),
        "staff": _choices(writers),
        "leaders": _choices(readers),
        "feed": escape(feed),
    }.items():
        page = page.replace(f"[[{mark}]]", html)
    return page


def _example(number: int, example: Example) -> str:
    return (
        f'<button data-number="{number}"><strong>{escape(example.title)}</strong>'
        f"<q>{escape(example.text)}</q><em>{escape(example.hint)}</em></button>"
    )


def _choices(seats: Sequence[tuple[Person, str]]) -> str:
    return "".join(
        f'<option data-id="{person.id}" value="/archives/{channel}?as={person.id}">'
        f"{escape(person.name)}, {escape(person.role)}</option>"
        for person, channel in seats
    )
