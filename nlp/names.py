"""Who and what is named: what the model says of each word, made into mentions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import regex

from nlp import lexicon
from nlp.normalise import Inside, Word
from nlp.reading import Kind, Mention
from nlp.tagger import FOLDER, Tagging

_CLASS = regex.compile(
    r"(?:y|yr|p|ks)?\d{1,2}[a-z]{0,2}|year|reception|nursery|eyfs|class", regex.I
)
_JOINS = frozenset({",", "&", "+", "and", "/", "•", "|", ";"})
_OTHERS = {
    "staff": Kind.STAFF,
    "figure": Kind.FIGURE,
    "place": Kind.PLACE,
    "initials": Kind.INITIALS,
}
_WITHIN = {
    Inside.HASHTAG: "in a hashtag",
    Inside.HANDLE: "in somebody's @name",
    Inside.LINK: "in a link",
    Inside.FILE: "in the name of a file",
}
_A_NAME = 100  # babies from which a word is called a first name
_BREAKS = frozenset("\n\r\t,/;|•")


@dataclass(frozen=True, slots=True)
class Decision:
    """When a chance is enough; chosen by training/calibrate.py.

    `name`: least chance that a word is a child's or an unnamed grown-up's first
    name. `kind`: the same for the other kinds. `sure`: pairs of (chance of a child,
    share of true children there), rising. `heads`: least chance of each label.
    """

    name: float
    kind: float
    sure: tuple[tuple[float, float], ...]
    heads: Mapping[str, float]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        read = json.loads((folder / "decision.json").read_text("utf-8"))
        sure = tuple((float(a), float(b)) for a, b in read["sure"])
        return cls(read["name"], read["kind"], sure, read["heads"])

    def certainty(self, chance: float) -> float:
        """The share of true children's names among words of this chance."""
        chances, shares = zip(*self.sure, strict=True)
        return round(float(np.interp(chance, chances, shares)), 3)


def find_names(
    text: str, words: Sequence[Word], tagging: Tagging, decision: Decision
) -> Iterator[Mention]:
    """Names, staff, figures, places and initials, in order, never overlapping.

    A name of which the model thinks rather that it is a grown-up's comes out as a
    name that is not sure: nothing but a person can tell the two apart.
    """
    kinds = _kinds(words, tagging, decision)
    child = tagging.of("child")
    at = 0
    while at < len(words):
        end = at + 1
        kind = kinds[at]
        if kind is None:
            at = end
            continue
        while end < len(words) and kinds[end] is kind and _joined(text, words, end):
            end += 1
        start, stop = words[at].start, words[end - 1].end
        sure, why = 1.0, ""
        if kind is Kind.NAME:
            sure = decision.certainty(float(child[at:end].max()))
            why = _why(words, kinds, at, end)
        yield Mention(kind, text[start:stop], start, sure, why)
        at = end


def _kinds(
    words: Sequence[Word], tagging: Tagging, decision: Decision
) -> list[Kind | None]:
    named = tagging.of("child") + tagging.of("adult") >= decision.name
    kinds: list[Kind | None] = [Kind.NAME if n else None for n in named]
    for name, kind in _OTHERS.items():
        for i in np.flatnonzero(~named & (tagging.of(name) >= decision.kind)):
            kinds[i] = kind
    for at, kind in enumerate(kinds):
        if kind and not _stands(words, kinds, at):
            kinds[at] = None
    return kinds


def _stands(words: Sequence[Word], kinds: Sequence[Kind | None], at: int) -> bool:
    """A mark or a letter alone is no name, but goes on with one: "Ella-Mae B".

    What stands before it was asked first: in "P.E." nothing does.
    """
    reads = words[at].folded
    letters = sum(c.isalpha() for c in reads)
    return letters > 1 or (
        at > 0 and kinds[at - 1] is kinds[at] and words[at - 1].folded[:1].isalpha()
    )


def _joined(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` goes on with the one before it."""
    before, word = words[at - 1], words[at]
    between = text[before.end : word.start]
    return before.inside is word.inside and not _BREAKS & set(between + word.text)


def _why(words: Sequence[Word], kinds: Sequence[Kind | None], at: int, end: int) -> str:
    word = words[at]
    listed = _listed(words, kinds, at - 1, -1) or _listed(words, kinds, end, 1)
    hidden = any(w.folded.isalpha() and not w.text.isalpha() for w in words[at:end])
    reasons = (
        (word.inside in _WITHIN, _WITHIN.get(word.inside, "")),
        (hidden, "a name with its letters hidden"),
        (_before_class(words, end), "a first name before a class"),
        (at > 0 and words[at - 1].folded.lower() == "by", "a name after 'by'"),
        (listed, "a name in a list"),
        (lexicon.babies(word.folded) >= _A_NAME, "a first name"),
    )
    return next((why for true, why in reasons if true), "used as a name")


def _before_class(words: Sequence[Word], end: int) -> bool:
    rest = [w.folded for w in words[end : end + 2] if w.folded not in {"(", "in", ","}]
    return bool(rest) and _CLASS.fullmatch(rest[0]) is not None


def _listed(
    words: Sequence[Word], kinds: Sequence[Kind | None], at: int, step: int
) -> bool:
    """Whether another name stands past the mark or "and" at `at`."""
    return (
        0 <= at + step < len(words)
        and 0 <= at < len(words)
        and words[at].folded.lower() in _JOINS
        and kinds[at + step] is Kind.NAME
    )
