"""Whether another process works on the same SQLite file.

One that was killed leaves its leases behind. They run out by themselves; but where
nobody else is alive to hold them, there is no need to wait.
"""

import asyncio
import fcntl
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.gate.ports import StoreError
from bot.store.engine import Database

OPEN, AT_WORK = ".open", ".at-work"


def lock_of(file: Path, what: str) -> BinaryIO:
    """The open file that is locked by every Schoolgate of which `what` is true."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return file.with_suffix(what).open("ab")
    except OSError:
        raise StoreError(
            "The folder of the database cannot be written to: give Schoolgate's "
            "user the right to it."
        ) from None


@contextmanager
def nobody_at_work(file: Path) -> Generator[None]:
    """Keep every Schoolgate from this file; StoreError where one has it open."""
    with lock_of(file, OPEN) as opened, lock_of(file, AT_WORK) as working:
        if not (_taken(opened) and _taken(working)):
            raise StoreError("Schoolgate is running: stop it first.")
        yield


@asynccontextmanager
async def nobody_restores(file: Path | None) -> AsyncGenerator[None]:
    """To be entered before a SQLite database is opened: its file stays the same one.

    Where another process is putting a backup in its place, this waits for it.
    """
    if file is None:
        yield
        return
    with lock_of(file, OPEN) as opened:
        await asyncio.to_thread(fcntl.flock, opened, fcntl.LOCK_SH)
        yield


@asynccontextmanager
async def at_work(
    database: Database, alone: Callable[[], Awaitable[None]]
) -> AsyncGenerator[None]:
    """Be known to be at work; call `alone` first where nobody else is.

    The kernel lets go of a dead process's lock. On Postgres, whose workers may be on
    other machines, `alone` is never called: leases run out.
    """
    if database.file is None:
        yield
        return
    with lock_of(database.file, AT_WORK) as working:
        if _taken(working):
            await alone()
        # Whoever starts at this moment may be the one that is alone: wait for it.
        await asyncio.to_thread(fcntl.flock, working, fcntl.LOCK_SH)
        yield


def _taken(lock: BinaryIO) -> bool:
    """Whether nobody else had it: now it is ours alone."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
