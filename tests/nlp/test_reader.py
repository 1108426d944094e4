"""The whole reading: any text, in bounded time, with true places."""

# ruff: noqa: RUF001 - letters that look alike are among what is read

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reader import Reader
from nlp.reading import Kind, Reading
from nlp.roll import Roll
from nlp.roll_csv import Pupil

LONGEST = 100_000
NAMED = {Kind.STAFF, Kind.FIGURE, Kind.PLACE, Kind.INITIALS}  # facts, no findings
SECONDS = 60.0  # generous: a quadratic reader takes hours


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def assert_places_are_true(reading: Reading) -> None:
    starts = [mention.start for mention in reading.mentions]
    assert starts == sorted(starts)
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(reading.text)
        assert reading.text[mention.start : mention.end] == mention.text
        assert 0.0 <= mention.sure <= 1.0
        assert mention.why or mention.kind in NAMED


@given(text=st.text())
@settings(deadline=None)
def test_places_are_true_in_any_text(text: str, reader: Reader) -> None:
    assert_places_are_true(reader.read(text))


PIECES = [
    *(
        "Well done ",
        "Ada",
        "Josh",
        " in 5D",
        "#welldonejosh",
        "@josh",
        "J*sh",
        "j o s h",
    ),
    *(
        "he",
        "'s",
        " born ",
        "3.4.2016",
        "07700 900123",
        "LS1 4AP",
        "sh1t",
        "👍🏽",
        "👩‍👧",
    ),
    *("\u200b", "\u202e", "\u0301", "𝓙𝓸", "ﬁ", "ß", "İ", "\n", " ", ".", "!", "\x00"),
    *("محمد", "राम", "山田", "Юлия", "\ud800", "Ω", "½", "™", "http://", "a.b.c", "-"),
]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
@settings(deadline=None)
def test_places_are_true_among_things_that_are_looked_for(
    pieces: list[str], reader: Reader
) -> None:
    assert_places_are_true(reader.read("".join(pieces)))


@pytest.mark.parametrize("piece", ["a", "Josh scored. ", "#welldone "])
def test_a_hundred_thousand_characters_take_bounded_time(
    reader: Reader, piece: str
) -> None:
    text = (piece * LONGEST)[:LONGEST]
    start = time.perf_counter()
    assert_places_are_true(reader.read(text))
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "👍", ".", "\ud800"])
def test_next_to_nothing_is_read_as_next_to_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text).of(Kind.NAME, Kind.TONE, Kind.PROFANITY) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("well done josh", "josh"),
        ("#ProudOfZainab", "Zainab"),
        ("By Aisha 5D", "Aisha"),
        ("Will scored twice", "Will"),
        ("KWAME'S KITE IS STILL IN THE TREE", "KWAME"),
    ],
)
def test_a_childs_name_is_found(reader: Reader, text: str, name: str) -> None:
    assert [m.text for m in reader.read(text).of(Kind.NAME)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Will we see you at the summer fair",
        "Austen House won the cup",
        "Happy Elmer Day",
        "Rosa Parks sat down, and Year 6 stood up",
        "Mrs Taylor retires on Friday",
        "a Victoria sponge for the fair",
    ],
)
def test_what_only_looks_like_a_childs_name_is_not(reader: Reader, text: str) -> None:
    assert reader.read(text).of(Kind.NAME) == ()


def test_a_name_on_the_roll_is_sure_and_whole(reader: Reader) -> None:
    key = b"sixteen bytes or more"
    roll = Roll.of([Pupil("Temperance", "", "")], key)
    text = "Well done Temperance Bello for the poem"
    (name,) = Reader.load(roll).read(text).of(Kind.NAME)
    assert (name.sure, name.why) == (1.0, "on the roll")
    assert name.text.startswith("Temperance")


def test_the_roll_leaves_words_alone_where_they_are_words() -> None:
    roll = Roll.of([Pupil("Will", "", "King")], b"sixteen bytes or more")
    reading = Reader.load(roll).read("Will we see you at the summer fair")
    assert reading.of(Kind.NAME) == ()
