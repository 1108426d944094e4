"""Whoever watches over a running bot sees that it is well, and how fast it is."""

import aiohttp

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
    status, figures = await asked(stage, "/metrics")
    assert status == 200
    assert 'schoolgate_posts{state="published"} 1.0' in figures
    assert 'schoolgate_steps{step="approve"} 1.0' in figures
    assert "schoolgate_card_seconds_count 1.0" in figures
    assert "schoolgate_publish_seconds_count 1.0" in figures
    for word in ("bridges", LEADER.id, "xoxb", "xapp"):
        assert word not in figures
