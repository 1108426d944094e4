"""What a text can be read for: plain data, no opinion."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The sorts of thing that are looked for."""

    # who and what is named
    NAME = "name"  # taken for a child's name
    STAFF = "staff"  # a titled adult
    FIGURE = "figure"  # a public or fictional person
    PLACE = "place"  # a place, house, class, organisation or brand
    INITIALS = "initials"

    # things with a fixed shape
    HANDLE = "handle"
    HASHTAG = "hashtag"
    LINK = "link"
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"  # a postcode, or a house number and street
    BIRTH_DATE = "date of birth"
    EMOJI = "emoji"
    EMOJI_WORD = "emoji for a word"  # one without which the sentence says less
    FANCY = "fancy letters"  # fake bold or italic that a screen reader spells out
    LONG_SENTENCE = "long sentence"  # over 25 words

    # manner
    PROFANITY = "profanity"  # profanity, abuse or discrimination
    TARGETED = "targeted"  # aimed at one person whom nobody names
    SAYING = "saying"  # one child's words, passed on
    TONE = "tone"  # complaint, sarcasm, argument, politics, advertising
    PRIVATE = "private"  # medical, SEND, behaviour, care... of one child
    GRAVE = "grave"  # accident, illness, police, bereavement
    DISCLOSURE = "disclosure"  # words like a child disclosing harm
    CHANNEL = "channel"  # news that every family needs, or for one family
    REPLY = "reply"  # wording that answers somebody
    KIT = "kit"  # swimming, gymnastics or PE: children in few clothes


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of a text, and what it is.

    `start` and `end` are code points into the text as given, end exclusive;
    `text` is exactly that slice. `sure` is the reader's certainty, 0 to 1,
    calibrated for names. `why` says what gave it away, in plain words ("in a
    hashtag", "on the roll"). `mend` is a better form of the same words, if any.
    """

    kind: Kind
    text: str
    start: int
    sure: float = 1.0
    why: str = ""
    mend: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text, in order of appearance."""

    text: str
    mentions: tuple[Mention, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Mention, ...]:
        return tuple(m for m in self.mentions if m.kind in kinds)
