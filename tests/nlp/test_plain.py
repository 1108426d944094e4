"""Plain and accessible: hashtags, emoji, fake letters, long sentences."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest

from nlp.folding import fold
from nlp.plain import find_plain
from nlp.reading import Kind, Mention


def found(text: str, kind: Kind) -> list[Mention]:
    return [m for m in find_plain(fold(text)) if m.kind is kind]


@pytest.mark.parametrize(
    ("hashtag", "mend"),
    [
        ("#readytolearn", "#ReadyToLearn"),
        ("#SPORTSDAY", "#SportsDay"),
        ("#sportsday2026", "#SportsDay2026"),
        ("#ReadyToLearn", ""),
        ("#phonics", ""),
        ("#resilience", ""),
        ("#bfcstpq", ""),
    ],
)
def test_a_hashtag_of_several_words_is_given_its_capitals(
    hashtag: str, mend: str
) -> None:
    (mention,) = found(f"What a day {hashtag} !", Kind.HASHTAG)
    assert (mention.text, mention.mend) == (hashtag, mend)


def test_each_emoji_is_one_mention_however_it_is_put_together() -> None:
    emoji = ["👍", "👩‍👧", "🇬🇧", "✌🏽", "❤️", "1️⃣"]
    assert [m.text for m in found(" and ".join(emoji), Kind.EMOJI)] == emoji


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("Please bring a 🥪 and a drink", "🥪"),
        ("No 🥜 in lunch boxes, thank you", "🥜"),
        ("Come and see our 🐣!", "🐣"),
        ("We ❤️ books", "❤️"),
        ("Cook with 🥦🥕", "🥦🥕"),
        ("A trip to the 🏖️ tomorrow", "🏖️"),
        ("What a day 🎉", ""),
        ("Come on in 👋", ""),
        ("With love ❤️", ""),
        ("Look at this 😍", ""),
        ("Our fair 🎪 is on Friday", ""),
        ("Thank you 🙏 to the kitchen 🍳.", ""),
        ("Three cheers for Year 4 👏", ""),
    ],
)
def test_an_emoji_in_place_of_a_word_is_told_from_one_beside_it(text: str, emoji: str):
    assert "".join(m.text for m in found(text, Kind.EMOJI_WORD)) == emoji


def test_signs_of_trade_and_digits_are_no_emoji() -> None:
    assert found("Lego™ © 2026 #1 *", Kind.EMOJI) == []


@pytest.mark.parametrize(
    ("fancy", "plain"),
    [("𝗪𝗲𝗹𝗹 𝗱𝗼𝗻𝗲", "Well done"), ("Ｗｏｗ", "Wow"), ("ⓦⓞⓦ", "wow")],
)
def test_fake_letters_are_mended(fancy: str, plain: str) -> None:
    (mention,) = found(f"Look: {fancy}!", Kind.FANCY)
    assert (mention.text, mention.mend) == (fancy, plain)


def test_accents_are_no_fake_letters() -> None:
    assert found("Zoë and Łukasz ate crème brûlée", Kind.FANCY) == []


def test_a_sentence_of_26_words_is_long_and_one_of_25_is_not() -> None:
    assert found("word " * 25 + ".", Kind.LONG_SENTENCE) == []
    (long,) = found("Short. " + "word " * 26 + ". Short.", Kind.LONG_SENTENCE)
    assert long.text == ("word " * 26).strip()
    assert long.why == "a sentence of 26 words"
