"""What the lists and the letters say of each word, for the tagger to weigh."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.lexicon import names
from nlp.normalise import Inside, Word
from nlp.spelling import plain

NOTABLE = "notable.npy"
_FOLDER = Path(__file__).parent / "gazetteer"

# One column each, with the number of values it may take.
COLUMNS = {
    "shape": 10,
    "inside": 6,
    "before": 5,
    "first_name": 9,
    "surname": 3,
    "notable": 6,
    "text_case": 4,
}
# The columns that a list speaks through; training sometimes takes them away.
LISTS = tuple(
    i for i, c in enumerate(COLUMNS) if c in {"first_name", "surname", "notable"}
)
SLIP = 8  # value of `first_name` for one slip away from a common name

_LONGEST_PHRASE = 5
_REMEMBERED = 10_000  # words: a bot that runs for months must not keep every one
_COMMON_NAME = 3000  # babies: only names so common are looked for behind a slip
_SHORTEST_SLIP = 4
_SMALL = {"of", "the", "and", "de", "da", "von", "van", "al", "bin", "in", "to"}


def phrase_key(phrase: str) -> int:
    return int.from_bytes(blake2b(phrase.encode(), digest_size=8).digest(), "little")


@cache
def _notable() -> NDArray[np.uint64]:
    return np.load(_FOLDER / NOTABLE)


@cache
def _common() -> frozenset[str]:
    return frozenset(n for n, (babies, _) in names().items() if babies >= _COMMON_NAME)


def evidence(words: Sequence[Word]) -> NDArray[np.int64]:
    """One row a word, one column for each of `COLUMNS`."""
    rows = np.zeros((len(words), len(COLUMNS)), dtype=np.int64)
    keys = [plain(word.folded) for word in words]
    case = _text_case(words)
    famous = _phrases(keys)
    for i, (word, key) in enumerate(zip(words, keys, strict=True)):
        first, last = _listed(key)
        rows[i] = (
            _shape(word.folded),
            _inside(word),
            _before(words, i),
            first,
            last,
            famous[i],
            case,
        )
    return rows


def _listed(key: str) -> tuple[int, int]:
    babies, last = _look_up(key)
    if babies:
        return min(7, 1 + int(math.log10(babies) * 1.3)), last
    return (SLIP if not last and _slip(key) else 0), last


def _look_up(key: str) -> tuple[int, int]:
    if key in names():
        return names()[key]
    if "-" in key:
        parts = [names().get(part, (0, 0)) for part in key.split("-")]
        return min(p[0] for p in parts), max(p[1] for p in parts)
    return 0, 0


@lru_cache(_REMEMBERED)
def _slip(key: str) -> bool:
    """Whether one letter too few, too many, wrong or swapped makes a common name."""
    if len(key) < _SHORTEST_SLIP or not key.isalpha():
        return False
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    near = {a + b[1:] for a, b in cuts if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    letters = "abcdefghijklmnopqrstuvwxyz"
    near |= {a + c + b for a, b in cuts for c in letters}
    near |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    return not near.isdisjoint(_common())


def _phrases(keys: Sequence[str]) -> list[int]:
    """For each word: 0, or how it stands in the longest notable phrase around it.

    1 a notable word alone, 2 in a phrase of two words, 3 of three, 4 of more, 5 a
    lone small word in one.
    """
    spans = [
        (start, length)
        for start in range(len(keys))
        for length in range(1, min(_LONGEST_PHRASE, len(keys) - start) + 1)
        if keys[start] not in _SMALL and keys[start][:1].isalnum()
    ]
    found = [0] * len(keys)
    if not spans:
        return found
    asked = np.array(
        [phrase_key(" ".join(keys[s : s + n])) for s, n in spans], dtype=np.uint64
    )
    at = np.minimum(np.searchsorted(_notable(), asked), len(_notable()) - 1)
    hits = _notable()[at] == asked
    for (start, length), hit in zip(spans, hits, strict=True):
        if hit:
            for i in range(start, start + length):
                value = 5 if keys[i] in _SMALL else min(length, 4)
                found[i] = max(found[i], value)
    return found


def _shape(word: str) -> int:  # noqa: PLR0911 - a table of shapes
    if word.isdigit():
        return 6
    if any(c.isdigit() for c in word):
        return 7
    if not any(c.isalpha() for c in word):
        return 8 if len(word) == 1 and ord(word) > 0x2000 else 9  # noqa: PLR2004 - emoji
    if word.islower():
        return 1
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return 2
    return 5 if word[0].isupper() else 0


def _inside(word: Word) -> int:
    if word.inside is Inside.NONE:
        return 5 if word.text.lower() != word.folded.lower() else 0
    return list(Inside).index(word.inside)


def _before(words: Sequence[Word], i: int) -> int:
    """0 first of all, 1 first of a sentence, 2 after a mark, 3 a word, 4 glued on."""
    if i == 0:
        return 0
    before = words[i - 1]
    if before.folded in {".", "!", "?", "…"}:
        return 1
    if before.end == words[i].start and words[i].folded[:1].isalnum():
        return 4
    return 3 if before.folded[-1:].isalnum() else 2


def _text_case(words: Sequence[Word]) -> int:
    letters = [w.folded for w in words if w.folded.isalpha() and len(w.folded) > 1]
    if not letters:
        return 0
    if all(w.islower() for w in letters):
        return 1
    share = sum(w.isupper() for w in letters) / len(letters)
    return 2 if share > 0.8 else 3  # noqa: PLR2004
