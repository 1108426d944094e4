"""Which names there are, and of which of them an author may say 'not a child'."""

import re
import unicodedata
from dataclasses import replace

from nlp.reading import Kind, Mention, Reading

SURE = 0.8  # from here on the reader's word stands; below it the author may argue

# A name on the roll, or with a class or year beside it, is a child's whoever says no.
SETTLED = re.compile(r"\b(roll|class|year)\b", re.IGNORECASE)
APOSTROPHES = str.maketrans("\u2018\u2019", "''")
OWNER = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)  # "Florence's", "Silas'"


def is_settled(name: Mention) -> bool:
    return bool(SETTLED.search(name.why))


def is_doubtful(name: Mention) -> bool:
    """Whether the author may say that this is not a child."""
    return name.sure < SURE and not is_settled(name)


def form_of(name: str) -> str:
    """The name as one school remembers it: "FLORENCE'S" and "Florence" are the same."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(APOSTROPHES)
    return " ".join(OWNER.sub("", plain).split())


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
