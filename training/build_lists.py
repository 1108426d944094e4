"""Build nlp/gazetteer from named sources: `python -m training.build_lists SHARED`.

SHARED is the folder that holds `names/` (see training/README.md). vicary must be
installed. The same sources give the same bytes.
"""

import csv
import gzip
import importlib.resources
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from nlp.evidence import NOTABLE, phrase_key
from nlp.lexicon import NAMES
from nlp.normalise import normalise
from nlp.spelling import plain
from training.posts import HERE

_FOLDER = Path(__file__).parent.parent / "nlp" / "gazetteer"
_UNCOUNTED = 60  # babies that a name counts for where its source gives no number
_LEAST_BABIES = 3
_FEW = 300  # babies
_LONGEST_PHRASE = 5  # words
_PHRASE_TIERS = {"full", "title", "place", "settlement", "short"}
_COMMON_SURNAME_FILES = 2  # sources that hold a surname before it counts as common


def first_names(names: Path) -> dict[str, int]:
    """Plain form of each first name -> babies, about."""
    babies: dict[str, int] = {}

    def add(name: str, count: int) -> None:
        for part in (name, *name.split()):
            key = plain(part)
            if key.isalpha() or "-" in key:
                babies[key] = max(babies.get(key, 0), count)

    for row in _tsv(names / "uk_first_names.tsv"):
        babies[plain(row["name"])] = babies.get(plain(row["name"]), 0) + int(
            row["babies"]
        )
    for row in _csv(names / "forenames_by_country.csv"):
        add(row["Romanized Name"] or row["Localized Name"], _UNCOUNTED)
        add(row["Localized Name"], _UNCOUNTED)
    for row in _csv(names / "nicknames.csv"):
        add(row["name2"], _UNCOUNTED // 2)
    for name in notable_names("given"):
        add(name, _UNCOUNTED)
    return {name: n for name, n in babies.items() if name and n >= _LEAST_BABIES}


def surnames(names: Path) -> dict[str, int]:
    """Plain form of each surname -> 1, or 2 where it is common in some country."""
    known = {
        plain(line): 1
        for line in (names / "surnames.txt").read_text("utf-8").splitlines()
    }
    for row in _csv(names / "surnames_by_country.csv"):
        known[plain(row["Romanized Name"] or row["Localized Name"])] = 2
    return {name: n for name, n in known.items() if name and " " not in name}


def notable(babies: dict[str, int]) -> np.ndarray:
    """Sorted 64-bit keys of the names of notable people, places and works.

    Of our own lists, single words count only where hardly a child bears them.
    """
    phrases = {
        " ".join(plain(word) for word in _parted(phrase).split())
        for tier in _PHRASE_TIERS
        for phrase in notable_names(tier)
    }
    for name in ("figures.txt", "places.txt"):
        for line in (HERE / "lists" / name).read_text("utf-8").splitlines():
            words = normalise(line)
            phrase = " ".join(plain(w.folded) for w in words)
            if line[0] != "#" and (len(words) > 1 or babies.get(phrase, 0) < _FEW):
                phrases.add(phrase)
    keys = [phrase_key(p) for p in phrases if 0 < len(p.split()) <= _LONGEST_PHRASE]
    return np.unique(np.array(keys, dtype=np.uint64))


def _parted(phrase: str) -> str:
    """Parted where `normalise` parts words: "king 's cross", "jean - luc"."""
    return phrase.replace("'s ", " 's ").replace("-", " - ")


def notable_names(tier: str) -> Iterator[str]:
    """The entries of one tier of vicary's list, lower case."""
    data = importlib.resources.files("vicary") / "data" / "notability.txt.gz"
    here = False
    for line in gzip.decompress(data.read_bytes()).decode().splitlines():
        if line.startswith("#!"):
            here = line.split()[:2] == ["#!tier", tier]
        elif here:
            yield line


def _csv(path: Path) -> Iterable[dict[str, str]]:
    return csv.DictReader(path.read_text("utf-8-sig").splitlines())


def _tsv(path: Path) -> Iterable[dict[str, str]]:
    return csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t")


def main() -> None:
    names = Path(sys.argv[1]) / "names"
    first, last = first_names(names), surnames(names)
    rows = [
        f"{name}\t{first.get(name, 0)}\t{last.get(name, 0)}\n"
        for name in sorted(first.keys() | last.keys())
    ]
    packed = gzip.compress("".join(rows).encode(), 9, mtime=0)
    NAMES.write_bytes(packed)
    np.save(_FOLDER / NOTABLE, notable(first))
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
