"""No part of the reader is slower than its text is long, whatever is repeated."""

import time
from collections.abc import Callable

import pytest

from nlp.folding import Folded, fold
from nlp.initials import find_initials
from nlp.manner import find_manner
from nlp.normalise import words
from nlp.patterns import find_patterns
from nlp.plain import find_plain

LONGEST = 100_000
SECONDS = 20.0  # generous: what is quadratic takes hours

PARTS: dict[str, Callable[[Folded], object]] = {
    "words": words,
    "patterns": lambda text: list(find_patterns(text)),
    "plain": lambda text: list(find_plain(text)),
    "initials": lambda text: list(find_initials(text)),
    "manner": lambda text: list(find_manner(text, [], [])),
}
PIECES = [
    *("a", "a.", "J*", "0a", "-a", "a+@", "#a", "😀", "http://", "\u0301", "\n"),
    *("the boy in 4P ", "one of our ", "07700 900", "9 Elm ", "A. ", "born 3."),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_thousand_characters(part: str, piece: str) -> None:
    text = fold((piece * LONGEST)[:LONGEST])
    start = time.perf_counter()
    PARTS[part](text)
    assert time.perf_counter() - start < SECONDS
