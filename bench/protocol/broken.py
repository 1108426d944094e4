"""`Dispatch` with one of its safety checks taken out: each must be found out."""

from datetime import datetime

from bot.gate.dispatch import Dispatch
from bot.gate.post import Post


class WithoutLookUp(Dispatch):
    """Takes it that X does not have what it does not know of."""

    async def _find(self, post: Post) -> frozenset[str]:
        return frozenset()


class WithoutLeaseCheck(Dispatch):
    """Sends, however long it stood still since its intent."""

    async def _still_ours(self, post: Post) -> bool:
        return True


class WithoutComingBack(Dispatch):
    """Leaves a post to whoever was first to send it."""

    async def publish(self, post_id: str) -> datetime | None:
        await super().publish(post_id)
        return None
