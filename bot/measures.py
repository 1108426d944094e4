"""What /metrics shows: counts, ages and times; never a word, a name or a secret.

Counts come from the database at each asking, so they outlive the process, and every
worker shows the same ones. Times are of this process's own work.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from bot.gate.hours import Hours
from bot.gate.lifecycle import Step
from bot.gate.ports import Clock, Store, Timer
from bot.gate.post import Post, State
from bot.store.counts import count
from bot.store.engine import Database

QUICK = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 300)
PATIENT = (0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 86400)


class Measures:
    """One school's figures; with `school` None, those of all schools together."""

    def __init__(self, database: Database, school: str | None, now: Clock) -> None:
        self._database = database
        self._school = school
        self._now = now
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)

        def gauge(name: str, what: str, *labels: str) -> Gauge:
            return Gauge(f"schoolgate_{name}", what, labels, registry=registry)

        self._posts = gauge("posts", "Drafts, by where they have got to.", "state")
        self._steps = gauge("steps", "Steps ever taken with drafts.", "step")
        self._undecided = gauge(
            "oldest_waiting_seconds", "Age of the post that waits longest for a leader."
        )
        self._unhandled = gauge("inbox_events", "Events not handled yet.")
        self._lag = gauge("inbox_lag_seconds", "Age of the oldest event not handled.")
        self._parked = gauge("inbox_parked", "Events given up after their last try.")
        self._late = gauge("timer_lag_seconds", "How late the most overdue timer is.")
        self._to_card = Histogram(
            "schoolgate_card_seconds",
            "From a draft's arrival to its first card.",
            buckets=QUICK,
            registry=registry,
        )
        self._to_x = Histogram(
            "schoolgate_publish_seconds",
            "From when an approved post may go out to when it is out.",
            buckets=PATIENT,
            registry=registry,
        )

    async def exposition(self) -> bytes:
        """In Prometheus's text format. StoreError where the database fails."""
        now, counts = self._now(), await count(self._database, self._school)
        for state in State:
            self._posts.labels(state.value).set(counts.states.get(state.value, 0))
        for step in Step:
            self._steps.labels(step.value).set(counts.steps.get(step.value, 0))
        self._unhandled.set(counts.unhandled)
        self._parked.set(counts.parked)
        for gauge, since in (
            (self._undecided, counts.undecided_since),
            (self._lag, counts.unhandled_since),
            (self._late, counts.timer_due_since),
        ):
            gauge.set(_seconds(since, now))
        return generate_latest(self._registry)

    def shown(self, post: Post) -> None:
        """Its cards were drawn just now: note how long the first one took."""
        if post.version == 1:  # it was judged, and no more
            self._to_card.observe(_seconds(post.created_at, self._now()))

    def timed(self, store: Store, hours: Hours) -> Store:
        """One school's `store`, with a note of how long a post took to be out."""
        return _Timed(store, lambda post: self._to_x.observe(_took(post, hours)))


class _Timed:
    """A `bot.gate.ports.Store` that tells of posts as they are published."""

    def __init__(self, store: Store, published: Callable[[Post], None]) -> None:
        self._published = published
        self._save = store.save
        self.add, self.load, self.erase = store.add, store.load, store.erase
        self.posted_before, self.trail = store.posted_before, store.trail
        self.sent_since = store.sent_since

    async def save(self, post: Post, was: Post, timers: Sequence[Timer]) -> None:
        await self._save(post, was, timers)
        if post.state is State.PUBLISHED:
            self._published(post)


def _took(post: Post, hours: Hours) -> float:
    if post.approval is None or post.last is None:
        return 0
    due = hours.opening_for(post.draft, post.approval.at)
    return _seconds(due, post.last.at)


def _seconds(since: datetime | None, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds()) if since else 0.0
