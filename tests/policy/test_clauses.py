"""Each clause, by example: one row for each draft a Headteacher might ask about.

A row marks the words that were read for something as [words|kind], so that no model
is needed: what the reader makes of a sentence is tested where the reader lives.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.book import POLICY
from policy.judge import judge
from policy.terms import (
    AuthorQuestion,
    Case,
    Claim,
    ClaimKind,
    Clause,
    Draft,
    Duty,
    Photo,
    Question,
    School,
)
from vision.looking import Face, Look

MARKED = re.compile(r"\[([^|\]]+)\|([^|\]]+)(?:\|([\d.]+))?(?:\|([^\]]*))?\]")
SCHOOL = School(
    vouched=frozenset({"elmer the bear", "austen", "14 mill road", "@our_pta"})
)
FANCY = "\U0001d5f3\U0001d602\U0001d5fb"  # "fun" in mathematical bold
FACE = Face(10, 10, 50, 50, 0.9)


def read(marked: str) -> Reading:
    """'Well done [Josh|name|0.9|in a hashtag]' as the reader would read it."""
    text, mentions, at = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()]
        words, kind, sure, why = found.groups()
        mentions.append(
            Mention(Kind(kind), words, len(text), float(sure or 1), why or "")
        )
        text += words
        at = found.end()
    return Reading(text + marked[at:], tuple(mentions))


def photo(faces: int | None = None, alt: str = "Paint pots on a table.") -> Photo:
    seen = None if faces is None else (FACE,) * faces
    return Photo("p", PHOTO, alt, Look(640, 480, seen))


@dataclass(frozen=True)
class Row:
    clause: str
    draft: str  # with its words marked
    found: tuple[str, ...] = ()  # the words found, "" where there are none
    duty: Duty | None = None
    photos: tuple[Photo, ...] = ()
    alts: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    posted_before: datetime | None = field(default=None)

    def __str__(self) -> str:
        return f"{self.clause} {self.draft[:40]}"


PHOTO = "0" * 64  # the digest of each


def adult(digest: str) -> Claim:
    return Claim(ClaimKind.ADULT, digest, "staff")


def shows(who: str) -> Claim:
    return Claim(ClaimKind.RECOGNISABLE, PHOTO, who)


def not_a_child(about: str) -> tuple[Claim, ...]:
    return (Claim(ClaimKind.NOT_A_CHILD, about),)


MUST, SHOULD, NOTE = Duty.MUST, Duty.SHOULD, Duty.NOTE
NOVEMBER = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)

# fmt: off
ROWS = [
    # names
    Row("2.1", "Well done [Josh|name] and [Aisha|name]!", ("Josh", "Aisha"), MUST),
    Row("2.1", "Well done to two of our Year 4 pupils!"),
    Row("2.1", "[Mrs Taylor|staff] read [Matilda|figure] in [Austen House|place]"),
    Row("2.1", "Thank you [Donna|name|0.6]", ("Donna",), MUST),
    Row("2.1", "Thank you [Donna|name|0.6]", claims=not_a_child("donna")),
    Row("2.1", "Thank you [Donna|name|0.6]", ("Donna",), MUST, claims=not_a_child("")),
    Row("2.1", "Thank you [Donna|name|0.6] and [Ella|name|0.6]", ("Ella",), MUST,
        claims=not_a_child("Donna")),
    Row("2.1", "By [Aisha|name|0.97]", ("Aisha",), MUST, claims=not_a_child("Aisha")),
    Row("2.1", "By [Will|name|0.5|on the roll]", ("Will",), MUST,
        claims=not_a_child("Will")),
    Row("2.1", "By [Will|name|0.5|a first name before a class] 5D", ("Will",), MUST,
        claims=not_a_child("Will")),
    Row("2.1", "Come and meet [Elmer|name] the Bear"),
    Row("2.1", "[Elmer|name] won the race", ("Elmer",), MUST),
    Row("2.1", "Go [Austen|name|0.9]!"),
    Row("2.1", "[Austen|name|0.9|a first name before a class] 5D", ("Austen",), MUST),
    Row("2.1", "Look at our art", ("Josh",), MUST, photos=(photo(2),),
        alts=("A kite made by [Josh|name]",)),

    # what else gives a child away
    Row("2.2", "Ring [07700 900184|phone]", ("07700 900184",), MUST),
    Row("2.2", "Any questions, ring the office"),
    Row("2.2", "Write to [sam@example.com|e-mail]", ("sam@example.com",), MUST),
    Row("2.2", "He lives at [9 Cobnut Lane|address]", ("9 Cobnut Lane",), MUST),
    Row("2.2", "The fair is at [14 Mill Road|address]"),
    Row("2.2", "Born [14/02/2019|date of birth]", ("14/02/2019",), MUST),
    Row("2.2", "The girl [with asthma|private]", ("with asthma",), MUST),
    Row("2.2", "Asthma awareness week starts today"),
    Row("2.2", "Our day", ("9 Cobnut Lane",), MUST, photos=(photo(2),),
        alts=("A bag marked [9 Cobnut Lane|address]",)),

    Row("2.3", "Well done to [the boy who learnt his tables|targeted]",
        ("the boy who learnt his tables",), SHOULD),
    Row("2.3", "[A boy told|saying] me that fish get cold", ("A boy told",), SHOULD),
    Row("2.3", "Well done Year 4, and please bring wellies"),

    Row("2.4", "Well done [JS|initials]", ("JS",), MUST, photos=(photo(1),)),
    Row("2.4", "Well done [JS|initials]", ("JS",), MUST, photos=(photo(0), photo(5))),
    Row("2.4", "Well done [JS|initials]", ("JS",), MUST, photos=(photo(0),),
        claims=(shows("one"),)),
    Row("2.4", "Well done [JS|initials]", ("JS",), MUST, photos=(photo(None),),
        claims=(shows("group"),)),
    Row("2.4", "Well done [JS|initials]", photos=(photo(None),),
        claims=(shows("nobody"),)),
    Row("2.4", "Well done [JS|initials]", ("JS",), SHOULD, photos=(photo(None),)),
    Row("2.4", "Well done [JS|initials]", photos=(photo(0),)),
    Row("2.4", "Well done [JS|initials]"),

    # photographs
    Row("3.1", "Our winner", ("",), MUST, photos=(photo(1),)),
    Row("3.1", "Our winners", ("",), MUST, photos=(photo(3), photo(1))),
    Row("3.1", "Our choir", photos=(photo(12),)),
    Row("3.1", "Our caretaker", photos=(photo(1),), claims=(adult(PHOTO),)),
    Row("3.1", "Our caretaker", ("",), MUST, photos=(photo(1),),
        claims=(adult("another photo's digest"),)),
    Row("3.1", "From behind", ("",), MUST, photos=(photo(0),), claims=(shows("one"),)),
    Row("3.1", "From behind", photos=(photo(0),), claims=(shows("nobody"),)),
    Row("3.1", "From afar", photos=(photo(None),), claims=(shows("group"),)),
    Row("3.1", "From behind", photos=(photo(0),),
        claims=(shows("one"), adult(PHOTO))),
    Row("3.1", "[Swimming|kit] gala", ("Swimming",), NOTE, photos=(photo(0),)),
    Row("3.1", "[Swimming|kit] gala"),
    Row("3.1", "Splash!", ("Swimmers",), NOTE, photos=(photo(0),),
        alts=("[Swimmers|kit] in the pool",)),
    Row("3.1", "Well done [that girl|targeted]", ("that girl",), NOTE,
        photos=(photo(4),)),
    Row("3.1", "Well done [that girl|targeted]", photos=(photo(0),)),
    Row("3.1", "Thank you [Donna|name|0.6]", ("",), NOTE, photos=(photo(4),),
        claims=not_a_child("Donna")),
    Row("3.1", "Thank you [Donna|name|0.6]", photos=(photo(0),),
        claims=not_a_child("Donna")),
    Row("3.1", "Our paintings", photos=(photo(0), photo(None))),
    Row("3.5", "Our paintings", ("",), SHOULD, photos=(photo(0, alt=" "),)),
    Row("3.5", "Our paintings", photos=(photo(0, alt="Paint pots"),)),

    # manner
    Row("5.1", "What a [bloody|profanity] mess", ("bloody",), MUST),
    Row("5.1", "Off to Scunthorpe"),
    Row("5.2", "[Not good enough|tone], again", ("Not good enough",), SHOULD),
    Row("5.2", "We lost 4-0 but what a match"),
    Row("5.3", "Thanks [@mill_farm|handle]", ("@mill_farm",), SHOULD),
    Row("5.3", "Thanks to Mill Farm"),
    Row("5.3", "Thanks [@our_PTA|handle]"),
    Row("5.3", "Thanks [@our_PTA2|handle]", ("@our_PTA2",), SHOULD),
    Row("5.4", "[Yes of course we can|reply]", ("Yes of course we can",), SHOULD),
    Row("5.4", "Gates open at 8.35"),
    Row("5.5", "[We are closed today|channel]", ("We are closed today",), NOTE),
    Row("5.5", "We went to the farm"),
    Row("5.6", "After [the accident|grave]", ("the accident",), SHOULD),
    Row("5.6", "[please dont tell my dad|disclosure]",
        ("please dont tell my dad",), MUST),
    Row("5.6", "A quiet day in the library"),
    Row("5.7", "Look: [https://example.com|link]", ("https://example.com",), NOTE),
    Row("5.7", f"Such [{FANCY}|fancy letters]", (FANCY,), NOTE),
    Row("5.7", "[And so on and on.|long sentence]", ("And so on and on.",), NOTE),
    Row("5.7", "Fun [🎉|emoji][🎉|emoji][🎉|emoji]"),
    Row("5.7", "Fun [🎉|emoji][🎉|emoji][🎉|emoji][🌟|emoji]", ("🌟",), NOTE),
    Row("5.7", "Fun at [#ForestFriday|hashtag]"),
    Row("5.7", "Bring a [🥪|emoji for a word] please", ("🥪",), NOTE),
    Row("5.7", "Book week", ("",), NOTE, posted_before=NOVEMBER),
    Row("5.7", "Book week"),
]
# fmt: on


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_a_clause_says_of_a_draft(row: Row):
    reading = read(row.draft)
    draft = Draft(reading.text, row.photos, row.claims)
    alts = tuple(read(alt) for alt in row.alts)

    verdict = judge(Case(draft, reading, SCHOOL, alts, row.posted_before))

    said = [f for f in verdict.findings if f.clause == row.clause]
    assert tuple(f.text for f in said) == row.found
    assert {f.duty for f in said} == ({row.duty} if row.found else set())
    assert all(f.advice for f in said)


@pytest.mark.parametrize("item", POLICY, ids=lambda item: item.number)
def test_every_clause_that_code_judges_has_an_example_each_way(item: object):
    if isinstance(item, Clause):
        rows = [bool(row.found) for row in ROWS if row.clause == item.number]

        assert set(rows) == {True, False}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_advice_repeats_the_words_it_is_about(row: Row):
    """Advice is logged and shown where a name may not be."""
    reading = read(row.draft)
    draft = Draft(reading.text, row.photos, row.claims)
    alts = tuple(read(alt) for alt in row.alts)

    for finding in judge(Case(draft, reading, SCHOOL, alts)).findings:
        assert not finding.text or finding.text not in finding.advice


# Which drafts a question is put for.
ASKED: list[tuple[str, Draft, bool]] = [
    ("3.1", Draft("Art"), False),
    ("3.1", Draft("Art", (photo(None),)), True),
    ("3.1", Draft("Art", (Photo("p", PHOTO),)), True),
    ("3.1", Draft("Art", (photo(0),)), True),
    ("3.1", Draft("Art", (photo(1), photo(5))), True),
    ("3.1", Draft("Art", (photo(1),)), False),
    ("3.1", Draft("Cook", (photo(1),), (adult(PHOTO),)), True),
    ("3.2", Draft("Art", (photo(5),)), True),
    ("3.2", Draft("Art"), False),
    ("4.2", Draft("We won!", claims=(Claim(ClaimKind.EVENT),)), True),
    ("4.2", Draft("Closed", claims=(Claim(ClaimKind.URGENT),)), True),
    ("4.2", Draft("Thanks", claims=not_a_child("Donna")), False),
]


@pytest.mark.parametrize(("clause", "draft", "asked"), ASKED)
def test_when_a_person_is_asked(clause: str, draft: Draft, *, asked: bool):
    verdict = judge(Case(draft, Reading(draft.text), SCHOOL))

    assert (clause in {question.clause for question in verdict.questions}) is asked


# Which photos the author is asked about.
ASKED_OF_AUTHOR: list[tuple[str, Draft, tuple[int, ...]]] = [
    ("3.1", Draft("Art"), ()),
    ("3.1", Draft("Art", (photo(1), photo(5))), ()),
    ("3.1", Draft("Art", (photo(5), photo(0), photo(None))), (1, 2)),
    ("3.1", Draft("Art", (Photo("p", "other"),), (shows("nobody"),)), (0,)),
    ("3.1", Draft("Art", (photo(0),), (shows("nobody"),)), ()),
]


@pytest.mark.parametrize(("clause", "draft", "photos"), ASKED_OF_AUTHOR)
def test_when_its_author_is_asked(clause: str, draft: Draft, photos: tuple[int, ...]):
    verdict = judge(Case(draft, Reading(draft.text), SCHOOL))

    asked = [a for a in verdict.unanswered if a.clause == clause]
    assert tuple(a.photo for a in asked) == photos
    assert all(f"photo {a.photo + 1}" in a.prompt for a in asked if a.photo is not None)


@pytest.mark.parametrize("tells_lead", [True, False])
def test_a_disclosure_names_who_to_go_to_and_who_is_told(*, tells_lead: bool):
    reading = read("[my dad hits me|disclosure]")
    school = School(tells_lead=tells_lead)

    verdict = judge(Case(Draft(reading.text), reading, school))

    (finding,) = verdict.findings
    assert verdict.disclosure
    assert "safeguarding lead" in finding.advice
    assert "Headteacher" in finding.advice
    assert ("Schoolgate tells them" in finding.advice) is tells_lead


def test_grave_news_is_no_disclosure():
    reading = read("After [the accident|grave]")

    assert not judge(Case(Draft(reading.text), reading, SCHOOL)).disclosure


NO_FACES = School(no_faces=True)


@pytest.mark.parametrize(("faces", "sent_back"), [(0, False), (1, True), (7, True)])
def test_a_school_may_want_no_recognisable_face_at_all(faces: int, *, sent_back: bool):
    draft = Draft("Our day", (photo(faces),), (adult(PHOTO),))

    verdict = judge(Case(draft, Reading(draft.text), NO_FACES))

    assert bool(verdict.of(MUST)) is sent_back


def test_a_school_may_do_without_a_second_leader():
    reading = read("[Swimming|kit] gala")
    draft = Draft(reading.text, (photo(3),))

    assert judge(Case(draft, reading, School())).two_leaders
    assert not judge(Case(draft, reading, School(two_leaders=False))).two_leaders


@pytest.mark.parametrize("item", POLICY, ids=lambda item: item.number)
def test_every_question_of_the_author_has_an_example_each_way(item: object):
    if isinstance(item, AuthorQuestion):
        rows = [bool(p) for number, _, p in ASKED_OF_AUTHOR if number == item.number]
        assert set(rows) == {True, False}


@pytest.mark.parametrize("item", POLICY, ids=lambda item: item.number)
def test_every_question_has_an_example_each_way(item: object):
    if isinstance(item, Question):
        assert {asked for number, _, asked in ASKED if number == item.number} == {
            True,
            False,
        }
