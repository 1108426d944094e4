"""What a leader agreed is not a child is remembered: the next author is not asked."""

from dataclasses import dataclass
from datetime import datetime

from bot.gate.desk import Desk
from bot.gate.lifecycle import Step
from bot.gate.ports import Memory
from policy.vouching import agreed


@dataclass(frozen=True)
class Remembering:
    """`remember` is called by a timer, once a leader has approved such a post."""

    desk: Desk
    memory: Memory

    async def remember(self, post_id: str) -> datetime | None:
        """Keep the names that its author answered for. Asked twice, it does it once.

        Nothing is kept where the approval is void by now: the draft has changed.
        """
        post = await self.desk.load(post_id)
        if post is None or post.approval is None:
            return None
        names = agreed(await self.desk.case(post.draft))
        yes = [e for e in await self.desk.trail(post_id) if e.step == Step.APPROVE]
        if names and yes:
            await self.memory.keep(names, yes[-1])
        return None
