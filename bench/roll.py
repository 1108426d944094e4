"""The roll: are the pupils on it found, every one, and is more stopped for nothing?

`uv run --group bench python -m bench.roll [--quick]` loads a roll that holds every
child in the posts, prints a table, names what was missed by its post's id, and ends
with one line of JSON. `--quick` measures every fourth post.

A pupil is on that roll as the post spells them, with masks and capitals taken off.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from bench.names import Post, read_sets, wilson
from nlp.normalise import normalise
from nlp.reader import Reader
from nlp.reading import Kind
from nlp.roll import Roll
from nlp.roll_csv import Pupil

KEY = b"a key for this bench alone"


@dataclass(slots=True)
class Score:
    """Of the names of children, those found at all and those found on the roll; of the
    posts that must pass, those stopped for a name; and the ids of what was missed."""

    names: int = 0
    found: int = 0
    on_roll: int = 0
    clean: int = 0
    stopped: int = 0
    missed: list[str] = field(default_factory=list)


def pupil(name: str) -> Pupil:
    """A name in a post as its pupil's: "L_u_c_a_s", "T. Oyelaran", "EthanBrackwell"."""
    glued = re.search("[a-z][A-Z]", name)
    words = [w.folded for w in normalise(f"#{name}" if glued else name)]
    words = [word for word in words if word[:1].isalpha()]
    given = words[0] if len(words[0]) > 1 else ""  # "T." tells no first name
    return Pupil(given, "", " ".join(words[1:]))


def children(posts: list[Post]) -> Iterator[Pupil]:
    for post in posts:
        for span in post["spans"]:
            if span["kind"] == "c":
                yield pupil(span["text"])


def measure(posts: list[Post], roll: Roll | None) -> Score:
    reader, score = Reader.load(roll), Score()
    for post in posts:
        found = reader.read(post["text"]).of(Kind.NAME)
        for span in post["spans"]:
            if span["kind"] != "c":
                continue
            hits = [m for m in found if m.start < span["end"] and span["start"] < m.end]
            score.names += 1
            score.found += bool(hits)
            score.on_roll += any(m.why == "on the roll" for m in hits)
            if not hits:
                score.missed.append(post["id"])
        if post["expected"] == "pass":
            score.clean += 1
            score.stopped += bool(found)
    return score


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits}/{of}, {hits / of:.1%} ({low:.0%} to {high:.0%})"


def main() -> None:
    console, figures = Console(width=110), dict[str, dict[str, object]]()
    for name, posts in read_sets(quick="--quick" in sys.argv).items():
        roll = Roll.of(list(children(posts)), KEY)
        table = Table(title=f"Children in {len(posts)} posts of {name}")
        for heading in ("", "found", "as on the roll", "clean posts stopped"):
            table.add_column(heading)
        for how, used in (("without a roll", None), ("with all on the roll", roll)):
            score = measure(posts, used)
            table.add_row(
                how,
                _share(score.found, score.names),
                f"{score.on_roll}/{score.names}",
                _share(score.stopped, score.clean),
            )
            figures.setdefault(name, {})[how] = {
                "found": round(score.found / score.names, 4),
                "on_roll": round(score.on_roll / score.names, 4),
                "stopped": round(score.stopped / score.clean, 4),
                "missed": score.missed,
            }
        console.print(table)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
