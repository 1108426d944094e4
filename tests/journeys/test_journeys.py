"""What people go through, from a message to the feed, through the real bot."""

import asyncio
from datetime import timedelta

from sandbox.school import LEADER, LEADERS_CHANNEL, SECOND_LEADER, TEACHER
from tests.journeys.conftest import Stage
from tests.slack_driver import elements, said

CLEAN = "Year 4 built bridges out of paper today and one held forty books."
NAMED = "Well done to Oliver in Year 4 for a super bridge today."


async def test_a_clean_draft_is_approved_and_published(stage: Stage):
    await stage.draft(CLEAN)
    card = await stage.leaders_see(CLEAN)

    await stage.press(LEADER, "approve", card)

    await stage.told("http")
    assert [post["text"] for post in await stage.feed()] == [CLEAN]
    decided = await stage.leaders_see("Approved by")
    assert elements(decided) == []
    assert f"<@{LEADER.id}>" in said(decided)
