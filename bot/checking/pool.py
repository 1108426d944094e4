"""Many lines judged by several processes, in order and in constant memory."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context

from bot.checking.judging import Bad, Judged, Setup
from bot.checking.lines import Line

FEW = 100  # lines judged before other processes are worth their start
CHUNK = 40  # lines handed over at once
MOST_PROCESSES = 8

Results = list[Judged | Bad]


def judged(lines: Iterable[Line], setup: Setup) -> Iterator[Judged | Bad]:
    """What the policy says of each line, in order, as it becomes known."""
    waiting = iter(lines)
    yield from map(setup.ready(), islice(waiting, FEW))
    chunks = iter(lambda: list(islice(waiting, CHUNK)), list[Line]())
    first = next(chunks, None)
    if first is not None:
        yield from _shared_out(first, chunks, setup)


def _shared_out(
    first: list[Line], chunks: Iterator[list[Line]], setup: Setup
) -> Iterator[Judged | Bad]:
    processes = min(_cores(), MOST_PROCESSES)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, (setup,))
    pending: deque[Future[Results]] = deque()
    try:
        with _uninterrupted():
            pending.append(pool.submit(_judge, first))
        for chunk in chunks:
            with _uninterrupted():
                pending.append(pool.submit(_judge, chunk))
            if len(pending) > 2 * processes:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _uninterrupted() -> Generator[None]:
    """A process started in here leaves Ctrl-C to us: one answer to it, not several."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_lines: list[Callable[[Line], Judged | Bad]] = []  # this process's own reader


def _start(setup: Setup) -> None:
    _lines.append(setup.ready())


def _judge(chunk: list[Line]) -> Results:
    return [_lines[0](line) for line in chunk]
