"""The safe version of many sentences: each still reads well, and says nothing new."""

import re

import pytest

from tests.policy.marked import HASHTAG, MARKED, safe

# fmt: off
SENTENCES = [
    # greetings
    ("Hello [Josh]!", "Hello!"),
    ("Goodbye [Josh] and [Aisha], we will miss you!", "Goodbye, we will miss you!"),
    ("Get well soon [Josh]!", "Get well soon!"),
    ("Welcome [Josh] to our Year 2 family!", "Welcome to our Year 2 family!"),
    ("Welcome to [Josh] and [Mei], who join Year 3.",
     "Welcome to two of our pupils, who join Year 3."),
    ("Thank you, [Josh], for the flowers.", "Thank you to a pupil for the flowers."),
    ("Happy bday [Josh] have fun", "Happy bday to a pupil have fun"),
    ("HAPPY BIRTHDAY [JOSH] 🎂 6 today!", "HAPPY BIRTHDAY TO A PUPIL 🎂 6 today!"),
    ("well done [josh] ur a star", "well done ur a star"),
    ("GO ON [MEI]!!! Silver today", "GO ON!!! Silver today"),
    ("Oh [Josh], you made us laugh", "Oh, you made us laugh"),
    ("Da iawn [Siân] a [Rhys]!", "Da iawn!"),
    ("Llongyfarchiadau i [Siân] am ennill", "Llongyfarchiadau am ennill"),
    ("[Welldone Josh] on your shield", "Welldone to a pupil on your shield"),
    ("Dear [Josh],\nThank you.", "Dear pupil,\nThank you."),

    # praise
    ("gr8 work [josh]", "gr8 work from a pupil"),
    ("What a star [Josh] is!", "What a star this pupil is!"),
    ("how good [josh] was on the drums", "how good this pupil was on the drums"),
    ("Poor [Josh] lost a shoe.", "A pupil lost a shoe."),
    ("The one and only [Josh]!", "A pupil!"),
    ("Is that [Josh]?", "Is that a pupil?"),
    ("The kite that [Josh] made flew.", "The kite that a pupil made flew."),
    ("Only [Josh] guessed right.", "Only one pupil guessed right."),

    # several
    ("Both [Josh] and [Mei] scored.", "Two of our pupils scored."),
    ("Both our [Joshes] were there.", "Both our pupils were there."),
    ("[Josh], [Ben] and Mrs Lee dug.", "Two of our pupils and Mrs Lee dug."),
    ("[Josh] and [Mei] ran. [Ben] and [Zuri] swam.",
     "Two of our pupils ran. Two more of our pupils swam."),
    ("[Mei] in Year 4 and [Ben] in Year 6 won.",
     "A Year 4 pupil and a Year 6 pupil won."),
    ("Reading - [Mei], Maths - [Ben] and [Zuri]",
     "Reading - a pupil, Maths - two of our pupils"),
    ("Stars: [Josh] 1A, [Mei] 2B", "Stars: a 1A pupil, a 2B pupil"),
    ("[Mei] won gold, [Josh] silver.", "A pupil won gold, another pupil silver."),

    # a part that they play, and families
    ("Twins [Josh] and [Mei] sang.", "The twins sang."),
    ("Brother and sister [Josh] and [Mei] sang.", "Brother and sister sang."),
    ("Year 6 pupil [Josh] met the mayor.", "A Year 6 pupil met the mayor."),
    ("Reader of the week [Josh] chose.", "The reader of the week chose."),
    ("a trio of readers, [mei] [ben] and [zuri], on the rug",
     "a trio of readers on the rug"),
    ("Thanks to our two moon spotters [Mei] and [Olek] 🌙",
     "Thanks to our two moon spotters 🌙"),
    ("Our secret elves [Mei], [Olek] & [Ben] wrapping gifts",
     "Our secret elves wrapping gifts"),
    ("We love the posters [Mei] and [Olek] made",
     "We love the posters two of our pupils made"),
    ("[mei chan lee] and [ben] are our leaders", "some of our pupils are our leaders"),
    ("[ali rhys] and [ben] ran", "some of our pupils ran"),
    ("[Josh Bell] and [Mei Lee] ran", "Two of our pupils ran"),
    ("The [Okonkwo] family brought rice.", "The family brought rice."),
    ("The [Okonkwos] brought rice.", "A family brought rice."),
    ("Team [Josh] won the quiz.", "A pupil's team won the quiz."),
    ("A boy called [Josh] won.", "A boy won."),
    ("A jumper labelled [Josh Bell] is here.", "A jumper is here."),

    # more of a name than was found
    ("[Josh] B. and [Mei] K. won.", "Two of our pupils won."),
    ("1st T. [Bell], 2nd E. [Marsh].", "1st a pupil, 2nd a pupil."),
    ("D[-Jay] dropped the beat.", "A pupil dropped the beat."),
    ("D-[Jay] dropped the beat.", "A pupil dropped the beat."),
    ("[Josh] Bellweather's poem won.", "A pupil's poem won."),
    ("Our prize goes to [Mei] Bellweather, Year 6",
     "Our prize goes to a pupil, Year 6"),
    ("Well done [Josh] Great goal", "Well done to a pupil Great goal"),
    ("[Josh] I am so proud", "A pupil I am so proud"),

    # hashtags, and addresses
    ("#[Josh] scored twice", "A pupil scored twice"),
    ("A goal from #[Josh]!", "A goal from a pupil!"),
    ("What a day! #[Josh] #Year4", "What a day! #Year4"),
    ("#[Josh]Rocks what a day", "What a day"),
    ("Champions! #[Mei]RocksToo", "Champions!"),
    ("#[Meis]Poppies has raised money", "#Poppies has raised money"),
    ("#Team[Aisha] raised money", "A pupil's team raised money"),
    ("It goes to [Josh], [9 Cobnut Lane|address]!", "It goes to a pupil!"),
]

NOTHING_READS_WELL = [
    "My name is [Josh].",
    "He is called [Josh].",
]
# fmt: on

# All that a safe version may say and its draft does not.
OURS = re.compile(
    r"a|the|to|from|our|of|another|more|some|them|these|this|pupils?|pupil's|family"
    r"|team|one|two|three|four",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("before", "after"), SENTENCES)
def test_a_sentence_stays_good_without_its_names(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize("before", [before for before, _ in SENTENCES])
def test_nothing_is_said_that_was_not_said_before(before: str):
    said = _words(MARKED.sub(r"\1", before))
    offered = HASHTAG.sub("", safe(before))  # part of one is no word of the draft
    new = [word for word in _words(offered) if word not in said]

    assert [word for word in new if not OURS.fullmatch(word)] == []


@pytest.mark.parametrize("before", NOTHING_READS_WELL)
def test_where_no_sentence_is_left_none_is_offered(before: str):
    assert safe(before) == ""


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[\w']+", text)]
