"""Two leaders decide at once: `python -m bench.leaders [--quick]`.

Each through a desk and a database connection of their own, as in two workers. One is
to win, and the other to be told who did.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import words
from bot.gate.desk import Desk
from bot.gate.hours import Hours
from bot.gate.lifecycle import GATEKEEPER, RefusedError, Step, advance
from bot.gate.post import Post, Role, State
from bot.store.audit import broken_at
from bot.store.engine import Database
from bot.store.migrate import migrate
from bot.store.posts import PostStore
from policy.terms import Draft, School
from sandbox.postgres import Postgres

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LEADERS = ("ULENA", "ULIAM")
DECISIONS = (Step.APPROVE, Step.DECLINE, Step.RETURN)


class Roster:
    async def roles(self, _: str) -> frozenset[Role]:
        return frozenset({Role.STAFF, Role.LEADER})


@dataclass(frozen=True)
class Duels:
    """How often each thing happened: `one_won` and `told_who` should be every time."""

    rounds: int
    one_won: int
    told_who: int
    wins: dict[str, int]
    trail_whole: bool


async def fight(url: str, rounds: int, dice: random.Random) -> Duels:
    databases = [Database(url) for _ in LEADERS]
    desks = [_desk(PostStore(database)) for database in databases]
    one_won = told_who = 0
    wins: Counter[str] = Counter()
    for n in range(rounds):
        post = await _waiting(PostStore(databases[0]), f"p{n}")
        steps = [dice.choice(DECISIONS) for _ in LEADERS]
        order = dice.sample(range(len(LEADERS)), len(LEADERS))
        outcomes: dict[int, Post | BaseException] = dict(
            zip(
                order,
                await asyncio.gather(
                    *(
                        desks[i].take(post.id, post.version, steps[i], LEADERS[i])
                        for i in order
                    ),
                    return_exceptions=True,
                ),
                strict=True,
            )
        )
        won = [i for i in order if isinstance(outcomes[i], Post)]
        if len(won) != 1:
            continue
        one_won += 1
        wins[LEADERS[won[0]]] += 1
        told_who += LEADERS[won[0]] in _told(outcomes[1 - won[0]])
    whole = await broken_at(databases[0], "ash") is None
    for database in databases:
        await database.close()
    return Duels(rounds, one_won, told_who, dict(wins), whole)


def _told(outcome: Post | BaseException) -> str:
    """What whoever came second reads."""
    if not isinstance(outcome, RefusedError):
        return ""
    return words.refused(outcome.refusal, outcome.post, LONDON, str, "X")


async def _waiting(store: PostStore, post_id: str) -> Post:
    draft = Post(post_id, "ash", "UTESS", Draft("Year 4 made bridges."), NOON)
    post = advance(draft, Step.PASS, GATEKEEPER, NOON)
    await store.add(post, ())
    assert post.state is State.WAITING
    return post


def _desk(store: PostStore) -> Desk:
    none: Any = None  # not asked when somebody decides
    return Desk(
        school_id="ash",
        school=School(),
        hours=Hours(LONDON),
        read=none,
        read_seen=none,
        store=store,
        photos=none,
        roster=Roster(),
        network=none,
        now=lambda: NOON,
        memory=none,
    )


async def _on_both(rounds: int) -> dict[str, Duels]:
    dice = random.Random(1)  # noqa: S311 - not for secrets
    with tempfile.TemporaryDirectory() as folder, Postgres() as postgres:
        urls = {
            "sqlite": f"sqlite+aiosqlite:///{Path(folder) / 'schoolgate.db'}",
            "postgres": postgres.create("schoolgate"),
        }
        for url in urls.values():
            await migrate(url)
        return {kind: await fight(url, rounds, dice) for kind, url in urls.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 s")
    rounds = 100 if parser.parse_args().quick else 1000
    began = time.perf_counter()
    duels = asyncio.run(_on_both(rounds))
    print(f"{'':10}{'rounds':>8}{'one won':>9}{'told who':>10}  wins")
    for kind, found in duels.items():
        wins = ", ".join(f"{who} {n}" for who, n in sorted(found.wins.items()))
        print(
            f"{kind:10}{found.rounds:>8}{found.one_won:>9}{found.told_who:>10}  {wins}"
        )
    print(
        json.dumps(
            {
                "rounds": sum(d.rounds for d in duels.values()),
                "one_won": sum(d.one_won for d in duels.values()),
                "told_who": sum(d.told_who for d in duels.values()),
                "trails_whole": all(d.trail_whole for d in duels.values()),
                "seconds": round(time.perf_counter() - began, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
