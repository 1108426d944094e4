"""Two workers, one post, every order of events: `python -m bench.protocol [--quick]`.

As built nothing may be doubled, lost or unapproved; with a check taken out it must be.
"""

import argparse
import json
import time
from datetime import timedelta

from bench.protocol.broken import WithoutComingBack, WithoutLeaseCheck, WithoutLookUp
from bench.protocol.explorer import Explorer

BROKEN = {
    "without the look-up": Explorer(WithoutLookUp, deaths=0, until=120),
    "without the lease check": Explorer(WithoutLeaseCheck, deaths=0, until=120),
    "without the wait for X": Explorer(deaths=0, until=120, settle=timedelta()),
    "without coming back": Explorer(WithoutComingBack, faults=0, until=120),
}
BUILT = {
    "as built": Explorer(until=120),
    "as built, edited": Explorer(deaths=0, edits=True, until=120),
}
LONGER = {
    "as built, longer": Explorer(deaths=0, until=180),
    "as built, more goes wrong": Explorer(deaths=2, faults=2, until=120),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 s")
    built = BUILT if parser.parse_args().quick else BUILT | LONGER
    print(f"{'':28}{'states':>10}{'found':>12}{'after':>7}{'s':>7}")
    found: dict[str, str] = {}
    states = 0
    for name, explorer in (BROKEN | built).items():
        began = time.perf_counter()
        count, found[name], way = explorer.explore()
        states += count
        took = time.perf_counter() - began
        print(f"{name:28}{count:>10}{found[name] or '-':>12}{len(way):>7}{took:>7.0f}")
    print(
        json.dumps(
            {
                "states": states,
                "broken_and_found": sum(bool(found[name]) for name in BROKEN),
                "broken": len(BROKEN),
                "built_and_at_fault": sum(bool(found[name]) for name in built),
            }
        )
    )


if __name__ == "__main__":
    main()
