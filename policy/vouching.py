"""What the school, or its people, have said of a name: that it is nobody's child."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.reading import Kind, Mention, Reading
from policy import context
from policy.naming import (
    APOSTROPHES,
    OWNER,
    form_of,
    is_doubtful,
    is_settled,
    names_in,
)
from policy.terms import Case, ClaimKind, School

# A word may begin or end inside a hashtag: "#GoAustenHouse".
_BEGINS, _ENDS = (
    r"(?:(?<![^\W_])|(?-i:(?<=[a-z\d])(?=[A-Z])))",
    r"(?:(?![^\W_])|(?-i:(?<=[a-z])(?=[A-Z\d])))",
)
_BETWEEN = r"[\s_.-]*"


def vouched(words: Mention, reading: Reading, school: School) -> bool:
    """Whether the school has said that these words, as they stand, are no child's.

    "Elmer the Bear" vouches for the Elmer of that phrase, not for every Elmer, and
    gives way to the roll and to a pupil's context ("Matilda in Year 2"). Only a form
    that is no pupil's, such as "Mrs Taylor", stands whatever is around it.
    """
    if _covered(words, reading.text, school.beyond_doubt):
        return True
    if is_settled(words) or not _covered(words, reading.text, school.vouched):
        return False
    return words.kind is not Kind.NAME or not in_pupils_context(words, reading, school)


def is_claimed(name: Mention, case: Case) -> bool:
    """Whether its author says that it is not a child, and may say so."""
    claims = case.draft.claims_of(ClaimKind.NOT_A_CHILD)
    return is_doubtful(name) and form_of(name.text) in {
        form_of(c.about) for c in claims
    }


def is_remembered(name: Mention, reading: Reading, case: Case) -> bool:
    """Whether a leader agreed to that once, and nothing here says otherwise.

    It helps where an author might have said so again, and no further: neither where
    the reader is sure, nor on the roll, nor in a pupil's context.
    """
    return (
        is_doubtful(name)
        and form_of(name.text) in case.remembered
        and not in_pupils_context(name, reading, case.school)
    )


def doubted(case: Case) -> frozenset[str]:
    """The form of each name that the school may have something to remember of."""
    return frozenset(
        form_of(name.text) for name, _ in _names(case) if is_doubtful(name)
    )


def agreed(case: Case) -> frozenset[str]:
    """What a leader who says yes to this draft agrees are not children's names.

    Only where nothing makes it a pupil's: "Year 4's Ruth" may be a teacher, but that
    is no reason to take the next Ruth for one.
    """
    return frozenset(
        form_of(name.text)
        for name, reading in _names(case)
        if is_claimed(name, case)
        and not vouched(name, reading, case.school)
        and not in_pupils_context(name, reading, case.school)
    )


def _names(case: Case) -> Iterator[tuple[Mention, Reading]]:
    for reading in (case.reading, *case.alts, *case.seen):
        for name in names_in(reading):
            yield name, reading


def in_pupils_context(name: Mention, reading: Reading, school: School) -> bool:
    """Whether what stands around the name says that it is a pupil's.

    A class, an age or a family beside it, or beside the list that it stands in.
    """
    text, (start, end) = reading.text, _listed(name, reading)
    if any(c.search(text[:start]) for c in context.PUPIL_BEFORE):
        return True
    if any(c.match(text, end) for c in context.PUPIL_AFTER):
        return True
    return any(
        before.search(text[:start]) or after.match(text, end)
        for before, after in map(_beside_class, sorted(school.classes))
    )


def _listed(name: Mention, reading: Reading) -> tuple[int, int]:
    """Where the list of names begins and ends in which this one stands."""
    text, start, end = reading.text, name.start, name.end
    names = names_in(reading)
    for other in names:
        if other.start >= end and _joined(text[end : other.start]):
            end = other.end
    for other in reversed(names):
        if other.end <= start and _joined(text[other.end : start]):
            start = other.start
    return start, end


def _joined(gap: str) -> bool:
    return "\n" not in gap and bool(context.LIST_GAP.fullmatch(gap))


@cache
def _beside_class(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a class of this name stands before a pupil's name, and after it."""
    called = rf"{re.escape(name.removesuffix('s'))}s?\b"
    return context.class_before(called), context.class_after(called)


def _covered(words: Mention, text: str, phrases: frozenset[str]) -> bool:
    """Whether the words stand in one of the phrases, as it stands in the text."""
    plain = text.translate(APOSTROPHES)
    owner = OWNER.search(plain, words.start, words.end)
    end = owner.start() if owner else words.end
    return any(
        found.start() <= words.start and end <= found.end()
        for phrase in phrases
        for found in _pattern(phrase).finditer(plain)
    )


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = phrase.translate(APOSTROPHES).split()
    joined = _BETWEEN.join(re.escape(word) for word in words)
    return re.compile(f"{_BEGINS}{joined}{_ENDS}", re.IGNORECASE)
