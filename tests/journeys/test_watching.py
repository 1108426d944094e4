"""Whoever watches over a running bot sees that it is well, and how fast it is."""

import asyncio

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.listening import listen, serving
from sandbox.school import LEADER
from tests.journeys.conftest import Stage

CLEAN = "Year 4 built bridges out of paper today and tested them with books."


async def asked(stage: Stage, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{stage.settings.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_it_is_alive_and_ready_and_counts_what_it_does(stage: Stage):
    await stage.draft(CLEAN)
    await stage.press(LEADER, "approve", await stage.leaders_see(CLEAN))
    await stage.told("Your post is out: http")

    assert await asked(stage, "/healthz") == (200, "ok\n")
    status, ready = await asked(stage, "/readyz")
    assert status == 200, ready
    figures = ""
    async with asyncio.timeout(15):  # the author is told a moment before it counts
        while "schoolgate_publish_seconds_count 1.0" not in figures:
            status, figures = await asked(stage, "/metrics")
            assert status == 200
    assert 'schoolgate_posts{state="published"} 1.0' in figures
    assert 'schoolgate_steps{step="approve"} 1.0' in figures
    assert "schoolgate_card_seconds_count 1.0" in figures
    for word in ("bridges", LEADER.id, "xoxb", "xapp"):
        assert word not in figures


async def test_traces_go_where_a_setting_says(school: Stage):
    bodies: list[bytes] = []

    async def take(request: Request) -> Response:
        bodies.append(await request.body())
        return Response()

    at = listen(0)
    there = f"http://127.0.0.1:{at.getsockname()[1]}"
    school.settings = school.settings.model_copy(update={"otlp_endpoint": there})
    app = Starlette(routes=[Route("/v1/traces", take, methods=["POST"])])
    async with serving(app, at), school.bot():
        await school.draft(CLEAN)
        await school.told("With the leaders")

    assert b"event message" in b"".join(bodies)
    assert b"timer show" in b"".join(bodies)
    assert b"bridges" not in b"".join(bodies)
