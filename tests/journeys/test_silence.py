"""What people write while the bot is down is picked up when it is back, once."""

from sandbox.school import COLLEAGUE, LEADER, LEADERS_CHANNEL, TEACHER
from tests.journeys.conftest import Stage

BEFORE = "Year 3 planted forty oak trees on the field."
MEANWHILE = "Year 4 built bridges out of paper today and tested them with books."
MENDED = "Year 3 planted fifty oak trees on the field."


async def test_drafts_and_changes_from_while_it_was_down(school: Stage):
    async with school.bot():
        first = await school.draft(BEFORE)
        await school.leaders_see(BEFORE)
    await school.draft(MEANWHILE, COLLEAGUE)
    await school.slack.edit(TEACHER.id, TEACHER.dm, first, MENDED)

    for _ in range(2):
        async with school.bot():
            card = await school.leaders_see(MEANWHILE)
            await school.leaders_see(MENDED)
            await school.told("With the leaders", COLLEAGUE)

    cards = [m for m in await school.slack.messages(LEADERS_CHANNEL) if m.get("blocks")]
    assert len(cards) == 2
    async with school.bot():
        await school.press(LEADER, "approve", card)
        await school.told("Your post is out: http", COLLEAGUE)
    assert [post["text"] for post in await school.feed()] == [MEANWHILE]
