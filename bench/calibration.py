"""How sure the reader is of a name, and how often it is right.

`uv run --group bench python -m bench.calibration [--quick]` reads the posts that
chose no threshold, prints a table and ends with one line of JSON. `--quick` reads every
fourth post. The curve in docs/ is drawn from it by `python -m docs.draw_calibration`.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from bench.names import Post, read_sets, wilson
from nlp.names import Decision, find_names
from nlp.normalise import normalise
from nlp.reading import Kind
from nlp.tagger import Tagger

SET = "hard"  # of bench/posts
_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Names said to be a child's, `said` sure on average; `true` of `names` are."""

    said: float
    true: int
    names: int

    @property
    def share(self) -> float:
        return self.true / self.names


def claims(posts: Sequence[Post]) -> list[tuple[float, bool]]:
    """Of every name found: how sure the reader is, and whether it is a child's."""
    tagger, decision = Tagger.load(), Decision.load()
    told: list[tuple[float, bool]] = []
    for post in posts:
        words = normalise(post["text"])
        found = find_names(post["text"], words, tagger.tag(words), decision)
        children = [s for s in post["spans"] if s["kind"] == "c"]
        for name in (m for m in found if m.kind is Kind.NAME):
            at = [
                s for s in children if name.start < s["end"] and name.end > s["start"]
            ]
            told.append((name.sure, bool(at)))
    return told


def bins(told: Sequence[tuple[float, bool]]) -> list[Bin]:
    found: list[Bin] = []
    for low, high in pairwise(_EDGES):
        inside = [
            (sure, true)
            for sure, true in told
            if low <= sure < high or sure == high == 1.0
        ]
        if inside:
            said = sum(sure for sure, _ in inside) / len(inside)
            found.append(Bin(said, sum(true for _, true in inside), len(inside)))
    return found


def error(found: Sequence[Bin]) -> float:
    """The expected calibration error: |said - share|, weighed by the names in a bin."""
    names = sum(b.names for b in found)
    return sum(abs(b.said - b.share) * b.names for b in found) / names


def measured(*, quick: bool = False) -> list[Bin]:
    return bins(claims(read_sets(quick=quick)[SET]))


def main() -> None:
    found = measured(quick="--quick" in sys.argv)
    table = Table(title="Names said to be a child's, by how sure the reader is")
    for heading in ("said", "true", "names", "95% interval"):
        table.add_column(heading)
    for b in found:
        low, high = wilson(b.true, b.names)
        table.add_row(
            f"{b.said:.2f}", f"{b.share:.2f}", str(b.names), f"{low:.2f} to {high:.2f}"
        )
    Console(width=80).print(table)
    rows = [[round(b.said, 3), round(b.share, 3), b.names] for b in found]
    print(json.dumps({"calibration_error": round(error(found), 3), "bins": rows}))


if __name__ == "__main__":
    main()
