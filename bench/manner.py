"""Manner: ours beside its peers, on the same posts, in the same process.

`uv run --group bench --group peers python -m bench.manner` prints a table and ends
with one line of JSON. Names are left out of it: a post counts as stopped where
anything but a name would stop it.
"""

import importlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from nlp.reader import Reader
from nlp.reading import Kind

POSTS = Path(__file__).parent / "posts" / "school_posts_dev.jsonl"
LABELS = (
    "targeted",
    "tone",
    "personal_data",
    "profanity",
    "sensitive",
    "reply",
    "handle",
)
# What the policy stops a draft for, names aside.
STOPS = (
    *(Kind.HANDLE, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.BIRTH_DATE),
    *(Kind.PROFANITY, Kind.TARGETED, Kind.TONE, Kind.PRIVATE, Kind.GRAVE),
    *(Kind.DISCLOSURE, Kind.REPLY),
)
_NEGATIVE = -0.05  # VADER's own bound of a negative text

Judge = Callable[[str], bool]


def ours() -> Judge:
    reader = Reader.load()
    return lambda text: bool(reader.read(text).of(*STOPS))


def vader() -> Judge:
    """VADER: a text that it calls negative."""
    module: Any = importlib.import_module("vaderSentiment.vaderSentiment")
    analyser = module.SentimentIntensityAnalyzer()
    return lambda text: analyser.polarity_scores(text)["compound"] <= _NEGATIVE


def better_profanity() -> Judge:
    """better-profanity: a text with one of its words in it."""
    module: Any = importlib.import_module("better_profanity")
    module.profanity.load_censor_words()
    return module.profanity.contains_profanity


def profanity_check() -> Judge:
    """alt-profanity-check: a text that its classifier calls offensive."""
    module: Any = importlib.import_module("profanity_check")
    return lambda text: bool(module.predict([text])[0])


PEERS: dict[str, Callable[[], Judge]] = {
    "Schoolgate": ours,
    "VADER": vader,
    "better-profanity": better_profanity,
    "alt-profanity-check": profanity_check,
}


def measure(judge: Judge, posts: list[dict[str, Any]]) -> dict[str, Any]:
    """Stopped and all, by label and of those that must pass; milliseconds a post."""
    judge("Well done everybody, what a lovely day at the farm with Year 4.")
    counts = {label: [0, 0] for label in (*LABELS, "pass")}
    times: list[float] = []
    for post in posts:
        start = time.perf_counter()
        stopped = judge(post["text"])
        times.append((time.perf_counter() - start) * 1000)
        for label in post["labels"] if post["expected"] != "pass" else ["pass"]:
            if label in counts:
                counts[label][0] += stopped
                counts[label][1] += 1
    return counts | {"p50": sorted(times)[len(times) // 2]}


def main() -> None:
    posts = [json.loads(line) for line in POSTS.read_text("utf-8").splitlines()]
    scores: dict[str, dict[str, Any]] = {}
    table = Table(title=f"Manner, on {len(posts)} posts")
    for column in ("", *LABELS, "stopped for nothing", "p50 ms"):
        table.add_column(column)
    for name, load in PEERS.items():
        try:
            judge = load()
        except ModuleNotFoundError as missing:
            print(f"{name} is not measured: {missing.name} is not installed.")
            continue
        score = scores[name] = measure(judge, posts)
        shares = [f"{score[s][0]}/{score[s][1]}" for s in (*LABELS, "pass")]
        table.add_row(name, *shares, f"{score['p50']:.1f}")
    Console(width=130).print(table)
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
