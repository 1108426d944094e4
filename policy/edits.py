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


def unchanged(text: str, start: int, end: int) -> Edit:
    """Where nothing good can be put: the words stay, and no safe version is offered."""
    return Edit(start, end, text[start:end])


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


def cased(text: str, phrase: str, at: int, instead_of: tuple[int, int]) -> str:
    """The phrase as it is to stand at this place: in capitals, or with one, or none."""
    if _shouted(text, *instead_of):
        return phrase.upper()
    if any(c.isupper() for c in text) and begins_sentence(text, at):
        return phrase[:1].upper() + phrase[1:]
    return phrase


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around text[start:end] are all in capitals."""
    left = re.findall(r"[^\W\d_]{2,}", text[:start])[-2:]
    right = re.findall(r"[^\W\d_]{2,}", text[end:])[:2]
    words = left if text[start:end].isupper() and left else left + right
    return bool(words) and all(word.isupper() for word in words)


def dropped(text: str, start: int, end: int) -> Edit:
    """Take these words out, with the space that they leave behind."""
    if start > 0 and text[start - 1] in " \t":
        start -= 1
    elif text[end : end + 1] in {" ", "\t"}:
        end += 1
    first = text[end : end + 1]
    led = text[start:end].lstrip("#")[:1]
    if first.islower() and begins_sentence(text, start) and led.isupper():
        return Edit(start, end + 1, first.upper())
    return Edit(start, end, "")
