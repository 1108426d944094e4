"""The terms of the policy: what is judged, by what, and with what result."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nlp.reading import Reading
from vision.looking import Box, Look


class ClaimKind(StrEnum):
    """What an author may say of a draft, for the leader to confirm."""

    NOT_A_CHILD = "not a child"
    EVENT = "school event"  # clause 4.2: may go out outside hours
    URGENT = "urgent school news"  # clause 4.2
    ADULT = "adult"  # the one face in a photo is no child's
    RECOGNISABLE = "recognisable"  # who can be recognised in a photo


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the author says; `about` is the words it is about, if any.

    `what` says what they are, where they are not a child: staff, place... Of a photo,
    `about` is its digest, so that another photo needs another claim; where it is
    RECOGNISABLE, `what` is a Recognisable.
    """

    kind: ClaimKind
    about: str = ""
    what: str = ""


class Recognisable(StrEnum):
    """How many people can be recognised in a photo, as its author says."""

    NOBODY = "nobody"
    ONE = "one"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Photo:
    """One cleaned photo; `id` finds its bytes, `digest` is their SHA-256 in hex.

    `blurred_from` is the id of the photo as it was before parts of it were hidden.
    """

    id: str
    digest: str
    alt: str = ""
    look: Look | None = None
    blurred_from: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member of staff would like the school to post."""

    text: str
    photos: tuple[Photo, ...] = ()
    claims: tuple[Claim, ...] = ()

    def claims_of(self, *kinds: ClaimKind) -> tuple[Claim, ...]:
        return tuple(c for c in self.claims if c.kind in kinds)

    def claim_on(self, photo: Photo, kind: ClaimKind) -> Claim | None:
        """What its author says of exactly this photo."""
        claims = (c for c in self.claims_of(kind) if c.about == photo.digest)
        return next(claims, None)


@dataclass(frozen=True, slots=True)
class School:
    """What the policy needs to know about this school.

    `vouched` are words and phrases, casefolded, that are nobody's child here:
    staff, houses, classes, mascots, partners. Those `beyond_doubt` are so even where a
    pupil has such a name: "mrs taylor", "austen house". `classes` are the names of
    classes: beside a name they make it a pupil's. `no_faces` is a school that wants
    no recognisable face in any photo; `two_leaders` is one where a few kinds of photo
    need two; `tells_lead` is one whose safeguarding lead is told of a disclosure.
    """

    name: str = ""
    vouched: frozenset[str] = frozenset()
    no_faces: bool = False
    two_leaders: bool = True
    tells_lead: bool = False
    beyond_doubt: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()


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
    description or pixels are meant; `start` and `end` are then into that text. Of
    pixels, `box` is where in the picture the words stand.
    `arguable` findings may be answered with a claim ("this is not a child"). Where it
    is `two_leaders`, one leader's yes is not enough. A `disclosure` is words like a
    child telling of harm.
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
    two_leaders: bool = False
    box: Box | None = None
    disclosure: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What is before the policy.

    `alts` are the readings of the photos' descriptions, one a photo, in order, and
    `seen` those of the words that can be read in the photos (`Look.text`).
    `posted_before` is when these very words were last posted, within 90 days.
    `remembered` are the names in it, as `form_of` has them, of which a leader agreed
    on an earlier draft that they are not children's.
    """

    draft: Draft
    reading: Reading
    school: School
    alts: tuple[Reading, ...] = ()
    posted_before: datetime | None = None
    seen: tuple[Reading, ...] = ()
    remembered: frozenset[str] = frozenset()


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
class AuthorQuestion:
    """One numbered clause that the author is asked, of each of these photos.

    `prompt` has a place for the photo's `{number}`, which counts from 1.
    """

    number: str
    wording: str
    prompt: str
    photos: Callable[[Draft], Iterable[int]]
    duty: Duty = Duty.ASK


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
    """A question as put to one draft's leader; to its author, of one photo."""

    clause: str
    prompt: str
    photo: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the policy says about one draft: findings in order of the policy.

    `questions` are for the leader. `unanswered` are for its author, and until they are
    answered it goes to no leader.
    """

    findings: tuple[Finding, ...] = ()
    questions: tuple[Asked, ...] = ()
    unanswered: tuple[Asked, ...] = ()

    def of(self, *duties: Duty) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.duty in duties)

    @property
    def two_leaders(self) -> bool:
        """Whether two leaders have to say yes."""
        return any(f.two_leaders for f in self.findings)

    @property
    def disclosure(self) -> bool:
        """Whether it sounds like a child telling of harm."""
        return any(f.disclosure for f in self.findings)

    @property
    def outcome(self) -> Outcome:
        if self.of(Duty.MUST):
            return Outcome.BLOCK
        return Outcome.REVIEW if self.of(Duty.SHOULD) else Outcome.PASS
