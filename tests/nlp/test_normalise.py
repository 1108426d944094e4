"""Words as a reader sees them, each with its place in the original."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalise import Inside, normalise


def reads(text: str) -> list[str]:
    return [word.folded for word in normalise(text)]


@given(st.text())
def test_every_word_is_a_slice_of_the_original_in_order(text: str) -> None:
    end = 0
    for word in normalise(text):
        assert end <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        end = word.end


@given(
    st.lists(st.sampled_from("aJo@#*._-' 0\u200bоＪ𝐣\u0301👍👨\u200d7\n"), max_size=60)
)
def test_offsets_hold_among_look_alikes_and_marks(parts: list[str]) -> None:
    text = "".join(parts)
    for word in normalise(text):
        assert text[word.start : word.end] == word.text
        assert word.folded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Jоsh", "Josh"),
        ("Ｊｏｓｈ", "Josh"),
        ("𝓙𝓸𝓼𝓱", "Josh"),
        ("𝗝𝗼𝘀𝗵", "Josh"),
        ("ⓙⓞⓢⓗ", "josh"),
        ("🅹🅾🆂🅷", "JOSH"),
        ("ᴊᴏsʜ", "josh"),
        ("J\u200bo\u00ads\u2060h", "Josh"),
        ("J̶o̶s̶h̶", "Josh"),
        ("Zoe\u0308", "Zoë"),
        ("Юлия", "Юлия"),
    ],
)
def test_letters_that_look_alike_are_one_letter(written: str, read: str) -> None:
    assert reads(f"Well done {written} !") == ["Well", "done", read, "!"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#WellDoneJosh", ["Well", "Done", "Josh"]),
        ("#welldonejosh", ["well", "done", "josh"]),
        ("#WELLDONEAISHA", ["WELL", "DONE", "AISHA"]),
        ("#ProudOfZainab", ["Proud", "Of", "Zainab"]),
        ("#Aisha5D", ["Aisha", "5D"]),
        ("#Y5Rocks", ["Y5", "Rocks"]),
    ],
)
def test_hashtags_are_read_as_words(written: str, read: list[str]) -> None:
    words = normalise(written)
    assert [word.folded for word in words] == read
    assert {word.inside for word in words} == {Inside.HASHTAG}


@pytest.mark.parametrize(
    ("written", "name", "inside"),
    [
        ("thanks @JoshSmith07", "Josh", Inside.HANDLE),
        ("see https://oakfield.sch.uk/news/josh-wins", "josh", Inside.LINK),
        ("see josh_certificate.jpg", "josh", Inside.FILE),
        ("write to josh.smith@post.example", "josh", Inside.LINK),
    ],
)
def test_handles_links_and_files_are_read_as_words(
    written: str, name: str, inside: Inside
) -> None:
    assert (name, inside) in [(w.folded, w.inside) for w in normalise(written)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("J*sh", "Josh"),
        ("j0sh", "josh"),
        ("J@sh", "Josh"),
        ("F4tima", "Fatima"),
        ("j o s h", "josh"),
        ("J-o-s-h", "Josh"),
        ("J.o.s.h", "Josh"),
        ("f**k", "fuck"),
        ("sh1t", "shit"),
    ],
)
def test_masked_and_spaced_letters_are_joined(written: str, read: str) -> None:
    (word,) = normalise(written)
    assert (word.folded, word.text) == (read, written)


def test_spaced_letters_of_two_words_are_two_words() -> None:
    assert reads("w e l l d o n e") == ["well", "done"]


@pytest.mark.parametrize(
    "plain", ["5B", "Y5s", "KS1", "3rd", "4x4", "2pm", "U11s", "B2B", "H2O"]
)
def test_classes_and_numbers_are_no_masks(plain: str) -> None:
    assert reads(plain) == [plain]


def test_an_apostrophe_s_is_a_word_of_its_own() -> None:
    assert reads("Josh's O'Brien don't") == ["Josh", "'s", "O'Brien", "don't"]


def test_a_stop_without_a_space_makes_no_link() -> None:
    assert all(w.inside is Inside.NONE for w in normalise("Year 3.Well done.Me too"))


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("#Keyon", ["Keyon"]),
        ("#KeyonScores", ["Keyon", "Scores"]),
        ("#FatmatasGotSoul", ["Fatmatas", "Got", "Soul"]),
        ("#GoZainab", ["Go", "Zainab"]),
        ("#ProudOfzainab", ["Proud", "Of", "zainab"]),
        ("#welldonezainab", ["well", "done", "zainab"]),
    ],
)
def test_capitals_part_a_hashtag_before_the_list_of_words_does(
    tag: str, words: list[str]
) -> None:
    assert [w.text for w in normalise(tag)] == words
