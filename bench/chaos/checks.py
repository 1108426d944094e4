"""What may never be: doubled, lost, unapproved; or a trail that does not tell all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from bench.chaos.people import Fate, Writing, number
from bot.gate.lifecycle import MOVES, Step
from bot.gate.post import Entry, Post, Role, State
from bot.gate.waits import OVER
from bot.store.audit import broken_at
from bot.store.cards import CardStore
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.tables import inbox, posts, timers
from policy.terms import Draft
from sandbox.x_state import State as X

SETTLED = {state.value for state in OVER}


@dataclass(frozen=True)
class Found:
    """How many posts each of these is true of; all but `posts` are to be 0."""

    posts: int  # that are out
    doubled: int
    lost: int
    unapproved: int
    untold: int  # whose audit trail has a gap
    stale_cards: int  # whose card does not show how it stands


async def unsettled(database: Database, writings: Sequence[Writing]) -> int:
    """How many posts are still on their way, and how many things are left to do."""
    ignored = [w.id for w in writings if w.fate is Fate.IGNORE]
    asked = (
        select(func.count(posts.c.id)).where(
            posts.c.state.in_(SETTLED), posts.c.id.not_in(ignored)
        ),
        select(func.count(posts.c.id)).where(
            posts.c.state == State.WAITING.value, posts.c.id.in_(ignored)
        ),
        select(func.count(timers.c.id)).where(timers.c.alarm == "show"),
        select(func.count(inbox.c.id)).where(
            inbox.c.done_at.is_(None), inbox.c.parked_at.is_(None)
        ),
    )
    over, waiting, soon, events = await database.read(
        lambda c: [c.scalar(count) or 0 for count in asked]
    )
    return len(writings) - over - waiting + soon + events


async def examine(
    database: Database, school: str, writings: Sequence[Writing], x: X
) -> Found:
    store, cards = PostStore(database), CardStore(database, school)
    out = Counter(post.text for post in x.posts)
    times = Counter(number(text) for text in out.elements())
    doubled = lost = unapproved = untold = stale = 0
    for writing in writings:
        post = await store.load(writing.id)
        if post is None:
            lost += 1
            continue
        trail = await store.trail(post.id)
        if times[writing.n] > 1:
            doubled += 1
            _tell(writing, trail, x)
        lost += _is_lost(post, writing, times[writing.n])
        texts = [text for text in out if number(text) == writing.n]
        unapproved += not all(_approved(text, trail) for text in texts)
        untold += not _tells_all(post, trail, times[writing.n])
        stale += await _is_stale(cards, post)
    unapproved += sum(n not in {w.n for w in writings} for n in times)
    untold += await broken_at(database, school) is not None
    return Found(sum(out.values()), doubled, lost, unapproved, untold, stale)


def _tell(writing: Writing, trail: Sequence[Entry], x: X) -> None:
    """How it came to be doubled, by the clock that all went by."""
    taken = [post for post in x.posts if number(post.text) == writing.n]
    events = [
        (post.created_at, f"X takes it, shown {post.shown_at:%X}") for post in taken
    ]
    events += [(entry.at, entry.step) for entry in trail]
    for at, what in sorted(events):
        print(f"doubled {writing.n:4} {writing.fate.name}: {at:%X.%f} {what}")


def _is_lost(post: Post, writing: Writing, out: int) -> bool:
    """Where it did not get to the end that it should have got to."""
    if writing.fate is Fate.IGNORE:
        return post.state is not State.WAITING
    if writing.fate is Fate.WITHDRAW and post.state is State.WITHDRAWN:
        return False
    return post.state is not State.PUBLISHED or out == 0


def _approved(text: str, trail: Sequence[Entry]) -> bool:
    """Whether a leader, not the author, said yes to these exact words before."""
    exact = Post("", "", "", Draft(text), trail[0].at).fingerprint
    steps = [entry for entry in trail if entry.fingerprint == exact]
    asked = [n for n, entry in enumerate(steps) if entry.step == Step.SEND]
    return bool(asked) and any(
        entry.step == Step.APPROVE and entry.role is Role.LEADER
        for entry in steps[: asked[0]]
    )


def _tells_all(post: Post, trail: Sequence[Entry], out: int) -> bool:
    """Each step follows from the one before, and none is missing up to this state."""
    at = State.DRAFT
    for entry in trail:
        move = MOVES.get((at, Step(entry.step)))
        if entry.was is not at or move is None or entry.to is not move.to:
            return False
        at = entry.to
    published = any(entry.to is State.PUBLISHED for entry in trail)
    return at is post.state and len(trail) == post.version and published == (out > 0)


async def _is_stale(cards: CardStore, post: Post) -> bool:
    places = await cards.all(post.id)
    shown = [places[who].version for who in ("author", "leaders") if who in places]
    return shown != [post.version] * 2
