"""Lists of adults and things: who they vouch for, and to what they give way."""

import re

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.terms import Case, Draft, School
from policy.vouching import in_pupils_context, vouched

MARKED = re.compile(r"\[([^|\]]+)(?:\|([^\]]*))?\]")
SCHOOL = School(
    vouched=frozenset(
        {
            *("mrs taylor", "jane", "austen", "austen house", "house austen"),
            *("kestrels", "matilda", "elmer the bear", "o'dowd bakery"),
        }
    ),
    beyond_doubt=frozenset({"mrs taylor", "austen house", "house austen"}),
    classes=frozenset({"kestrels", "red squirrels"}),
)


def read(marked: str) -> Reading:
    """'Well done [Jane|on the roll]': each is a name of which the reader is sure."""
    text, mentions, at = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()]
        words, why = found.groups()
        mentions.append(Mention(Kind.NAME, words, len(text), why=why or ""))
        text += words
        at = found.end()
    return Reading(text + marked[at:], tuple(mentions))


def is_vouched(marked: str) -> bool:
    """Of the first name that is marked."""
    reading = read(marked)
    return vouched(reading.mentions[0], reading, SCHOOL)


@pytest.mark.parametrize(
    "marked",
    [
        "[Jane] opened the fair",
        "Thanks, [JANE]!",
        "[Jane's] cakes were lovely",
        "[Austen] win the cup",
        "#Go[Austen]",
        "#[Austen]House",
        "#WellDone[Austen]House",
        "#well_done_[austen]_house",
        "[Matilda] sleeps by the door",
        "Come and meet [Elmer] the Bear",
        "Bread from [O\u2019Dowd] Bakery",
        "Bread from [O'Dowd] Bakery",
        "[Kestrels] went to the farm",
        "We met [Jane]. Year 2 asked questions.",
        "[Jane] showed 30 children her bees",
    ],
)
def test_a_name_on_a_list_is_no_childs(marked: str):
    assert is_vouched(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Janet] opened the fair",
        "[Elmer] won the race",
        "[Austenshire] is lovely",
        "#[austen]ites",  # the reader is asked about the whole word elsewhere
        "[Taylor] read to us",
        "Mrs [Taylor-Smith] read to us",
    ],
)
def test_a_list_vouches_for_its_own_words_and_no_others(marked: str):
    assert not is_vouched(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Matilda] in Year 2",
        "By [Matilda], 2B",
        "[Matilda] (2B) wrote this",
        "[Matilda] - Y2 - wrote this",
        "[Matilda] from Reception",
        "[Matilda], Year 2, wrote this",
        "2B's [Matilda] wrote this",
        "Golden Book: Nursery - [Matilda]",
        "Year 2: [Matilda]",
        "Well done Year 2 [Matilda]",
        "[Matilda], [Zainab] and [Olek] in Year 2",
        "Year 2's [Zainab], [Olek] and [Matilda]",
        "By [Matilda] of Kestrels",
        "By [Matilda] (Kestrels)",
        "Kestrels: [Matilda]",
        "Red Squirrels' [Matilda]",
        "By [Matilda] (Red Squirrel class)",
        "Our pupil [Matilda] won",
        "a boy called [Elmer] the Bear",
        "the 7-year-old [Matilda]",
        "[Matilda], aged 7, won",
        "[Matilda] (7) won",
        "[Matilda]'s mum came",
        "[matilda]s mum came",
        "[Matilda's] grandad came",
    ],
)
def test_it_gives_way_to_a_pupils_context(marked: str):
    reading = read(marked)
    assert any(in_pupils_context(m, reading, SCHOOL) for m in reading.mentions)
    mine = [m for m in reading.mentions if m.text.casefold()[:5] in {"matil", "elmer"}]
    assert not vouched(mine[0], reading, SCHOOL)


@pytest.mark.parametrize("why", ["on the roll", "a first name before a class"])
def test_it_gives_way_to_the_roll_and_to_what_the_reader_saw(why: str):
    assert not is_vouched(f"[Jane|{why}] won")
    assert not is_vouched(f"Come and meet [Elmer|{why}] the Bear")


@pytest.mark.parametrize(
    "marked",
    [
        "Mrs [Taylor|on the roll] read to us",
        "[Mrs Taylor|on the roll] read to us",
        "MRS [TAYLOR'S|on the roll] class",
        "Mrs [Taylor|a first name before a class], Year 2",
        "[Austen|on the roll] House won the cup",
        "#[Austen|on the roll]House",
        "House [Austen|on the roll] won the cup",
    ],
)
def test_a_titled_form_and_a_whole_house_stand_even_where_a_pupil_has_the_name(
    marked: str,
):
    assert is_vouched(marked)


def test_the_pupil_of_that_name_in_the_same_post_is_still_found():
    reading = read("Mrs [Taylor|on the roll] heard [Taylor|on the roll] read")
    verdict = judge(Case(Draft(reading.text), reading, SCHOOL))
    assert [found.start for found in verdict.findings] == [reading.mentions[1].start]
