"""What measures the reader is in nothing that it was made from."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
IN_A_ROW = 9  # words; as many in common are no accident
STOCK = {"it is with great sadness that we share the"}  # as such news begins everywhere


def runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    for at in range(len(words) - IN_A_ROW + 1):
        yield " ".join(words[at : at + IN_A_ROW])


def posts(folder: str) -> Iterator[str]:
    for file in sorted((ROOT / folder / "posts").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def lists() -> Iterator[str]:
    for folder in ("training/lists", "nlp/words", "nlp/phrases"):
        for file in sorted((ROOT / folder).glob("*.txt")):
            yield from file.read_text("utf-8").splitlines()


def test_no_run_of_words_of_the_bench_stands_in_training_posts_or_lists() -> None:
    measured = {run for text in posts("bench") for run in runs(text)} - STOCK
    assert len(measured) > 1000
    for text in (*posts("training"), *lists()):
        assert not measured & set(runs(text))
