"""Names in what a camera saw: found though garbled, and none where none stands."""

import pytest

from nlp.reader import Reader
from nlp.reading import Kind
from nlp.roll import Roll
from nlp.roll_csv import Pupil
from nlp.seen import read_seen
from nlp.seen_lines import repaired

KEY = b"sixteen bytes at least"
READER = Reader.load()
WITH_ROLL = Reader.load(
    Roll.of([Pupil("Ngozi", "Adeyemi", ""), Pupil("Branwen", "Pugh", "")], KEY)
)


def names(text: str, reader: Reader = READER) -> list[str]:
    return [name.text for name in read_seen(reader, text).of(Kind.NAME)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oscar", "Oscar"),
        ("AMINA K.", "AMINA K."),
        ("Awarded to Ewan Brown", "Ewan Brown"),
        ("Certificate of Achievement\nAwarded to\nAMINA K.\nfor reading", "AMINA K."),
        ("Star of the week: Leila", "Leila"),
        ("Name: Tiago   Class: 4", "Tiago"),
        ("Name\nPriya", "Priya"),
        ("Josh 5D", "Josh"),
        ("Ami na", "Ami na"),
        ("O scar", "O scar"),
        ("0scar", "0scar"),
        ("WelldoneJosh", "Josh"),
        ("TiagoSilva", "TiagoSilva"),
        ("AminaK.", "AminaK."),
        ("OSCAR5D", "OSCAR"),
        ("Lella", "Lella"),
        ("NIKE\nLeo", "Leo"),
    ],
)
def test_a_name_is_found_however_it_was_seen(text, name):
    assert name in names(text)


def test_every_label_on_a_wall_of_labels_is_found():
    wall = "Ava\nOscar\nReading corner\nWelcome to Year 2\nNoah\nKACPER"
    assert set(names(wall)) == {"Ava", "Oscar", "Noah", "KACPER"}


def test_the_same_label_twice_is_found_twice():
    assert names("Oscar\nCoats\nOscar") == ["Oscar", "Oscar"]


@pytest.mark.parametrize(
    "text",
    [
        "Name: ____",
        "Name ________ Date ________",
        "WELCOME",
        "Will we float or sink?",
        "Respect Courage Faith Hope",
        "Kind hands\nKind words\nHope\nLove\nFaith\nRespect",
        "January\nFebruary\nMarch",
        "Mrs Taylor",
        "Florence Nightingale",
        "Roald Dahl",
        "adidas",
        "TED BAKER",
        "JACK WILLS",
        "Fred Perry",
        "Marks & Spencer",
        "George's Marvellous Medicine",
        "Samsung",
        "Austen House",
        "Fire exit keep clear",
        "Mercury Venus Earth Mars",
        "to by",
        "",
    ],
)
def test_what_displays_and_makers_print_is_no_name(text):
    assert names(text) == []


@pytest.mark.parametrize("text", ["Hope", "WILL", "Matilda", "Elsa", "Rex"])
def test_a_lone_word_that_may_be_a_name_is_asked_about(text):
    (name,) = read_seen(READER, text).of(Kind.NAME)
    assert name.sure < 0.8


def test_a_name_stands_where_it_was_seen():
    text = "Sports day\nWelldoneAmina K"
    (name,) = read_seen(READER, text).of(Kind.NAME)
    assert text[name.start : name.end] == name.text == "Amina K"


@pytest.mark.parametrize("text", ["Ngozi", "Ngoz1", "Nqozi", "Branven", "Ng ozi"])
def test_a_pupil_is_known_with_one_letter_mistaken(text):
    (name,) = read_seen(WITH_ROLL, text).of(Kind.NAME)
    assert name.text == text


def test_a_common_word_near_a_pupils_name_is_no_pupil():
    roll = Roll.of([Pupil("Horte", "Pugh", "")], KEY)
    assert names("horse", Reader.load(roll)) == []


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("If lost ring\n07700 900123", Kind.PHONE, "07700 900123"),
        ("12 Quarry Road BL3 5TY", Kind.ADDRESS, "12 Quarry Road"),
        ("Bag tag\nBL35TY", Kind.ADDRESS, "BL35TY"),
        ("sam.k@mail.example", Kind.EMAIL, "sam.k@mail.example"),
        ("DOB 4/5/2018", Kind.BIRTH_DATE, "DOB 4/5/2018"),
        ("Oh bloody hell", Kind.PROFANITY, "bloody hell"),
        ("My dad hits\nme when he is angry", Kind.DISCLOSURE, "dad hits\nme"),
        ("WelldoneAll\nMy dad hits me", Kind.DISCLOSURE, "dad hits me"),
    ],
)
def test_what_else_must_not_be_read_in_a_photo_is_found(text, kind, told):
    found = read_seen(READER, text).of(kind)
    assert told in {words.text for words in found}
    assert all(text[words.start : words.end] == words.text for words in found)


@pytest.mark.parametrize("text", ["Year 4\n12 Red Rose\nGreen table", "Hell's Kitchen"])
def test_what_only_sounds_or_stands_like_it_is_not(text):
    kinds = (Kind.ADDRESS, Kind.PROFANITY)
    assert read_seen(READER, text).of(*kinds) == ()


@pytest.mark.parametrize("text", ["Vote now! Not good enough", "Thanks @mill_farm"])
def test_manner_is_not_looked_for_in_a_photo(text):
    kinds = {m.kind for m in read_seen(READER, text).mentions}
    assert kinds <= {Kind.NAME}


def test_pieces_are_put_together_by_the_roll_too():
    assert repaired("Bran wen", WITH_ROLL.on_roll).text == "Branwen"
    assert repaired("Bran wen", READER.on_roll).text == "Bran wen"


def test_a_long_page_of_print_holds_no_name():
    assert names("The owls sleep by day.\n" * 200) == []
