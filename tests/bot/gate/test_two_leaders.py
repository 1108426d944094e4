"""Of two leaders who decide at once one wins, and the other is told who did."""

import random

from bench.leaders import Duels, fight
from bot.store.engine import Database


async def test_one_wins_and_the_other_is_told_who(url: str, database: Database) -> None:
    dice = random.Random(1)  # noqa: S311 - not for secrets
    duels = await fight(url, 20, dice)
    assert duels == Duels(20, 20, 20, duels.wins, trail_whole=True)
