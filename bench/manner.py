"""Manner: ours beside its peers, on the same posts, in the same process.

`uv run --group bench --group peers python -m bench.manner [--quick]` prints two tables
for each set of posts, and ends with one line of JSON. `--quick` measures every fourth
post. The first table is of the whole gate, names too. In the second a post counts as
caught where anything but a name would stop it; "for that reason" asks for more.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.names import Post, read_sets, wilson
from nlp.reader import Reader
from nlp.reading import Kind
from policy.judge import judge
from policy.terms import Case, Draft, Outcome, School

REASONS = {
    "targeted": (Kind.TARGETED, Kind.SAYING),
    "tone": (Kind.TONE,),
    "personal_data": (
        *(Kind.PRIVATE, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.BIRTH_DATE),
    ),
    "profanity": (Kind.PROFANITY,),
    "sensitive": (Kind.GRAVE, Kind.DISCLOSURE),
    "reply": (Kind.REPLY,),
    "handle": (Kind.HANDLE,),
}
STOPS = tuple(kind for kinds in REASONS.values() for kind in kinds)
OURS = "Schoolgate"
CLEAN = "stopped for nothing"
_NEGATIVE = -0.05  # VADER's own bound of a negative text
_NOT_HERE = (
    "No toxicity model of the hosted sort is measured: Detoxify and its like fetch "
    "their weights when they are first run."
)

Stops = Callable[[str, Sequence[Kind]], bool]  # the kinds are for us alone
Counts = dict[str, tuple[int, int]]


@dataclass(slots=True)
class Score:
    """Of the posts with each label, those caught; of those that must pass, stopped."""

    counts: Counts = field(default_factory=dict)
    times: list[float] = field(default_factory=list)  # milliseconds a post

    def count(self, label: str, *, hit: bool) -> None:
        hits, of = self.counts.get(label, (0, 0))
        self.counts[label] = hits + hit, of + 1

    def at(self, share: float) -> float:
        return sorted(self.times)[int(len(self.times) * share)]


def ours(reader: Reader) -> Stops:
    return lambda text, kinds: bool(reader.read(text).of(*kinds))


def vader() -> Stops:
    """VADER: a text that it calls negative."""
    module: Any = importlib.import_module("vaderSentiment.vaderSentiment")
    score = module.SentimentIntensityAnalyzer().polarity_scores
    return lambda text, _: score(text)["compound"] <= _NEGATIVE


def better_profanity() -> Stops:
    """better-profanity: a text with one of its words in it."""
    module: Any = importlib.import_module("better_profanity")
    module.profanity.load_censor_words()
    return lambda text, _: module.profanity.contains_profanity(text)


def profanity_check() -> Stops:
    """alt-profanity-check: a text that its classifier calls offensive."""
    module: Any = importlib.import_module("profanity_check")
    return lambda text, _: bool(module.predict([text])[0])


PEERS: dict[str, Callable[[], Stops]] = {
    "VADER": vader,
    "better-profanity": better_profanity,
    "alt-profanity-check": profanity_check,
}


def measure(stops: Stops, posts: list[Post], *, for_that: bool = False) -> Score:
    """`for_that`: a post is caught where what stops it is what it is labelled."""
    score = Score()
    stops("Well done everybody, what a lovely day at the farm with Year 4.", STOPS)
    for post in posts:
        start = time.perf_counter()
        stopped = stops(post["text"], STOPS)
        score.times.append((time.perf_counter() - start) * 1000)
        if post["expected"] == "pass":
            score.count(CLEAN, hit=stopped)
            continue
        for label in REASONS.keys() & set(post["labels"]):
            hit = stops(post["text"], REASONS[label]) if for_that else stopped
            score.count(label, hit=hit)
    return score


def measure_gate(reader: Reader, posts: list[Post]) -> Counts:
    """The issue's two figures, by the whole policy."""
    score = Score()
    for post in posts:
        text = post["text"]
        passes = (
            judge(Case(Draft(text), reader.read(text), School())).outcome
            is Outcome.PASS
        )
        if post["expected"] == "pass":
            score.count(CLEAN, hit=not passes)
        else:
            score.count("must not pass, and passes", hit=passes)
    return score.counts


def share(counts: tuple[int, int]) -> str:
    low, high = wilson(*counts)
    return f"{counts[0]}/{counts[1]} ({max(low, 0):.0%} to {high:.0%})"


def tables(
    name: str, posts: list[Post], gate: Counts, scores: dict[str, Score]
) -> Iterator[Table]:
    whole = Table("", OURS, title=f"The gate on {len(posts)} posts of {name}")
    for what, counts in gate.items():
        whole.add_row(what, share(counts))
    yield whole
    beside = Table("", *scores, title="Caught, names left out (95% intervals)")
    for label in (*REASONS, CLEAN):
        if label in scores[OURS].counts:
            beside.add_row(label, *(share(s.counts[label]) for s in scores.values()))
    times = [f"{s.at(0.5):.1f}, {s.at(0.95):.1f}" for s in scores.values()]
    beside.add_row("p50, p95 in ms", *times)
    yield beside


def main() -> None:
    console = Console(width=150)
    reader = Reader.load()
    finders: dict[str, Stops] = {OURS: ours(reader)}
    for name, load in PEERS.items():
        try:
            finders[name] = load()
        except ModuleNotFoundError as missing:
            console.print(f"{name}: needs {missing.name}; add --group peers.")
    figures: dict[str, Any] = {}
    for name, posts in read_sets(quick="--quick" in sys.argv).items():
        gate = measure_gate(reader, posts)
        scores = {who: measure(stops, posts) for who, stops in finders.items()}
        told = measure(finders[OURS], posts, for_that=True)
        scores = {OURS: scores.pop(OURS), f"{OURS}, for that reason": told, **scores}
        for table in tables(name, posts, gate, scores):
            console.print(table)
        figures[name] = {"gate": gate} | {
            who: score.counts | {"p50_ms": round(score.at(0.5), 2)}
            for who, score in scores.items()
        }
    console.print(_NOT_HERE)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
