"""Things with a fixed shape, each way."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest

from nlp.folding import fold
from nlp.patterns import find_patterns
from nlp.reading import Kind


def found(text: str, kind: Kind) -> list[str]:
    return [m.text for m in find_patterns(fold(text)) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("Thanks @OakfieldPTA for the cake", "@OakfieldPTA"),
        ("Thanks ＠OakfieldPTA for the cake", "＠OakfieldPTA"),
        ("Thanks ﹫OakfieldPTA for the cake", "﹫OakfieldPTA"),
        ("ta @\u200bOakfield_PTA", "@\u200bOakfield_PTA"),
        ("(@oakfield.pta)", "@oakfield.pta"),
        ("find us @ oakfield_yr6", "@ oakfield_yr6"),
    ],
)
def test_handles_are_found_in_any_spelling(text: str, handle: str) -> None:
    assert found(text, Kind.HANDLE) == [handle]


@pytest.mark.parametrize(
    "text",
    [
        "Film night @ 5.30 in the hall",
        "Doors open @5pm",
        "office@oakfield.sch.uk",
        "5 @ 50p each",
        "meet at the gate",
    ],
)
def test_an_at_is_not_always_a_handle(text: str) -> None:
    assert found(text, Kind.HANDLE) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://oakfield.sch.uk/news now", "https://oakfield.sch.uk/news"),
        ("see www.oakfield.example", "www.oakfield.example"),
        ("menus at oakfield.sch.uk.", "oakfield.sch.uk"),
        ("book on bit.ly/oakfair", "bit.ly/oakfair"),
    ],
)
def test_links_are_found(text: str, link: str) -> None:
    assert found(text, Kind.LINK) == [link]


@pytest.mark.parametrize(
    "text",
    ["Year 3.Well done all", "We won 3.2 to 1.5", "e.g. glue, i.e. paste", "p.m.",
     "Brilliant.Co-operation is key", "well done.me too"],
)  # fmt: skip
def test_a_full_stop_is_no_link(text: str) -> None:
    assert found(text, Kind.LINK) == []


@pytest.mark.parametrize(
    "text",
    [
        "his mum is on 07700 900123",
        "call 07700900123 please",
        "call +44 7700 900123",
        "call +44 (0)7700 900123",
        "her dad: 01632 960 960",
        "ring nan (01632) 960960",
        "text 07700-900-123",
        "call ０７７００ ９００１２３",
        "mum's number is 612345",
    ],
)
def test_private_phone_numbers_are_found(text: str) -> None:
    assert len(found(text, Kind.PHONE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ring the office on 01632 960123",
        "Childline is 0800 1111, any time",
        "call 0800 123 4567 free",
        "we raised £1234567890",
        "we counted 10,000 2026 0700 steps",
        "score 12-11, 21-19",
    ],
)
def test_the_offices_number_and_other_figures_are_no_finding(text: str) -> None:
    assert found(text, Kind.PHONE) == []


def test_a_private_e_mail_is_found_and_the_offices_is_not() -> None:
    assert found("write to j.bloggs@mail.example", Kind.EMAIL) == [
        "j.bloggs@mail.example"
    ]
    assert found("write to office@oakfield.sch.uk", Kind.EMAIL) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("she lives at 14 Elder Row", "14 Elder Row"),
        ("party at 9 weavers close on sat", "9 weavers close"),
        ("coat left, label says 22 Upper Mill Rd", "22 Upper Mill Rd"),
        ("Found at 3a Bridge Street", "3a Bridge Street"),
        ("a boy at our school lives at 12 Quarry Road", "12 Quarry Road"),
        ("after school we go to his house, 12 Quarry Road", "12 Quarry Road"),
        ("the library is shut. Post it to 12 Quarry Road", "12 Quarry Road"),
        ("post it to LS1 4AP please", "LS1 4AP"),
        ("post it to sw1a 1aa please", "sw1a 1aa"),
    ],
)
def test_addresses_are_found(text: str, address: str) -> None:
    assert found(text, Kind.ADDRESS) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "6 boys beat St Mary's",
        "from row 1 to row 9",
        "Tag rugby: Elm Bank 15, Fern Lane 20",
        "2026 applications close on Friday",
        "Year 3 Forest Walk",
        "Y5 3rd in the relay",
        "the fair is at Oakfield Village Hall, 12 Church Lane",
        "KS1 2nd, KS2 1st",
        "Oakfield Primary School, Mill Lane, BL3 5TY. Come and see us!",
        "The fair is at St John's Church, 4 High Street, BL1 4AB",
        "Carols at Sunnyside Care Home, 30 Park Lane",
        "Year 3 visited the mosque on 15 Park Road",
        "Off to London. 10 Downing Street here we come!",
    ],
)
def test_figures_and_venues_are_no_addresses(text: str) -> None:
    assert found(text, Kind.ADDRESS) == []


@pytest.mark.parametrize(
    "text",
    [
        "he was born on 3.4.2016",
        "born 14/03/2019",
        "d.o.b. 03/04/16",
        "DOB: 3-4-2016",
        "date of birth 3rd April 2016",
        "she turns 7 on 3rd May",
        "he's six on the 9th of June",
        "her birthday is 3 May",
        "born in March 2018",
    ],
)
def test_dates_of_birth_are_found(text: str) -> None:
    assert len(found(text, Kind.BIRTH_DATE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Marie Curie was born on 7 November 1867",
        "Happy 150th birthday to our school",
        "turns 80 today",
        "The fair is on 3rd May",
        "born to sing",
    ],
)
def test_other_dates_are_no_dates_of_birth(text: str) -> None:
    assert found(text, Kind.BIRTH_DATE) == []
