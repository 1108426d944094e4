"""What the lists say of a word is remembered, but not for every word ever read."""

from nlp.evidence import evidence
from nlp.normalise import normalise
from nlp.spelling import plain

MANY = 12_000


def test_a_reader_that_runs_for_months_does_not_keep_every_word():
    for start in range(0, MANY, 1000):
        words = (f"wrd{chr(97 + n % 26)}{n}" for n in range(start, start + 1000))
        evidence(normalise(" ".join(words)))

    assert plain.cache_info().currsize < MANY
