"""The model answers any text, word for word, in time that grows with its length."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.names import Decision, find_names
from nlp.normalise import normalise
from nlp.reading import Kind
from nlp.tagger import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


@pytest.fixture(scope="module")
def decision() -> Decision:
    return Decision.load()


def test_no_words_give_no_chances(tagger: Tagger) -> None:
    tagging = tagger.tag([])
    assert tagging.chances.shape == (0, 8)
    assert set(tagging.heads.values()) == {0.0}


def test_the_chances_of_each_word_add_up_to_one(tagger: Tagger) -> None:
    words = normalise("Well done Josh and #TeamAisha, 4-2 against Elm Park!")
    tagging = tagger.tag(words)
    assert tagging.chances.shape[0] == len(words)
    assert np.allclose(tagging.chances.sum(1), 1, atol=1e-3)


def test_a_name_far_down_a_long_text_is_seen(
    tagger: Tagger, decision: Decision
) -> None:
    text = "We walked to the farm and back again. " * 60 + "Well done Zainab!"
    words = normalise(text)
    found = find_names(text, words, tagger.tag(words), decision)
    assert "Zainab" in [m.text for m in found if m.kind is Kind.NAME]


def test_the_sentence_that_sounds_cross_is_pointed_at(tagger: Tagger) -> None:
    text = "The choir sang today. What an utter shambles the coach firm is."
    words = normalise(text)
    first, last = tagger.tag(words).where["tone"]
    assert "shambles" in [w.folded for w in words[first:last]]


def test_tone_counts_only_as_far_as_the_draft_would_be_stopped_at_all(
    tagger: Tagger,
) -> None:
    for text in (
        "What an utter shambles",
        "We made bread in Year 3.",
        "Oh good, more rain. Lovely",
    ):
        heads = tagger.tag(normalise(text)).heads
        assert heads["tone"] <= heads["stop"]


def test_a_hundred_thousand_characters_take_seconds(tagger: Tagger) -> None:
    words = normalise("Year 4 made bread with Josh. " * 3500)
    start = time.perf_counter()
    assert len(tagger.tag(words).chances) == len(words)
    assert time.perf_counter() - start < 60


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_mentions_are_slices_of_the_text_and_never_overlap(
    tagger: Tagger, decision: Decision, text: str
) -> None:
    words = normalise(text)
    end = 0
    for m in find_names(text, words, tagger.tag(words), decision):
        assert m.start >= end
        assert text[m.start : m.end] == m.text
        assert 0 <= m.sure <= 1
        end = m.end
