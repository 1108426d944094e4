"""`schoolgate roll import`, and what it says when it cannot."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.roll import roll
from nlp.roll import Roll

KEY = "a key of the school's own, kept safe"
CSV = "Forename,Surname,Known as,Class\nZainab,Okoro,Zee,4A\nTomos,Vaughan,,3B\n"


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    file = tmp_path / "pupils.csv"
    file.write_text(CSV)
    return file


def imported(pupils: Path, key: str | None):
    to = pupils.with_name("roll.json")
    asked = ["import", str(pupils), "--to", str(to)]
    return CliRunner().invoke(roll, asked, env={"ROLL_KEY": key}), to


def test_the_roll_is_kept_and_finds_its_pupils(pupils: Path):
    result, to = imported(pupils, KEY)

    assert result.exit_code == 0, result.output
    assert "2 pupils" in result.output
    assert Roll.load(to, KEY.encode()).holds("zainab")


def test_neither_the_file_nor_the_screen_gives_a_name_away(pupils: Path):
    result, to = imported(pupils, KEY)

    kept = to.read_text() + result.output
    assert not any(n in kept.casefold() for n in ("zainab", "okoro", "tomos", "zee"))


def test_without_a_key_nothing_is_written_and_it_says_what_to_do(pupils: Path):
    result, to = imported(pupils, None)

    assert result.exit_code == 1
    assert "Set ROLL_KEY first" in result.output
    assert not to.exists()


def test_a_file_that_is_no_roll_is_one_sentence(pupils: Path):
    pupils.write_text("Nothing,of,use\n1,2,3\n")

    result, _ = imported(pupils, KEY)

    assert result.exit_code == 1
    assert "no column for first names" in result.output
