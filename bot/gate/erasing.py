"""What nobody takes up any more is erased, words and all; its audit trail stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.gate.copies import forget_copies
from bot.gate.ports import Clock, Photos, Store
from bot.gate.waits import erase_after

Forget = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Erasing:
    """`forget` deletes from chat the copies of a post's photos."""

    store: Store
    photos: Photos
    forget: Forget
    now: Clock

    async def erase(self, post_id: str) -> datetime | None:
        """Called by a timer; again later where it is too early."""
        post = await self.store.load(post_id)
        kept = post and erase_after(post.state)
        if not (post and kept):
            return None  # it was taken up again: its next state has a timer of its own
        last = post.last.at if post.last else post.created_at
        if self.now() < last + kept:
            return last + kept
        await self.forget(post_id)
        await forget_copies(self.photos, post)
        gone = await self.store.erase(post)
        return None if gone else self.now() + kept
