"""A post's length as X counts it, and its text as X gives it back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.x import X
from bot.networks.x_text import LONGEST, Link, is_same, length
from tests.bot.networks.stand_in import KEYS

TCO = "https://t.co/abcdefghij"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Year 4", 6),
        ("café", 4),
        ("cafe\u0301", 4),  # the same, in two code points
        ("日本語", 6),
        ("🐝", 2),
        ("👩🏽‍🔬", 2),  # four code points
        ("👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿", 5),
        ("https://larkspur.example.com/" + "a" * 200, 23),
        ("see larkspur.org.uk now", 31),
        ("see page.zzz", 12),
        ("one\r\ntwo", 7),
        ("日本larkspur.org.uk語", 29),
    ],
)
def test_length_is_as_x_counts_it(text: str, weight: int) -> None:
    assert length(text) == weight


@pytest.mark.parametrize(
    ("text", "over"),
    [("a" * 280, 0), ("a" * 281, 1), ("🐝" * 141, 2), ("語" * 140, 0), ("", 0)],
)
def test_over_is_by_how_much(text: str, over: int) -> None:
    assert X(KEYS).over(text) == over


@given(st.text(max_size=300))
def test_length_is_the_parsers_own_word_by_word(text: str) -> None:
    from bot.networks.x_text import parse_tweet

    assert length(text) == parse_tweet(text).weightedLength


@pytest.mark.parametrize(
    "text",
    ["a." * 20_000, "http://a." * 4_000, "a.b " * 10_000, "🐝" * 40_000, "a." * 2_000],
)
def test_no_text_takes_long_to_count(text: str) -> None:
    before = time.process_time()
    assert length(text) > LONGEST
    assert time.process_time() - before < 1  # the parser alone takes minutes


@pytest.mark.parametrize(
    ("ours", "theirs", "links"),
    [
        ("Well done!", "Well done!", []),
        ("Tea & cake, 1 < 2", "Tea &amp; cake, 1 &lt; 2", []),
        ("A literal &amp; stays", "A literal &amp;amp; stays", []),
        ("?a=1&copy=2 is odd", "?a=1&amp;copy=2 is odd", []),
        ("See larkspur.org.uk.", f"See {TCO}.", [Link(TCO, "http://larkspur.org.uk")]),
        (
            "https://larkspur.org.uk/?a=1&copy=2",
            TCO,
            [Link(TCO, "https://larkspur.org.uk/?a=1&copy=2")],
        ),
        ("Bridges", f"Bridges {TCO}", [Link(TCO, "")]),
        ("", TCO, [Link(TCO, "")]),
        ("  two\n\nlines ", "two\nlines", []),
        ("soft\u00adhyphen \u200bhere", "softhyphen here", []),
        ("cafe\u0301", "café", []),
        ("❤\ufe0f", "❤", []),
    ],
)
def test_x_text_is_known_for_ours(ours: str, theirs: str, links: list[Link]) -> None:
    assert is_same(ours, theirs, links)


@pytest.mark.parametrize(
    ("ours", "theirs", "links"),
    [
        ("Well done!", "Well done", []),
        ("No school on Monday", "No school on Tuesday", []),
        ("See larkspur.org.uk", f"See {TCO}", [Link(TCO, "http://other.org.uk")]),
        ("Bridges", "", []),
    ],
)
def test_other_text_is_not_ours(ours: str, theirs: str, links: list[Link]) -> None:
    assert not is_same(ours, theirs, links)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Well done!", "well  DONE!\n"),
        ("See https://larkspur.org.uk/ now", "See larkspur.org.uk now"),
        ("❤\ufe0f", "❤"),
        ("", " \n"),
    ],
)
def test_two_drafts_that_a_look_up_could_not_tell_apart(text: str, other: str) -> None:
    assert is_same(text, other, [])
    assert X(KEYS).same(text, other)


@pytest.mark.parametrize(
    ("text", "other"), [("Year 4", "Year 5"), ("1 &lt; 2", "1 < 2"), ("Bridges", "")]
)
def test_two_drafts_that_it_tells_apart(text: str, other: str) -> None:
    assert not X(KEYS).same(text, other)
