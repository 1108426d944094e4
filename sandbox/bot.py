"""`schoolgate run` by the sandbox's clock: `python -m sandbox.bot SECONDS`."""

import asyncio
import sys
from datetime import timedelta

from bot.logs import configure_logs
from bot.run import FAULTS, serve
from sandbox.clock import SchoolClock


def main() -> None:
    """SECONDS is how far ahead of the real one the school's clock runs."""
    clock = SchoolClock(timedelta(seconds=float(sys.argv[1])))
    configure_logs()
    try:
        asyncio.run(serve(clock.now))
    except FAULTS as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
