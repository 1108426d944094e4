"""How a manner is told by its wording: books of phrases, in nlp/phrases/.

A book is plain text, to be read and mended by people. Under a `[reason]` stands one
phrase a line: a regex of whole words, in which a space is any white space and `<role>`
is what a line `<role> = ...` above says. What stands under `[unless]` only looks so.
Repeats are bounded, so that a book takes linear time on any text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from nlp.folding import Folded
from nlp.reading import Kind, Mention

_FOLDER = Path(__file__).parent / "phrases"
_UNLESS = "unless"
_DEFINITION = regex.compile(r"(<[a-z ]+>) = (.+)")
_USE = regex.compile(r"<[a-z ]+>(?!\w)")
_SPACE = regex.compile(r"\[(?:[^\]\\]|\\.)*\]| \??")
Pattern = regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Book:
    """The wording that shows one manner: patterns by the reason they give."""

    reasons: dict[str, Pattern]
    unless: Pattern | None

    def find(self, text: Folded, kind: Kind) -> Iterator[Mention]:
        """Each place that shows it, but for those inside an innocent phrase."""
        innocent = (
            [found.span() for found in self.unless.finditer(text.text)]
            if self.unless
            else []
        )
        for why, pattern in self.reasons.items():
            for found in pattern.finditer(text.text):
                start, end = found.span()
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
    reasons = {why: _whole_words(listed) for why, listed in phrases.items()}
    unless = reasons.pop(_UNLESS, None)
    return Book(reasons, unless)


def _expand(phrase: str, defined: dict[str, str]) -> str:
    return _USE.sub(lambda use: defined.get(use[0], use[0]), phrase)


def _white_space(found: regex.Match[str]) -> str:
    if found[0].startswith("["):
        return found[0]
    return r"\s?" if found[0].endswith("?") else r"\s{1,3}"


def _whole_words(phrases: list[str]) -> Pattern:
    joined = _SPACE.sub(_white_space, "|".join(phrases))
    return regex.compile(rf"(?<!\w)(?:{joined})(?!\w)", regex.IGNORECASE)
