"""The terms of the policy: what is judged, by what, and with what result."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nlp.reading import Reading
from vision.looking import Look


class ClaimKind(StrEnum):
    """What an author may say of a draft, for the leader to confirm."""

    NOT_A_CHILD = "not a child"
    EVENT = "school event"  # clause 4.2: may go out outside hours
    URGENT = "urgent school news"  # clause 4.2


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the author says; `about` is the words it is about, if any.

    `what` says what they are, where they are not a child: staff, place...
    """

    kind: ClaimKind
    about: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """One cleaned photo; `id` finds its bytes, `digest` is their SHA-256 in hex."""

    id: str
    digest: str
    alt: str = ""
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member of staff would like the school to post."""

    text: str
    photos: tuple[Photo, ...] = ()
    claims: tuple[Claim, ...] = ()

    def claims_of(self, *kinds: ClaimKind) -> tuple[Claim, ...]:
        return tuple(c for c in self.claims if c.kind in kinds)


@dataclass(frozen=True, slots=True)
class School:
    """What the policy needs to know about this school.

    `vouched` are words and phrases, casefolded, that are nobody's child here:
    staff, houses, mascots, partners.
    """

    name: str = ""
    vouched: frozenset[str] = frozenset()


class Duty(StrEnum):
    """How a clause binds, in the policy's own words."""

    MUST = "must"  # a breach sends the draft back
    SHOULD = "should"  # a breach is shown to author and leader
    NOTE = "note"  # shown, and delays nothing
    ASK = "ask"  # only a person can judge it
    KEEP = "keep"  # not about one draft


class Outcome(StrEnum):
    BLOCK = "block"  # a must is broken
    REVIEW = "review"  # a should is broken
    PASS = "pass"  # noqa: S105 - a verdict, not a password


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: which clause, which words, and what to do about it.

    `photo` is None for the draft's own words, else the index of the photo whose
    description or pixels are meant; `start` and `end` are then into that text.
    `arguable` findings may be answered with a claim ("this is not a child").
    """

    clause: str
    duty: Duty
    advice: str
    start: int = 0
    end: int = 0
    text: str = ""
    why: str = ""
    photo: int | None = None
    arguable: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What is before the policy.

    `alts` are the readings of the photos' descriptions, one a photo, in order.
    `posted_before` is when these very words were last posted, within 90 days.
    """

    draft: Draft
    reading: Reading
    school: School
    alts: tuple[Reading, ...] = ()
    posted_before: datetime | None = None


Check = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause that code can judge."""

    number: str
    duty: Duty
    wording: str
    check: Check


@dataclass(frozen=True, slots=True)
class Question:
    """One numbered clause that only a person can judge: a tick on a card."""

    number: str
    wording: str
    prompt: str
    applies: Callable[[Draft], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Promise:
    """One numbered clause that no draft can break: the product keeps it.

    `kept` says how, for the reader of the policy. `duty` is KEEP, but for a must
    or an ask that is kept by the way the product is built.
    """

    number: str
    wording: str
    kept: str
    duty: Duty = Duty.KEEP


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as put to one draft's leader."""

    clause: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the policy says about one draft: findings in order of the policy."""

    findings: tuple[Finding, ...] = ()
    questions: tuple[Asked, ...] = ()

    def of(self, *duties: Duty) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.duty in duties)

    @property
    def outcome(self) -> Outcome:
        if self.of(Duty.MUST):
            return Outcome.BLOCK
        return Outcome.REVIEW if self.of(Duty.SHOULD) else Outcome.PASS
