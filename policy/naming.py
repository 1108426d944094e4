"""Which names stand for a child, and who may say that they do not."""

import re
from dataclasses import replace

from nlp.reading import Kind, Mention, Reading
from policy.terms import School

SURE = 0.8  # from here on the reader's word stands; below it the author may argue

# A name on the roll, or with a class or year beside it, is a child's whoever says no.
SETTLED = re.compile(r"\b(roll|class|year)\b", re.IGNORECASE)


def is_settled(name: Mention) -> bool:
    return bool(SETTLED.search(name.why))


def is_doubtful(name: Mention) -> bool:
    """Whether the author may say that this is not a child."""
    return name.sure < SURE and not is_settled(name)


def names_in(reading: Reading) -> list[Mention]:
    """The names, in order; those that overlap are one, as sure as the surest."""
    names: list[Mention] = []
    for name in sorted(reading.of(Kind.NAME), key=lambda m: m.start):
        if names and name.start < names[-1].end:
            names[-1] = _joined(names[-1], name, reading.text)
        else:
            names.append(name)
    return names


def _joined(one: Mention, other: Mention, text: str) -> Mention:
    surest = max(one, other, key=lambda m: (is_settled(m), m.sure))
    whole = text[one.start : max(one.end, other.end)]
    return replace(surest, text=whole, start=one.start)


def vouched(words: Mention, reading: Reading, school: School) -> bool:
    """Whether the school has said that these words, as they stand, are no child's.

    "Elmer the Bear" vouches for the Elmer of that phrase, not for every Elmer, and
    nothing vouches for a name on the roll or beside a class ("Matilda in Year 2").
    """
    if is_settled(words):
        return False
    wanted = words.text.casefold()
    return any(
        wanted in phrase and _stands_in(phrase, words, reading.text)
        for phrase in school.vouched
    )


def _stands_in(phrase: str, words: Mention, text: str) -> bool:
    whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
    return any(
        at.start() <= words.start and words.end <= at.end()
        for at in whole.finditer(text)
    )
