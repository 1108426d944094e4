"""The lists that a school writes in its settings, as the policy takes them."""

import pytest

from bot.school import school_of
from bot.settings import Settings, read_offline_settings
from nlp.reader import Reader
from nlp.roll import Roll
from nlp.roll_csv import Pupil
from policy.judge import judge
from policy.terms import Case, Draft, Duty, School

LISTS = {
    "STAFF_NAMES": "Mrs Jane Taylor, Mr Idris, Coach Ben",
    "HOUSES": "Austen, Seacole House",
    "CLASSES": "Kestrels",
    "MASCOTS": "Matilda, Elmer the Bear",
    "PARTNERS": "Mill Farm,@OurPTA",
}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path) -> Settings:
    monkeypatch.chdir(tmp_path)
    for name, value in LISTS.items():
        monkeypatch.setenv(name, value)
    return read_offline_settings()


@pytest.fixture(scope="module")
def reader() -> Reader:
    pupils = [Pupil("Taylor", "", "Bright"), Pupil("Austen", "", "Cole")]
    return Reader.load(Roll.of(pupils, b"a key that is long enough"))


def stopped(reader: Reader, school: School, text: str) -> list[str]:
    """The words for which a draft is sent back."""
    verdict = judge(Case(Draft(text), reader.read(text), school))
    return [found.text for found in verdict.of(Duty.MUST)]


def test_every_list_vouches_for_its_names(settings: Settings):
    school = school_of(settings)

    assert {
        *("mrs jane taylor", "mrs taylor", "jane taylor", "coach ben"),
        *("austen", "austen house", "seacole", "house seacole"),
        *("kestrels", "matilda", "elmer the bear", "mill farm", "@ourpta"),
    } <= school.vouched
    assert school.classes == {"kestrels"}
    assert not school_of(Settings.model_construct()).vouched


def test_only_what_can_be_no_pupil_is_beyond_doubt(settings: Settings):
    assert school_of(settings).beyond_doubt == {
        *("mrs jane taylor", "mrs taylor", "mr idris", "coach ben"),
        *("austen house", "house austen", "seacole house", "house seacole"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Thank you to Mrs Taylor for a lovely morning",
        "Austen House won the cup this term",
        "Matilda the tortoise is awake again",
        "Come and say hello to Matilda by the front door",
    ],
)
def test_what_is_on_a_list_passes(reader: Reader, settings: Settings, text: str):
    assert stopped(reader, school_of(settings), text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Well done Taylor, what a goal", ["Taylor"]),
        ("Mrs Taylor was so proud of Taylor today", ["Taylor"]),
        ("By Matilda, 2B", ["Matilda"]),
        ("Matilda in Year 2 wrote this poem", ["Matilda"]),
    ],
)
def test_a_pupil_of_that_name_is_a_pupil(
    reader: Reader, settings: Settings, text: str, names: list[str]
):
    assert stopped(reader, school_of(settings), text) == names
