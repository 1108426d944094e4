"""How common a word is, and how many children bear a name (made by training/)."""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nlp.spelling import plain

_FOLDER = Path(__file__).parent / "words"
NAMES = Path(__file__).parent / "gazetteer" / "names.tsv.gz"


@cache
def words() -> dict[str, int]:
    """Common English words, lower case, and their counts."""
    return {word: int(count) for word, count in _rows(_FOLDER / "words.tsv.gz")}


@cache
def names() -> dict[str, tuple[int, int]]:
    """Plain name -> (babies given it as a first name, how usual a surname 0 to 2)."""
    return {name: (int(first), int(last)) for name, first, last in _rows(NAMES)}


def babies(name: str) -> int:
    """How many babies were given this word as a first name, about."""
    return names().get(plain(name), (0, 0))[0]


@cache
def short_forms() -> dict[str, list[str]]:
    """What a first name is shortened to."""
    return {
        name: forms.split() for name, forms in _rows(_FOLDER / "short_forms.tsv.gz")
    }


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of the list `name`.txt."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_known(word: str) -> bool:
    return word in words() or babies(word) > 0


def _rows(path: Path) -> Iterator[list[str]]:
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return (line.split("\t") for line in lines)
