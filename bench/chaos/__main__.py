"""A post goes out once, whatever dies: `python -m bench.chaos [--quick] [--seed N]`.

Workers, the real bot each, are killed with -9 all the time, as X fails in every way
that it has, and Postgres is killed as well. `--seed` repeats the plan: posts, faults,
whom to kill when; not the machine's own timing.
"""

import argparse
import asyncio
import json
import secrets
import signal
import sys

from bench.chaos.cell import Order, Outcome, run

HEAD = (
    "database", "workers", "posts out", "kills", "of Postgres", "faults",
    "redelivered", "asked", "doubled", "lost", "unapproved", "untold", "stale",
    "latest", "s",
)  # fmt: skip


def orders(seed: int, *, quick: bool) -> list[Order]:
    if quick:
        sizes = [("sqlite", 1), ("postgres", 2)]
        return [Order(*size, 8, 6, 0.3, 15, 60, seed) for size in sizes]
    sizes = [(kind, n) for kind in ("sqlite", "postgres") for n in (1, 2, 4)]
    return [Order(*size, 500, 168, 0.7, 8, 900, seed) for size in sizes]


def row(outcome: Outcome) -> tuple[object, ...]:
    order, found = outcome.order, outcome.found
    return (
        order.kind, order.workers, found.posts, outcome.kills, outcome.database_kills,
        outcome.faults, outcome.redelivered, outcome.asked, found.doubled, found.lost,
        found.unapproved, found.untold, found.stale_cards,
        round(outcome.latest), round(outcome.seconds),
    )  # fmt: skip


async def run_all(wanted: list[Order]) -> list[Outcome]:
    """One after another: X must not be starved while the clock runs fast."""
    outcomes: list[Outcome] = []
    for order in wanted:
        outcomes.append(await run(order))
        print("  ".join(f"{cell:>11}" for cell in row(outcomes[-1])), flush=True)
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 s")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and leave nothing behind
    print(f"--seed {asked.seed}")
    print("  ".join(f"{title:>11}" for title in HEAD))
    outcomes = asyncio.run(run_all(orders(asked.seed, quick=asked.quick)))
    found = [outcome.found for outcome in outcomes]
    print(
        json.dumps(
            {
                "seed": asked.seed,
                "posts": sum(f.posts for f in found),
                "kills": sum(o.kills for o in outcomes),
                "database_kills": sum(o.database_kills for o in outcomes),
                "faults": sum(o.faults for o in outcomes),
                "latest_s": round(max(o.latest / o.order.speed for o in outcomes), 1),
                "asked": sum(o.asked for o in outcomes),
                "doubled": sum(f.doubled for f in found),
                "lost": sum(f.lost for f in found),
                "unapproved": sum(f.unapproved for f in found),
                "untold": sum(f.untold for f in found),
                "stale_cards": sum(f.stale_cards for f in found),
            }
        )
    )


if __name__ == "__main__":
    main()
