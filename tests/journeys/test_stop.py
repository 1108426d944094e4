"""Told to stop, the bot brings to an end what it has begun, and then goes."""

import signal
from time import perf_counter

from bot.composition import DRAIN_SECONDS
from bot.parts import utc_now
from bot.store.counts import count
from bot.store.engine import Database
from tests.journeys.conftest import Stage
from tests.journeys.test_kills import process, taken_by_x

GRACE = 30  # seconds that a container is given to stop


def test_the_drain_ends_well_before_the_container_is_killed():
    assert DRAIN_SECONDS <= GRACE - 8


async def test_a_post_that_is_being_sent_is_out_and_known_to_be_out(school: Stage):
    school.clock = utc_now
    await school.x_fails("slow_after_accept", seconds=3)
    async with process(school, "bot", "run") as bot:
        await taken_by_x(school, bot)
        began = perf_counter()

        bot.send_signal(signal.SIGTERM)

        assert await bot.wait() == 0
        assert perf_counter() - began < GRACE

    database = Database(school.settings.database)
    counts = await count(database, school.settings.school_id)
    await database.close()
    assert counts.states == {"published": 1}
    assert len(await school.feed()) == 1
