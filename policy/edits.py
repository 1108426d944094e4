"""Changes to a text, by place: plain data, and putting them in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE_START = re.compile(r"""(?:^|(?<!\.)[.!?]["'\u2019\u201d)]*\s+|\n)[^\w@#]*$""")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in place of text[start:end]."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit put in; where two meet, the first to start stands."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= at:
            parts += [text[at : edit.start], edit.new]
            at = edit.end
    return "".join([*parts, text[at:]])


def begins_sentence(text: str, at: int) -> bool:
    """Whether the word at this place is the first of a sentence or a line."""
    return bool(SENTENCE_START.search(text[:at]))


def dropped(text: str, start: int, end: int) -> Edit:
    """Take these words out, with the space that they leave behind."""
    if start > 0 and text[start - 1] in " \t":
        start -= 1
    elif text[end : end + 1] in {" ", "\t"}:
        end += 1
    first = text[end : end + 1]
    if first.islower() and begins_sentence(text, start) and text[start].isupper():
        return Edit(start, end + 1, first.upper())
    return Edit(start, end, "")
