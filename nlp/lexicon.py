"""How common a word is, and how many children bear a name (made by training/)."""

import gzip
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_ALL_WORDS = 900_000.0  # what words.tsv.gz adds up to, about
_BABIES_A_WORD = 200.0  # so many babies weigh as much as one count of a word
_LONGEST = 20  # letters in a word
LONGEST_RUN = 60  # letters that are split at all


@cache
def words() -> dict[str, int]:
    """Common English words, lower case, and their counts."""
    return _load("words.tsv.gz")


@cache
def first_names() -> dict[str, int]:
    """First names, lower case, and how many babies were given them."""
    return _load("first_names.tsv.gz")


@cache
def short_forms() -> dict[str, list[str]]:
    """What a first name is shortened to."""
    return {name: forms.split() for name, forms in _pairs("short_forms.tsv.gz")}


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of the list `name`.txt."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_known(word: str) -> bool:
    return word in words() or word in first_names()


def split(run: str) -> list[str]:
    """Split letters written without spaces into the likeliest words.

    "welldonejosh" is "well", "done", "josh". The parts, joined, are `run` again,
    in its own case. Longer runs than `LONGEST_RUN` come back whole.
    """
    if len(run) > LONGEST_RUN:
        return [run]
    lower = run.lower() if len(run.lower()) == len(run) else run
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lower) + 1):
        best.append(
            max(
                (best[start][0] + _likelihood(lower[start:end]), start)
                for start in range(max(0, end - _LONGEST), end)
            )
        )
    parts: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        parts.append(run[start:end])
        end = start
    return parts[::-1]


def _likelihood(word: str) -> float:
    count = max(words().get(word, 0), first_names().get(word, 0) / _BABIES_A_WORD)
    if count:
        return math.log10(count / _ALL_WORDS)
    return math.log10(0.1 / _ALL_WORDS) - len(word)


def _load(name: str) -> dict[str, int]:
    return {word: int(count) for word, count in _pairs(name)}


def _pairs(name: str) -> Iterator[list[str]]:
    lines = gzip.decompress((_FOLDER / name).read_bytes()).decode().splitlines()
    return (line.split("\t") for line in lines)
