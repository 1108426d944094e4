"""Stand-ins for the outside world, by hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.gate.desk import Desk
from bot.gate.hours import Hours, bank_holidays
from bot.gate.ports import Alarm, OnDevice, Picture, StaleError, Timer
from bot.gate.post import Entry, Post, Role, State
from nlp.reading import Kind, Mention, Reading
from policy.terms import School

HOURS = Hours(ZoneInfo("Europe/London"), closed=bank_holidays("ENG"))
FRIDAY_NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that stands still until it is moved."""

    at: datetime = FRIDAY_NOON

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, span: timedelta) -> None:
        self.at += span


class KilledError(Exception):
    """The worker is gone in the middle of its work."""


@dataclass
class FakeStore:
    """Posts in memory, with the guard and the timers of the real one.

    Once a post is saved in the state `dies_after`, whoever saved it is gone.
    """

    posts: dict[str, Post] = field(default_factory=dict)
    dies_after: State | None = None
    entries: list[tuple[str, Entry]] = field(default_factory=list)
    timers: dict[tuple[str, Alarm], datetime] = field(default_factory=dict)

    async def add(self, post: Post, timers: Sequence[Timer]) -> bool:
        if post.id in self.posts:
            return False
        self.posts[post.id] = post
        if post.last:
            self.entries.append((post.id, post.last))
        self._keep(post, timers)
        return True

    async def load(self, post_id: str) -> Post | None:
        return self.posts.get(post_id)

    async def save(self, post: Post, was: Post, timers: Sequence[Timer]) -> None:
        stored = self.posts[post.id]
        if (stored.state, stored.version) != (was.state, was.version):
            raise StaleError
        self.posts[post.id] = post
        if post.last:
            self.entries.append((post.id, post.last))
        self._keep(post, timers)
        if post.state is self.dies_after:
            self.dies_after = None
            raise KilledError

    async def erase(self, post: Post) -> bool:
        if self.posts[post.id].version != post.version:
            return False
        del self.posts[post.id]
        return True

    def _keep(self, post: Post, timers: Sequence[Timer]) -> None:
        for timer in timers:
            self.timers[post.id, timer.alarm] = timer.due

    async def posted_before(
        self, school: str, text: str, since: datetime
    ) -> datetime | None:
        for post in self.posts.values():
            out = post.state is State.PUBLISHED and post.last
            if out and post.draft.text == text and out.at >= since:
                return out.at
        return None

    async def sent_since(self, school: str, since: datetime) -> Sequence[Post]:
        sent = {of for of, e in self.entries if e.to is State.SENDING and e.at >= since}
        return [p for p in self.posts.values() if p.id in sent and p.school == school]

    async def trail(self, post_id: str) -> Sequence[Entry]:
        return [entry for of, entry in self.entries if of == post_id]


@dataclass
class FakePhotos:
    kept: dict[str, Picture] = field(default_factory=dict)

    async def keep(self, photo_id: str, picture: Picture) -> None:
        self.kept[photo_id] = replace(picture, alt="")

    async def load(self, photo_id: str) -> Picture:
        if photo_id not in self.kept:
            raise FileNotFoundError(photo_id)
        return self.kept[photo_id]

    async def forget(self, photo_id: str) -> None:
        self.kept.pop(photo_id, None)


@dataclass
class FakeDevices:
    """What is known of the photos on people's own devices, in memory."""

    kept: dict[str, OnDevice] = field(default_factory=dict)

    async def sent(self, photos: OnDevice) -> None:
        self.kept.setdefault(photos.post_id, photos)

    async def get(self, post_id: str) -> OnDevice | None:
        return self.kept.get(post_id)

    async def reminded(self, post_id: str) -> None:
        kept = self.kept[post_id]
        self.kept[post_id] = replace(kept, reminded=kept.reminded + 1)

    async def deleted(self, post_id: str, at: datetime) -> None:
        kept = self.kept[post_id]
        self.kept[post_id] = replace(kept, deleted_at=kept.deleted_at or at)

    async def outstanding(self) -> Sequence[OnDevice]:
        return [kept for kept in self.kept.values() if kept.deleted_at is None]


@dataclass
class FakeMemory:
    """Names as they are: what only their hashes are kept of is the store's matter."""

    kept: dict[str, Entry] = field(default_factory=dict)

    async def keep(self, names: Collection[str], agreed: Entry) -> None:
        for name in names:
            self.kept.setdefault(name, agreed)

    async def known(self, names: Collection[str]) -> frozenset[str]:
        return frozenset(names) & self.kept.keys()


@dataclass
class FakeNetwork:
    """A network that says what it is told to: `answers` are raised, first first.

    `takes_it_anyway` makes it accept the post before it raises.
    """

    name: str = "X"
    posted: list[tuple[str, tuple[Picture, ...]]] = field(default_factory=list)
    answers: list[Exception] = field(default_factory=list)
    takes_it_anyway: bool = False
    shows: bool = True

    def over(self, text: str) -> int:
        return len(text) - 280

    def same(self, text: str, other: str) -> bool:
        return text.casefold() == other.casefold()

    async def publish(self, text: str, pictures: Sequence[Picture]) -> str:
        if self.answers:
            answer = self.answers.pop(0)
            if self.takes_it_anyway:
                self.posted.append((text, tuple(pictures)))
            raise answer
        self.posted.append((text, tuple(pictures)))
        return f"https://x.example/{len(self.posted)}"

    async def find(self, text: str, pictures: int, since: datetime) -> frozenset[str]:
        return frozenset(
            f"https://x.example/{n}"
            for n, (words, photos) in enumerate(self.posted, 1)
            if self.shows and self.same(words, text) and len(photos) == pictures
        )


STAFF, LEADER, HEAD = Role.STAFF, Role.LEADER, Role.HEAD


@dataclass
class FakeRoster:
    people: dict[str, frozenset[Role]] = field(
        default_factory=lambda: {
            "tess": frozenset({STAFF}),
            "tom": frozenset({STAFF}),
            "lena": frozenset({STAFF, LEADER}),
            "liam": frozenset({STAFF, LEADER}),
            "head": frozenset({STAFF, LEADER, HEAD}),
        }
    )

    async def roles(self, user: str) -> frozenset[Role]:
        return self.people.get(user, frozenset())

    async def heads(self) -> frozenset[str]:
        return frozenset(user for user, roles in self.people.items() if HEAD in roles)


async def read_capitals(text: str) -> Reading:
    """Takes each of these words for what stands beside it."""
    mentions = [
        Mention(kind, word, text.index(word))
        for word, kind in _CAPITALS.items()
        if word in text
    ]
    return Reading(text, tuple(mentions))


_CAPITALS = {
    "JOSH": Kind.NAME,
    "!!": Kind.TONE,
    "KIT": Kind.KIT,
    "HARM": Kind.DISCLOSURE,
}


def a_desk(**parts: Any) -> Desk:
    """A desk on fakes; `parts` are those that a test brings along."""
    usual: dict[str, Any] = {
        "school_id": "larkspur",
        "school": School(),
        "hours": HOURS,
        "read": read_capitals,
        "read_seen": read_capitals,
        "store": FakeStore(),
        "photos": FakePhotos(),
        "roster": FakeRoster(),
        "network": FakeNetwork(),
        "now": FakeClock(),
        "memory": FakeMemory(),
    }
    return Desk(**usual | parts)
