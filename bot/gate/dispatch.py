"""What the clock does to a post: publish it once, look for it, let it expire.

The protocol: the intent is committed before the network is asked; a sure no goes
back to the queue; anything else is unsure, and is looked up before another try.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.gate.alike import sent_alike
from bot.gate.copies import approved, forget_copies
from bot.gate.hours import Hours
from bot.gate.lifecycle import GATEKEEPER, Step, advance
from bot.gate.ports import (
    Clock,
    Network,
    Photos,
    StaleError,
    Store,
    SureNoError,
    UnsureError,
)
from bot.gate.post import Post, State, Trouble
from bot.gate.waits import OVER, waits

MISSED_AFTER = timedelta(days=3)  # "late means missed, not posted"
# A worker that stood still for longer than this since its intent must not send:
# another may have looked the post up, and sent it, meanwhile.
INTENT_HOLDS = timedelta(seconds=20)
SENT_WITHIN = timedelta(seconds=60)  # of the intent, or whoever was to send is dead
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
TRIES = 12
AUTHORS = frozenset({Trouble.TOO_LONG, Trouble.EMPTY})  # theirs to put right
SETTLE = timedelta(seconds=60)
LOOK_EVERY, LOOK_FOR = timedelta(seconds=10), timedelta(minutes=15)


@dataclass(frozen=True)
class Dispatch:
    """Each method is called by a timer, and answers when to be called again.

    `settle` is how long a post may take to show on the network's own timeline.
    """

    store: Store
    photos: Photos
    network: Network
    hours: Hours
    now: Clock
    settle: timedelta = SETTLE

    async def publish(self, post_id: str) -> datetime | None:
        post = await self.store.load(post_id)
        if post is None:
            return None
        if post.state is State.SENDING:  # whoever was sending it has died
            await self._step(post, Step.DOUBT, trouble=Trouble.UNCLEAR)
        if post.state is not State.APPROVED or not _approved_as_it_stands(post):
            return None
        now = self.now()
        if post.goes_out and now - post.goes_out > MISSED_AFTER:
            await self._step(post, Step.MISS)
            return None
        opening = self._opening(post, now)
        if opening > now:
            if opening != post.goes_out:  # for its cards, and lateness counts from it
                await self._step(post, Step.PUT_OFF, goes_out=opening)
            return opening
        sending = await self._step(
            post,
            Step.SEND,
            intent_at=post.intent_at or now,  # the first: look-ups go back to it
            attempts=post.attempts + 1,
        )
        if sending is None:  # another is sending it, and may die: then see to it
            return now + SENT_WITHIN
        return await self._send(sending)

    async def look_up(self, post_id: str) -> datetime | None:
        """Unsure: read our own posts since the intent until it is clear.

        The one that is left is ours, once each other post like it has its own.
        """
        post = await self.store.load(post_id)
        if post is None or post.state is not State.UNSURE:
            return None
        now, unsure_for = self.now(), self._since_last(post)
        try:
            shown = await self._find(post)
        except (SureNoError, UnsureError):
            if unsure_for > LOOK_FOR:
                await self._step(post, Step.GIVE_UP, trouble=Trouble.UNCLEAR)
                return None
            return now + LOOK_EVERY
        others = await sent_alike(post, self.store, self.network) if shown else []
        ours = shown - {other.link for other in others}
        if len(ours) == 1 and all(other.link for other in others):
            await self._step(post, Step.PUBLISH, link=min(ours), trouble=None)
        elif unsure_for < self.settle:
            return now + LOOK_EVERY
        elif ours:
            await self._step(post, Step.GIVE_UP, trouble=Trouble.ALIKE)
        elif post.trouble is Trouble.DUPLICATE:
            await self._step(post, Step.GIVE_UP)
        else:
            await self._step(post, Step.FAIL, trouble=None)
        return None

    async def expire(self, post_id: str) -> datetime | None:
        post = await self.store.load(post_id)
        if post and post.state in {State.WAITING, State.WITH_HEAD}:
            await self._step(post, Step.EXPIRE)
        return None

    async def forget(self, post_id: str) -> datetime | None:
        """Delete the bot's copies of the photos of a post that is over."""
        post = await self.store.load(post_id)
        if post and post.state in OVER:
            await forget_copies(self.photos, post)
        return None

    async def _send(self, post: Post) -> datetime | None:
        try:
            pictures = [await approved(self.photos, p) for p in post.draft.photos]
        except FileNotFoundError:
            await self._step(post, Step.GIVE_UP, trouble=Trouble.PHOTO_LOST)
            return None
        if not await self._still_ours(post):
            return self.now()  # to be looked up, where nobody else has
        try:
            link = await self.network.publish(post.draft.text, pictures)
        except SureNoError as no:
            await self._refused(post, no)
        except UnsureError:
            await self._step(post, Step.DOUBT, trouble=Trouble.UNCLEAR)
        else:
            await self._step(post, Step.PUBLISH, link=link, trouble=None)
        return None

    async def _refused(self, post: Post, no: SureNoError) -> None:
        if no.trouble is Trouble.DUPLICATE:  # ours, from just now, or an older one?
            await self._step(post, Step.DOUBT, trouble=no.trouble)
            return
        if no.trouble in AUTHORS:
            await self._step(post, Step.BLOCK, trouble=no.trouble)
            return
        if no.trouble is not Trouble.BUSY or post.attempts >= TRIES:
            await self._step(post, Step.GIVE_UP, trouble=no.trouble)
            return
        pause = min(FIRST_PAUSE * 2 ** (post.attempts - 1), LONGEST_PAUSE)
        at = self.now() + (no.retry_after or pause)
        again = self.hours.opening_for(post.draft, at)
        await self._step(post, Step.FAIL, trouble=no.trouble, goes_out=again)

    async def _still_ours(self, post: Post) -> bool:
        """Whether nobody took the post over while we were getting ready."""
        stored = await self.store.load(post.id)
        return (
            stored is not None
            and stored.version == post.version
            and self._since_last(post) < INTENT_HOLDS
        )

    async def _find(self, post: Post) -> frozenset[str]:
        since = post.intent_at or self.now()
        return await self.network.find(post.draft.text, len(post.draft.photos), since)

    def _since_last(self, post: Post) -> timedelta:
        return self.now() - (post.last.at if post.last else post.created_at)

    def _opening(self, post: Post, now: datetime) -> datetime:
        """The first moment from `now` on when this post may go out."""
        return self.hours.opening_for(post.draft, max(now, post.goes_out or now))

    async def _step(self, post: Post, step: Step, **changes: Any) -> Post | None:
        """Take the software's own step; None where somebody else was first."""
        now = self.now()
        after = replace(advance(post, step, GATEKEEPER, now), **changes)
        try:
            await self.store.save(after, post, waits(after, now))
        except StaleError:
            return None
        return after


def _approved_as_it_stands(post: Post) -> bool:
    """By two leaders, where it has to be two."""
    given = [post.approval] + ([post.agreed] if post.verdict.two_leaders else [])
    exact = [yes for yes in given if yes and yes.fingerprint == post.fingerprint]
    return len({yes.by for yes in exact}) == len(given)
