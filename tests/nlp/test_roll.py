"""The school's own roll: every pupil is found, and the file gives no name away."""

import json
from pathlib import Path

import pytest

from nlp.normalise import normalise
from nlp.roll import Roll
from nlp.roll_csv import Pupil, RollError
from tests.nlp.exports import EXPORT

KEY = b"a key of the school's own, long enough"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "pupils.csv"
    path.write_text(EXPORT, "utf-8")
    return path


@pytest.fixture
def roll(export: Path) -> Roll:
    return Roll.build(export, KEY)


def found(roll: Roll, text: str) -> list[str]:
    """What is found where the context leaves everything open."""
    words = normalise(text)
    return [mention.text for mention in roll.find(text, words, [0.5] * len(words))]


def test_every_form_of_a_name_is_held(roll: Roll) -> None:
    forms = [
        *("Abigail", "abi", "ABIGAIL OKONKWO", "Okonkwo, Abigail", "Abbie"),
        *("Zoë-Louise", "zoe louise", "Zoe", "Louise", "Zoe-Louise Lukasik"),
        *("Muhammad", "Idris", "Idris Rahman", "Sian", "Siân O\u2019Dowd"),
    ]
    for form in forms:
        assert roll.holds(form), form


def test_a_pupil_goes_by_either_of_two_surnames() -> None:
    roll = Roll.of([Pupil("Ada", "", "Bello", "Bright")], KEY)
    for form in ("Ada Bello", "Bright, Ada"):
        assert roll.holds(form), form
    assert found(roll, "well done Bello and Bright") == ["Bello", "Bright"]


def test_nobody_else_is_held(roll: Roll) -> None:
    for form in ("Ruth", "Okonk", "Rahman Abigail", "", "4P", "Surname"):
        assert not roll.holds(form), form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("well done abigail and zoe", ["abigail", "zoe"]),
        ("ABIGAIL'S kite", ["ABIGAIL"]),
        ("abigails kite", ["abigails"]),
        ("#ProudOfSian", ["Sian"]),
        ("#proudofabigail", ["abigail"]),
        ("thanks @SianODowd", ["SianODowd"]),
        ("a b i g a i l scored", ["a b i g a i l"]),
        ("Muhammad Idris Rahman won", ["Muhammad Idris Rahman"]),
        ("Well done Okonkwo", ["Okonkwo"]),
        ("... Abigail", ["Abigail"]),
        ("Zoe-Louise painted", ["Zoe-Louise"]),
        ("By Will 6F", ["Will"]),
        ("We think Will's poem is fine", ["Will"]),
    ],
)
def test_pupils_are_found_as_they_are_written(
    roll: Roll, text: str, names: list[str]
) -> None:
    assert found(roll, text) == names


def test_a_context_that_leaves_no_chance_says_otherwise(roll: Roll) -> None:
    text = "Will we see Will"
    words = normalise(text)
    (hit,) = roll.find(text, words, [0.001, 0.0, 0.0, 0.4])
    assert (hit.start, hit.sure, hit.why) == (12, 1.0, "on the roll")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("home in Abigail's coat", ["Abigail"]),
        ("home in Abigail\u2019s lunch box", ["Abigail"]),
        ("home by Abigail's Lane", []),
        ("St Abigail's birthday", []),
        ("Abigail coat", []),
        ("Mrs Abigail's glasses", []),
        ("Mrs. Abigail's glasses", []),
        ("Ada Okonkwo's glasses", []),
    ],
)
def test_what_only_a_person_has_outweighs_the_context(
    roll: Roll, text: str, names: list[str]
) -> None:
    words = normalise(text)
    hits = roll.find(text, words, [0.0] * len(words))
    assert [hit.text for hit in hits] == names


def test_a_surname_alone_needs_some_chance(roll: Roll) -> None:
    text = "Okonkwo"
    assert list(roll.find(text, normalise(text), [0.1])) == []
    assert len(list(roll.find(text, normalise(text), [0.3]))) == 1


def test_the_file_gives_no_name_away(roll: Roll, tmp_path: Path) -> None:
    path = tmp_path / "roll.json"
    roll.save(path)
    written = path.read_bytes().lower()
    for word in EXPORT.replace(",", " ").replace("-", " ").lower().split():
        if len(word) > 3:  # shorter ones may turn up among the digits
            assert word.encode() not in written
    assert set(json.loads(written)) == {"format", "check", "pupils", "digests"}
    assert path.stat().st_mode & 0o077 == 0
    assert KEY.hex().encode() not in written


def test_another_key_makes_quite_another_file(export: Path, roll: Roll) -> None:
    other = Roll.build(export, b"quite another key, as long as this")
    assert roll.digests.isdisjoint(other.digests)


def test_a_wrong_key_finds_nobody(roll: Roll) -> None:
    """Even where somebody works around its being refused."""
    other = Roll(b"quite another key, as long as this", roll.digests, roll.pupils)
    for form in ("Abigail", "Abi", "Idris Rahman", "Will", "Okonkwo"):
        assert not other.holds(form), form
    assert found(other, EXPORT) == []
    assert found(roll, EXPORT) != []


def test_a_saved_roll_finds_what_it_found(roll: Roll, tmp_path: Path) -> None:
    path = tmp_path / "roll.json"
    roll.save(path)
    again = Roll.load(path, KEY)
    assert again == roll
    assert found(again, "go Abigail!") == ["Abigail"]


def test_a_wrong_key_is_refused_in_one_sentence(roll: Roll, tmp_path: Path) -> None:
    path = tmp_path / "roll.json"
    roll.save(path)
    with pytest.raises(RollError, match="The key does not fit"):
        Roll.load(path, b"quite another key, as long as this")


def test_a_short_key_is_refused(export: Path) -> None:
    with pytest.raises(RollError, match="16 bytes"):
        Roll.build(export, b"short")


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"format": 1}', "no roll"])
def test_a_broken_file_is_refused_in_one_sentence(tmp_path: Path, written: str) -> None:
    path = tmp_path / "roll.json"
    path.write_text(written, "utf-8")
    with pytest.raises(RollError, match="schoolgate roll import"):
        Roll.load(path, KEY)
