"""The staff: who writes which draft, and what leaders do with each card.

What each draft's fate is to be is drawn beforehand; only `APPROVE` ones may go out,
and those that are edited once a leader has approved the new words as well.
"""

import asyncio
import random
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from html import escape

import aiohttp

from bench.fast_slack import Json, Slack, buttons, event, is_leaders, press
from bot.chat.slack.incoming import post_id
from sandbox.school import LEADER, LEADERS_CHANNEL, SECOND_LEADER, TEACHER
from sandbox.x_state import State as X

WORDS = (
    "Number {n}: Year 4 built bridges out of paper, and one held forty books.",
    "Number {n}: maths & art together this week! All of it: https://larkspur.example/{n}",
    "Number {n}: our choir sang in the market square.\n\nWhat a sound 🎶",
)


class Fate(Enum):
    APPROVE = auto()
    BOTH = auto()  # two leaders press at once
    EDIT = auto()  # the author changes words after the approval
    WITHDRAW = auto()  # and after the approval too
    IGNORE = auto()  # nobody decides


OTHERS = {Fate.EDIT: 4, Fate.WITHDRAW: 3, Fate.IGNORE: 4, Fate.BOTH: 5}  # in a hundred


@dataclass
class Writing:
    """One draft, `n` of the run."""

    n: int
    fate: Fate
    edited: bool = False

    @property
    def ts(self) -> str:
        return f"{1_000_000 + self.n}.000000"

    @property
    def id(self) -> str:
        return post_id(TEACHER.dm, self.ts)

    @property
    def text(self) -> str:
        words = WORDS[self.n % len(WORDS)].format(n=self.n)
        return words.replace(":", ", again:", 1) if self.edited else words

    def message(self) -> Json:
        return {
            "channel": TEACHER.dm,
            "user": TEACHER.id,
            "ts": self.ts,
            "text": escape(self.text, quote=False),
        }


def number(text: str) -> int:
    """Of which draft these are the words, before or after the edit."""
    return int(text.removeprefix("Number ").partition(":")[0].partition(",")[0])


def plan(posts: int, rng: random.Random) -> list[Writing]:
    fates = [fate for fate, share in OTHERS.items() for _ in range(share)]
    drawn = fates + [Fate.APPROVE] * (100 - len(fates))
    return [Writing(n, rng.choice(drawn)) for n in range(posts)]


@dataclass
class Staff:
    slack: Slack
    x: X
    writings: Sequence[Writing]
    rng: random.Random
    pressed: set[tuple[str, str]] = field(default_factory=set)
    asked: int = 0  # cards on which a person had to say whether it is out
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._by_id = {writing.id: writing for writing in self.writings}

    async def write(self, writing: Writing) -> None:
        async with aiohttp.ClientSession() as session:
            body = event(f"Ev{writing.n}", writing.message())
            await self.slack.deliver(session, body)

    async def look_at_cards(self) -> None:
        """For ever: press what is to be pressed on each card that is drawn."""
        async with aiohttp.ClientSession() as session:
            while True:
                card = await self.slack.news.get()
                found = buttons(card.blocks)
                if not is_leaders(card.channel):
                    continue
                for name in ("approve", "found", "resend"):
                    if button := found.get(name):
                        self._start(self._decide(session, card.ts, name, button))

    async def _decide(
        self, session: aiohttp.ClientSession, ts: str, name: str, button: Json
    ) -> None:
        writing = self._by_id[button["value"].rpartition(":")[0]]
        known = (name, button["value"])
        if writing.fate is Fate.IGNORE or known in self.pressed:
            return
        if name != "approve" and (name == "found") != self._is_out(writing):
            return
        self.pressed.add(known)
        self.asked += name != "approve"
        leaders = [LEADER, SECOND_LEADER] if writing.fate is Fate.BOTH else [LEADER]
        bodies = [press(who.id, LEADERS_CHANNEL, ts, button) for who in leaders]
        await asyncio.gather(*(self.slack.deliver(session, body) for body in bodies))
        if name == "approve" and not writing.edited:
            await self._think_again(session, writing)

    async def _think_again(
        self, session: aiohttp.ClientSession, writing: Writing
    ) -> None:
        """What the author does some time after the approval, as it goes out perhaps."""
        before = writing.message()
        message: Json
        match writing.fate:
            case Fate.EDIT:
                writing.edited = True
                message = {"subtype": "message_changed", "message": writing.message()}
            case Fate.WITHDRAW:
                message = {"subtype": "message_deleted"}
            case _:
                return
        await asyncio.sleep(self.rng.uniform(0, 1))
        about = {"channel": TEACHER.dm, "previous_message": before}
        body = event(f"Ev{writing.n}-again", message | about)
        await self.slack.deliver(session, body)

    def _is_out(self, writing: Writing) -> bool:
        return any(number(post.text) == writing.n for post in self.x.posts)

    def _start(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
