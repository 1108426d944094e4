"""How a manner is told by its wording: books of phrases, in nlp/phrases/.

A book is plain text, to be read and mended by people. Under a `[reason]` stands one
phrase a line: a regex of whole words, in which a space is any white space and `<role>`
is what a line `<role> = ...` above says; small letters stand for capitals too, but
inside `(?-i:...)`. What stands under `[unless]` only looks so. Repeats are bounded, so
that a book takes linear time on any text.

These are regexes of the standard library, not of `regex`: through a thousand phrases
of small letters in a small text it goes five times faster.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from nlp.folding import Folded
from nlp.reading import Kind, Mention

_FOLDER = Path(__file__).parent / "phrases"
_UNLESS = "unless"
_CASED = "(?-i:"
_DEFINITION = re.compile(r"(<[a-z ]+>) = (.+)")
_USE = re.compile(r"<[a-z ]+>(?!\w)")
_SPACE = re.compile(r"\[(?:[^\]\\]|\\.)*\]| \??")
Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look for in the text in small letters, and those in which capitals
    tell, to look for in the text itself."""

    small: Pattern | None
    cased: Pattern | None

    @classmethod
    def of(cls, listed: Iterable[str]) -> Self:
        small, cased = list[str](), list[str]()
        for phrase in listed:
            (cased if _CASED in phrase else small).append(phrase)
        return cls(_whole_words(small), _whole_words(cased, re.IGNORECASE))

    def spans(self, text: Folded) -> Iterator[tuple[int, int]]:
        for pattern, letters in ((self.small, text.small), (self.cased, text.text)):
            if pattern:
                yield from (found.span() for found in pattern.finditer(letters))


@dataclass(frozen=True, slots=True)
class Book:
    """The wording that shows one manner: phrases by the reason they give."""

    reasons: dict[str, Phrases]
    unless: Phrases

    def find(self, text: Folded, kind: Kind) -> Iterator[Mention]:
        """Each place that shows it, but for those inside an innocent phrase."""
        innocent = list(self.unless.spans(text))
        for why, phrases in self.reasons.items():
            for start, end in phrases.spans(text):
                if not any(first < end and start < last for first, last in innocent):
                    yield text.mention(kind, start, end, why=why)


@cache
def book(name: str) -> Book:
    """The book of phrases `name`."""
    phrases: dict[str, list[str]] = {}
    defined: dict[str, str] = {}
    reason = ""
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if definition := _DEFINITION.fullmatch(line):
            defined[definition[1]] = _expand(definition[2], defined)
        elif line.startswith("[") and line.endswith("]"):
            reason = line[1:-1]
        else:
            phrases.setdefault(reason, []).append(_expand(line, defined))
    unless = Phrases.of(phrases.pop(_UNLESS, ()))
    return Book({why: Phrases.of(listed) for why, listed in phrases.items()}, unless)


def _expand(phrase: str, defined: dict[str, str]) -> str:
    return _USE.sub(lambda use: defined.get(use[0], use[0]), phrase)


def _white_space(found: re.Match[str]) -> str:
    if found[0].startswith("["):
        return found[0]
    return r"\s?" if found[0].endswith("?") else r"\s{1,3}"


def _whole_words(phrases: list[str], flags: re.RegexFlag = re.NOFLAG) -> Pattern | None:
    joined = _SPACE.sub(_white_space, "|".join(phrases))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", flags) if phrases else None
