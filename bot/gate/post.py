"""One post, where it has got to, and who brought it there."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from policy.terms import Draft, Verdict


class State(StrEnum):
    DRAFT = "draft"  # being read
    RETURNED = "returned"  # a must is broken, or a leader asked for changes
    ADVISED = "advised"  # a should is broken: the author chooses
    WAITING = "waiting"  # for a leader
    WITH_HEAD = "with the Head"
    APPROVED = "approved"  # waits for its time
    SENDING = "sending"  # intent is recorded, the network is being asked
    UNSURE = "unsure"  # nobody knows yet whether it is out
    NEEDS_PERSON = "needs a person"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"  # no leader decided in time
    MISSED = "missed"  # its moment has passed


class Trouble(StrEnum):
    """Why a post did not go out, as far as is known. `words.py` has the sentences."""

    TOO_LONG = "too long"
    EMPTY = "empty"
    BUSY = "the network is busy"  # 429, or a sure no that may pass
    REFUSED = "the network refused the post"
    RECONNECT = "the account must be connected again"  # 401
    FORBIDDEN = "the account may not post"  # 403
    SUSPENDED = "the account is suspended or locked"
    NO_CREDIT = "no credit is left, or a spending limit is reached"
    DUPLICATE = "the network says it has this already"
    UNCLEAR = "no clear answer"
    ALIKE = "one like it is there, and may be another post"
    PHOTO_LOST = "the bot's copy of a photo is gone"
    RESTORED = "a backup was put back"


class Role(StrEnum):
    GATE = "gate"  # the software itself
    STAFF = "staff"  # may put a draft forward
    AUTHOR = "author"  # of this post
    LEADER = "leader"  # never of a post whose words they wrote
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit trail: who, what step, when, and on which exact post."""

    step: str
    actor: str
    role: Role
    at: datetime
    fingerprint: str
    was: State
    to: State
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """A leader's yes to exact words, photos and descriptions."""

    by: str
    at: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Post:
    """A draft on its way. `version` grows by one with every step taken.

    `editors` are the people other than the author who changed its words. `agreed` is
    the first yes, where two leaders have to approve it.
    `dropped` are the ids of copies of photos that it held once, and has no more.
    `last` is the latest step; `goes_out` is set from WAITING on; `intent_at` is
    when the network was first asked; `link` is the public address once it is out.
    """

    id: str
    school: str
    author: str
    draft: Draft
    created_at: datetime
    state: State = State.DRAFT
    version: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    safe: str = ""
    editors: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    agreed: Approval | None = None
    approval: Approval | None = None
    reason: str = ""
    goes_out: datetime | None = None
    intent_at: datetime | None = None
    attempts: int = 0
    link: str = ""
    trouble: Trouble | None = None
    last: Entry | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex, of the exact words, photos and descriptions."""
        photos = [(p.digest, p.alt) for p in self.draft.photos]
        return sha256(repr((self.draft.text, photos)).encode()).hexdigest()
