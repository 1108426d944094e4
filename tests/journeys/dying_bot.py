"""A bot that dies, by its own kill -9, as it is about to draw its first card."""

import asyncio
import os
import signal

from bot.chat.slack import show
from bot.run import serve


async def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    show.Showing.show = _die  # type: ignore[method-assign] - that is the point
    asyncio.run(serve())
