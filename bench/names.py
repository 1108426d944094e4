"""Names: ours beside its peers, on the same posts, in the same process.

`uv run --group bench --group peers python -m bench.names [--quick]` prints a table
for each file of bench/posts and ends with one line of JSON. `--quick` measures every
fourth post.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from bench.peers import Finder, Spans, peers
from nlp.evidence import evidence
from nlp.names import Decision, find_names
from nlp.normalise import normalise
from nlp.reading import Kind
from nlp.tagger import Tagger

POSTS = Path(__file__).parent / "posts"
_MEGA = 1 << 20

Post = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Of the posts with a child's name, those with every one caught; of those that
    must pass, those stopped for a name; times in milliseconds, memory in MB."""

    name: str
    caught: tuple[int, int]
    stopped: tuple[int, int]
    tags: dict[str, tuple[int, int]]
    p50: float
    p95: float
    memory: float
    load: float


def ours() -> Finder:
    tagger, decision = Tagger.load(), Decision.load()
    evidence(normalise("Warm the lists"))

    def find(text: str) -> Spans:
        words = normalise(text)
        found = find_names(text, words, tagger.tag(words), decision)
        return [(m.start, m.end) for m in found if m.kind is Kind.NAME]

    return find


def measure(
    name: str, load: Callable[[], Finder], sets: dict[str, list[Post]]
) -> dict[str, Score]:
    """The scores of one finder, by the name of the set of posts."""
    process = psutil.Process()
    before, start = process.memory_info().rss, time.perf_counter()
    find = load()
    find("Well done everybody, what a lovely day at the farm with Year 4.")
    loaded = time.perf_counter() - start
    memory = (process.memory_info().rss - before) / _MEGA
    return {
        where: _score(name, find, posts, memory, loaded)
        for where, posts in sets.items()
    }


def _score(
    name: str, find: Finder, posts: list[Post], memory: float, load: float
) -> Score:
    times: list[float] = []
    caught = stopped = children = clean = 0
    tags: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for post in posts:
        start = time.perf_counter()
        spans = find(post["text"])
        times.append((time.perf_counter() - start) * 1000)
        names = [s for s in post["spans"] if s["kind"] == "c"]
        if names:
            hit = all(
                any(a < s["end"] and b > s["start"] for a, b in spans) for s in names
            )
            children, caught = children + 1, caught + hit
            for tag in post.get("tags", []):
                tags[tag][0] += hit
                tags[tag][1] += 1
        if post["expected"] == "pass":
            clean, stopped = clean + 1, stopped + bool(spans)
    times.sort()
    return Score(
        name,
        (caught, children),
        (stopped, clean),
        {t: (a, b) for t, (a, b) in sorted(tags.items())},
        times[len(times) // 2],
        times[int(len(times) * 0.95)],
        memory,
        load,
    )


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share."""
    z = 1.96
    share, whole = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / whole
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / whole
    return middle - half, middle + half


def _share(counts: tuple[int, int]) -> str:
    low, high = wilson(*counts)
    return f"{counts[0] / counts[1]:.1%} ({low:.0%} to {high:.0%})"


def read_sets(*, quick: bool = False) -> dict[str, list[Post]]:
    """The posts of each file of bench/posts, by its name."""
    step = 4 if quick else 1
    return {
        file.stem: [json.loads(s) for s in file.read_text("utf-8").splitlines()][::step]
        for file in sorted(POSTS.glob("*.jsonl"))
    }


def _show(console: Console, where: str, posts: int, scores: list[Score]) -> None:
    table = Table(title=f"Names in {posts} posts of {where}.jsonl")
    for heading in ("", "caught", "stopped for nothing", "p50", "p95", "MB", "load"):
        table.add_column(heading)
    for s in scores:
        table.add_row(
            s.name,
            _share(s.caught),
            _share(s.stopped),
            f"{s.p50:.1f} ms",
            f"{s.p95:.1f} ms",
            f"{s.memory:.0f}",
            f"{s.load:.1f} s",
        )
    console.print(table)
    if not scores[0].tags:
        return
    tags = Table(title="Posts with every name caught, by origin and form")
    tags.add_column("")
    for s in scores:
        tags.add_column(s.name)
    for tag in scores[0].tags:
        tags.add_row(tag, *("{}/{}".format(*s.tags[tag]) for s in scores))
    console.print(tags)


def main() -> None:
    sets = read_sets(quick="--quick" in sys.argv)
    console = Console(width=110)
    scores = [measure("Schoolgate", ours, sets)]
    for name, load in peers():
        try:
            scores.append(measure(name, load, sets))
        except ModuleNotFoundError as missing:
            console.print(f"{name}: needs {missing.name}; add --group peers.")
    for where, posts in sets.items():
        _show(console, where, len(posts), [s[where] for s in scores])
    print(
        json.dumps(
            {
                where: {
                    s.name: {
                        "caught": round(s.caught[0] / s.caught[1], 4),
                        "stopped": round(s.stopped[0] / s.stopped[1], 4),
                        "p50_ms": round(s.p50, 2),
                        "p95_ms": round(s.p95, 2),
                        "memory_mb": round(s.memory),
                        "load_s": round(s.load, 2),
                    }
                    for s in (by_set[where] for by_set in scores)
                }
                for where in sets
            }
        )
    )


if __name__ == "__main__":
    main()
