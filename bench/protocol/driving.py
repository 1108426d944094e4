"""A worker, by what it has been told: the coroutine of `Dispatch`, driven by hand."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from bench.protocol.world import HOURS, NOON, Asked, Told
from bot.gate.dispatch import Dispatch
from bot.gate.ports import Alarm, Timer
from bot.gate.post import Post


class _Ask:
    """Awaited by `Dispatch`, and answered by whoever drives it."""

    def __init__(self, what: str, *args: Any) -> None:
        self._asked = Asked(what, args)

    def __await__(self) -> Iterator[Any]:
        answer = yield self._asked
        if isinstance(answer, Exception):
            raise answer.with_traceback(None)
        return answer


class _Ports:
    """The store and the network of the worker that is driven."""

    name = "X"

    def over(self, _: str) -> int:
        return 0

    async def load(self, _: str) -> Post | None:
        return await _Ask("load")

    async def save(self, post: Post, was: Post, timers: Sequence[Timer]) -> None:
        await _Ask("save", post, was, tuple(timers))

    async def sent_since(self, *_: object) -> Sequence[Post]:
        return ()  # there is no other post

    async def publish(self, *_: object) -> str:
        return await _Ask("publish")

    async def find(self, *_: object) -> frozenset[str]:
        return await _Ask("find")


@cache
def driven(
    dispatch: type[Dispatch], settle: timedelta, alarm: Alarm, told: tuple[Told, ...]
) -> Asked:
    """What the worker asks for once it has been told all this."""
    at, looked = NOON, False

    def now() -> datetime:
        nonlocal looked
        looked = True
        return at

    ports: Any = _Ports()
    its = dispatch(ports, ports, ports, HOURS, now, settle)
    fire = {Alarm.PUBLISH: its.publish, Alarm.LOOK_UP: its.look_up}[alarm]
    coroutine = fire("p")
    asked = Asked("", ())
    try:
        for answer, seconds in told:
            at, looked = NOON + timedelta(seconds=seconds), False
            asked = coroutine.send(answer)
    except StopIteration as end:
        return Asked("done", (end.value,), looked)
    coroutine.close()
    return asked._replace(looked=looked)
