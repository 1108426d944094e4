"""Every clause that judges words, by sentences: each breaks it, or comes near it.

They are read by the reader itself, with its model, and judged by the whole policy.
"""

import pytest

from nlp.reader import Reader
from policy.book import POLICY
from policy.judge import judge
from policy.terms import Case, Clause, Draft, Photo, School
from vision.looking import Face, Look

GREAT = "\U0001d5f4\U0001d5ff\U0001d5f2\U0001d5ee\U0001d601"  # in mathematical bold
FACE = Face(10, 10, 50, 50, 0.9)
GROUP = Photo("p", "0" * 64, "Pots on a table.", Look(640, 480, (FACE,) * 5))
ALONE = Photo("p", "0" * 64, "Pots on a table.", Look(640, 480, (FACE,)))
UNDESCRIBED = Photo("p", "0" * 64, "", Look(640, 480, ()))

# (clause, the photo beside it) -> sentences that break it, and sentences near it
TABLE: dict[tuple[str, Photo | None], tuple[list[str], list[str]]] = {
    ("2.1", None): (
        [
            "Well done Oliver and Aisha for a super assembly!",
            "A great goal from josh today",
            "#WellDoneMuhammad",
            "J-o-s-h read to the whole school",
        ],
        [
            "Well done to everybody in Year 4 for a super assembly!",
            "Mrs Taylor read Matilda to us in the library",
            "We are learning about Florence Nightingale",
            "Thank you to Jubilee House for the cakes",
        ],
    ),
    ("2.2", None): (
        [
            "Ring his mum on 07700 900184",
            "He lives at 9 Cobnut Lane",
            "Her date of birth is 14/02/2019",
            "Write to her at sam.k@example.com",
            "The girl in 4P with epilepsy walked all the way",
            "A Year 3 boy in foster care made a kite",
            "A Y5 pupil was excluded this morning",
            "He walks home alone by the canal at half past three",
        ],
        [
            "Ring the school office on 01632 960184",
            "The fair is on Saturday at noon",
            "Epilepsy awareness day: wear purple on Thursday",
            "Write to office@larkspur.example to book a place",
            "Foster carers are invited to our coffee morning",
            "Please check that your child's inhaler is in date",
        ],
    ),
    ("2.3", None): (
        [
            "Well done to the boy who finally learnt his tables",
            "A certain young man in 5G ate three puddings",
            "Our goalie saved two penalties",
            "You know who you are",
            "A warm welcome to our newest pupil",
            "One of my class says that fish get cold in winter",
            "She asked me whether trees get bored",
        ],
        [
            "Well done to all of Year 4, who know their tables",
            "5G ate three hundred pancakes",
            "Our team saved the best until last",
            "A warm welcome to our new Reception children and their families",
            "Thank you to the parents who came to help",
            "The whole of Year 2 asked whether trees get bored",
            "Mrs Khan is leaving us. She told us that she will miss the chips",
        ],
    ),
    ("2.4", ALONE): (
        ["Well done JS, first past the post"],
        ["Well done Year 4, first past the post"],
    ),
    ("3.1", ALONE): (["Our winner of the day"], []),
    ("3.1", GROUP): (["A splash at the swimming gala"], ["Our choir of the day"]),
    ("3.5", UNDESCRIBED): (["Paint pots"], []),
    ("3.5", GROUP): ([], ["Paint pots"]),
    ("5.1", None): (
        [
            "What a load of crap",
            "sh1t happens",
            "That is f**king brilliant",
            "s h i t",
            "You absolute knob",
            "Go back to your own country",
        ],
        [
            "Off to Scunthorpe for the final",
            "Cockermouth, Penistone and Middlesex are on our map",
            "A mocktail with shiitake mushrooms",
            "Dick Turpin rode to York in our history topic",
            "Our class novel has a murder most foul in it",
        ],
    ),
    ("5.2", None): (
        [
            "Fed up with cars on the zig zags",
            "Not good enough, coach company",
            "Oh good, another letter from the council",
            "Vote for the party that funds our schools",
            "20% off school shoes with code FEET20",
            "They should stick to rounders, 9-0",
            "How hard is it to name a jumper",
        ],
        [
            "We lost 4-0 but what a match, heads held high",
            "A polite reminder that the gate shuts at 8.55, thank you",
            "We are sad to say goodbye to Mrs Lee after ten happy years",
            "Vote for your favourite book at the fair",
            "Year 6 studied the trenches of the First World War",
        ],
    ),
    ("5.3", None): (
        ["Thank you @MillFarm for having us", "Photos by @larkspur_dad"],
        ["Thank you Mill Farm for having us", "Meet us at 3pm in the hall"],
    ),
    ("5.4", None): (
        [
            "Replying to your question: yes, it is on Friday",
            "As I said in my last message, the forms went home",
            "To the parent who asked about lunch: yes",
        ],
        [
            "Thank you to everyone who came to the fair",
            "The fair is on Friday",
            "Hello from the top of Snowdon",
        ],
    ),
    ("5.5", None): (
        [
            "School is closed today because of the snow",
            "All clubs are cancelled tonight",
            "The coach is running 20 minutes late",
        ],
        ["Our snowman has a hat", "Year 3 made bread", "The clubs showed us chess"],
    ),
    ("5.6", None): (
        [
            "It is with great sadness that we share the death of our cook",
            "Police were called to the gate this morning",
            "We went into lockdown at noon. Everyone is safe",
            "She told me her dad hits her when he is cross",
            "A child in my class is scared to go home tonight",
        ],
        [
            "Year 5 acted the murder in Macbeth, most foul",
            "The police dog came to visit Reception",
            "Viking funeral boats are floating in the sink",
            "A two minutes silence for the fallen, and poppies in every window",
            "3B beat us at chess",
        ],
    ),
    ("5.7", None): (
        [
            "A day in the woods #forestfriday",
            "Well done all 🎉🎉🎉🎉",
            "Bring a 🥪 and a drink to the trip",
            f"What a {GREAT} day",
            "Photos: https://larkspur.example/farm",
            "We went to the farm and we saw the sheep and then we had our lunch in the "
            "barn and then we sang on the coach all the way home",
        ],
        [
            "A day in the woods #ForestFriday",
            "Well done all 🎉",
            "Bring a sandwich 🥪 and a drink to the trip",
            "What a great day",
            "We went to the farm. We saw the sheep. Then we had our lunch in the barn.",
        ],
    ),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def clauses(reader: Reader, text: str, photo: Photo | None) -> set[str]:
    photos = (photo,) if photo else ()
    alts = tuple(reader.read(p.alt) for p in photos)
    case = Case(Draft(text, photos), reader.read(text), School(), alts)
    return {finding.clause for finding in judge(case).findings}


def rows(which: int) -> list[tuple[str, Photo | None, str]]:
    return [
        (clause, photo, text)
        for (clause, photo), sentences in TABLE.items()
        for text in sentences[which]
    ]


@pytest.mark.parametrize(("clause", "photo", "text"), rows(0))
def test_a_sentence_that_breaks_a_clause(
    reader: Reader, clause: str, photo: Photo | None, text: str
):
    assert clause in clauses(reader, text, photo)


@pytest.mark.parametrize(("clause", "photo", "text"), rows(1))
def test_a_sentence_that_comes_near_a_clause(
    reader: Reader, clause: str, photo: Photo | None, text: str
):
    assert clause not in clauses(reader, text, photo)


@pytest.mark.parametrize("item", POLICY, ids=lambda item: item.number)
def test_every_clause_that_code_judges_has_sentences_each_way(item: object):
    if isinstance(item, Clause):
        for which in (0, 1):
            assert any(clause == item.number for clause, _, _ in rows(which))
