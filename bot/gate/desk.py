"""What people do to a post: put it forward, change it, decide.

What the clock does to it is in `dispatch.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.gate.copies import copies_of
from bot.gate.hours import Hours
from bot.gate.lifecycle import (
    GATEKEEPER,
    MOVES,
    Actor,
    Refusal,
    RefusedError,
    Step,
    advance,
    heads_left,
    yes,
)
from bot.gate.ports import (
    Clock,
    Memory,
    Network,
    Photos,
    Read,
    Roster,
    StaleError,
    Store,
)
from bot.gate.post import Approval, Entry, Post, Role, State, Trouble
from bot.gate.waits import OVER, waits
from policy.judge import judge
from policy.rewrite import is_safe, safe_version
from policy.terms import Case, Draft, Outcome, School, Verdict
from policy.vouching import doubted

REPEATED_WITHIN = timedelta(days=90)
STEP_FOR = {
    Outcome.BLOCK: Step.BLOCK,
    Outcome.REVIEW: Step.ADVISE,
    Outcome.PASS: Step.PASS,
}


@dataclass(frozen=True)
class Desk:
    """One school's gate. Where a step may not be taken it raises RefusedError.

    `read_seen` is for the words in a photo, where letters and spaces may be wrong.
    """

    school_id: str
    school: School
    hours: Hours
    read: Read
    read_seen: Read
    store: Store
    photos: Photos
    roster: Roster
    network: Network
    now: Clock
    memory: Memory

    async def load(self, post_id: str) -> Post | None:
        return await self.store.load(post_id)

    async def trail(self, post_id: str) -> Sequence[Entry]:
        """Who took which step when, oldest first."""
        return await self.store.trail(post_id)

    async def did(self, post_id: str, version: int, by: str) -> str | None:
        """The step that they took with the post as `version` showed it, if any."""
        trail = await self.trail(post_id)
        done = trail[version] if version < len(trail) else None
        return done.step if done and done.actor == by else None

    async def take_in(
        self, post_id: str, draft: Draft, author: str, at: datetime | None = None
    ) -> Post:
        """Keep a new draft, which is judged once it is submitted as a whole.

        `at` is when it came, where that was not just now.
        """
        post = await self._new(post_id, draft, author, at)
        return post if await self.store.add(post, ()) else await self._known(post_id)

    async def submit(
        self, post_id: str, draft: Draft, author: str, at: datetime | None = None
    ) -> Post:
        """Judge a new draft, and keep it. Asked twice, it does it once."""
        judged = await self._judged(await self._new(post_id, draft, author, at))
        timers = waits(judged, self.now())
        if await self.store.add(judged, timers):
            return judged
        post = await self._known(post_id)
        if post.last is None:  # never judged: it was kept without its photos
            await self.store.save(judged, post, timers)
            return judged
        return await self._check(post) if post.state is State.DRAFT else post

    async def amend(
        self, post_id: str, version: int | None, draft: Draft, by: str
    ) -> Post:
        """Swap words, photos, descriptions or claims, and judge again."""
        post, draft = await self._known(post_id), _whole(draft)
        if post.state is State.DRAFT and post.draft == draft:
            return await self._check(post)  # an earlier try was cut short
        if post.state in OVER:
            draft = replace(draft, photos=())  # the bot's copies are gone
        changes = {
            "draft": draft,
            "editors": post.editors | ({by} - {post.author}),
            "dropped": (post.dropped | copies_of(post.draft)) - copies_of(draft),
        }
        post = await self._step(post, version, Step.AMEND, by, **changes)
        return await self._check(post)

    async def use_safe(self, post_id: str, version: int | None, by: str) -> Post:
        """Take the safe version that was offered."""
        post = await self._known(post_id)
        draft = replace(post.draft, text=post.safe or post.draft.text)
        return await self.amend(post_id, version, draft, by)

    async def take(
        self, post_id: str, version: int | None, step: Step, by: str, reason: str = ""
    ) -> Post:
        """Take one step of the lifecycle, on the post as `version` showed it.

        To APPROVE is to AGREE where another leader has to approve it too.
        """
        post = await self._known(post_id)
        if step is Step.APPROVE:
            step = yes(post)
        return await self._step(post, version, step, by, reason=reason or post.reason)

    def goes_out(self, draft: Draft) -> datetime:
        """When this draft would go out, were it approved now (4.1, 4.2)."""
        return self.hours.opening_for(draft, self.now())

    async def _new(
        self, post_id: str, draft: Draft, author: str, at: datetime | None
    ) -> Post:
        if Role.STAFF not in await self.roster.roles(author):
            raise RefusedError(Refusal.NO_ROLE)
        return Post(post_id, self.school_id, author, _whole(draft), at or self.now())

    async def _known(self, post_id: str) -> Post:
        post = await self.store.load(post_id)
        if post is None:
            raise RefusedError(Refusal.NO_SUCH_POST)
        return post

    async def _check(self, post: Post) -> Post:
        """Read the draft, judge it, and pass it on or send it back."""
        for copy in sorted(post.dropped):
            await self.photos.forget(copy)
        after = await self._judged(post)
        await self.store.save(after, post, waits(after, self.now()))
        return after

    async def _judged(self, post: Post) -> Post:
        """The post one step on: passed on, or sent back."""
        verdict, safe = await self._judge(post.draft)
        trouble = self._misfit(post.draft)
        stopped = trouble or verdict.unanswered
        step = Step.BLOCK if stopped else STEP_FOR[verdict.outcome]
        judged = replace(post, verdict=verdict, safe=safe, trouble=trouble)
        after = advance(judged, step, GATEKEEPER, self.now())
        return replace(after, goes_out=self.goes_out(post.draft))

    async def _judge(self, draft: Draft) -> tuple[Verdict, str]:
        case = await self.case(draft)
        verdict = judge(case)
        if safe := safe_version(case, verdict):
            reading = await self.read(safe)
            again = replace(case, draft=replace(draft, text=safe), reading=reading)
            fits = self.network.over(safe) <= 0
            safe = safe if fits and is_safe(judge(again), verdict) else ""
        return verdict, safe

    async def case(self, draft: Draft) -> Case:
        """The draft as it is put before the policy, with all that has been read."""
        reading = await self.read(draft.text)
        alts = tuple([await self.read(photo.alt) for photo in draft.photos])
        before = await self.store.posted_before(
            self.school_id, draft.text, self.now() - REPEATED_WITHIN
        )
        seen = tuple([await self.read_seen(text) for text in _readable(draft)])
        case = Case(draft, reading, self.school, alts, before, seen)
        names = doubted(case)
        known = await self.memory.known(names) if names else frozenset[str]()
        return replace(case, remembered=known)

    def _misfit(self, draft: Draft) -> Trouble | None:
        """What the network, not the policy, would say against it."""
        if not draft.text.strip() and not draft.photos:
            return Trouble.EMPTY
        return Trouble.TOO_LONG if self.network.over(draft.text) > 0 else None

    async def _advanced(self, post: Post, step: Step, by: str, at: datetime) -> Post:
        """One step on, as far as the roster has who is needed for it."""
        after = advance(post, step, Actor(by, await self.roster.roles(by)), at)
        if step is Step.ASK_HEAD and not heads_left(post, await self.roster.heads()):
            raise RefusedError(Refusal.NO_HEAD, post)
        return after

    async def _step(
        self, post: Post, version: int | None, step: Step, by: str, **changes: Any
    ) -> Post:
        if (post.state, step) in MOVES and version not in {None, post.version}:
            raise RefusedError(Refusal.STALE, post)
        now = self.now()
        after = await self._advanced(post, step, by, now)
        if after.state is State.APPROVED:
            # By the same moment, or it would seem to wait for its hour.
            goes_out = self.hours.opening_for(post.draft, now)
            changes |= {"goes_out": goes_out, "trouble": None}
        if step is Step.AGREE:
            changes["agreed"] = Approval(by, now, post.fingerprint)
        elif step is Step.APPROVE:
            changes["approval"] = Approval(by, now, post.fingerprint)
        elif step is Step.RESEND:
            changes["attempts"] = 0  # `intent_at` stays: the first try may be out
        elif step is Step.AMEND:
            changes |= {
                "agreed": None,
                "approval": None,
                "reason": "",
                "attempts": 0,
                "intent_at": None,
            }
        after = replace(after, **changes)
        try:
            await self.store.save(after, post, waits(after, now))
        except StaleError:
            # Somebody was first: try against what stands now, as it was shown.
            fresh = await self._known(post.id)
            return await self._step(fresh, version, step, by, **changes)
        return after


def _readable(draft: Draft) -> list[str]:
    """What can be read in each photo; nothing where nobody has looked."""
    return [photo.look.text if photo.look else "" for photo in draft.photos]


def _whole(draft: Draft) -> Draft:
    """Half a character can be typed by a broken app, and neither kept nor posted."""
    photos = tuple(replace(p, alt=_mended(p.alt)) for p in draft.photos)
    return replace(draft, text=_mended(draft.text), photos=photos)


def _mended(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "")
