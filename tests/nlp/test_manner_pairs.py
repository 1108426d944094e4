"""Pairs that lie close together: the first shows a manner, and the second does not."""

import pytest

from nlp.folding import fold
from nlp.manner import find_manner
from nlp.normalise import words
from nlp.reading import Kind

PAIRS = {
    Kind.GRAVE: [
        (
            "An ambulance came to the playground at lunch",
            "An ambulance came and its crew let Reception try the stretcher",
        ),
        (
            "Police were called to the gate this morning",
            "Police officers came to talk to Year 2 about road safety",
        ),
        (
            "There was a collision outside school",
            "There was a collision of planets in Year 5, in papier mache",
        ),
        (
            "A helper has had a seizure in the hall",
            "Year 6 know what to do when somebody has a seizure",
        ),
        ("Our cook has passed, and we miss her", "Our cook has passed her exams"),
        (
            "Please pray for our cook and her family",
            "Please pray for our photocopier",
        ),
        ("RIP Mrs Hale, our cook", "The boiler has gone (RIP), back on Monday"),
        ("The coroner has asked us for our records", "The crown jewels in our topic"),
    ],
    Kind.TONE: [
        (
            "No bus for the third week running",
            "House champions for the third week running: Rowan",
        ),
        (
            "Still waiting for an answer from the coach firm",
            "Still waiting for the first snowdrop",
        ),
        (
            "Whoever left a fridge at our gate: take it back",
            "Whoever left a box of bulbs at the office: thank you",
        ),
        (
            "We all know which school plays ringers",
            "We all know which tree the owl lives in",
        ),
        (
            "Their sportsmanship was interesting, shall we say",
            "Shall we have a picnic on the field?",
        ),
        (
            "Can people please learn to read a timetable",
            "Year 2 can learn to read a timetable in an hour",
        ),
        (
            "If we had a pound for every jumper without a name",
            "We raised a pound for every page that we read",
        ),
        (
            "Nice of the council to dig up the road today",
            "Nice weather for the council's tree planting today",
        ),
        (
            "We apologise to anyone offended by our singing",
            "We apologise to everyone who could not get a ticket",
        ),
        ("Not being rude but who parks like that", "Not a rude word was heard"),
        ("Maths tuition, £25 an hour, message me now", "£2 an hour to park"),
        (
            "As we have explained to you, the gate shuts at nine",
            "Year 5 have explained gravity to us, and the gate shuts at nine",
        ),
        (
            "Their parents could do with a lesson in manners",
            "A lesson in magnets, with manners, for Year 3",
        ),
        ("An hour on hold to the travel office", "Hold on tight, the fair is here"),
    ],
    Kind.TARGETED: [
        (
            "Whoever drew on the headteacher's portrait: see me after lunch",
            "Whoever is free after lunch can help to hang the portraits",
        ),
        ("One brave soul ate the hottest chilli", "One child per ticket, please"),
        ("A new face in 3K this morning", "A new clock face in 3K this morning"),
        (
            "She cried at the end and her friends hugged her",
            "She was the first woman in space, and we built her rocket",
        ),
        (
            "He told us a secret about the head",
            "He sailed round the world, and Year 3 drew his ship",
        ),
    ],
    Kind.PROFANITY: [
        ("That ref is a muppet", "The Muppets came to our film club"),
        ("Who let that old bag on the gate", "That old bag of marbles came in handy"),
        ("What a bunch of clowns at county hall", "A bunch of tulips from county hall"),
    ],
}


def manner(text: str) -> set[Kind]:
    folded = fold(text)
    return {m.kind for m in find_manner(folded, words(folded), ())}


@pytest.mark.parametrize(
    ("kind", "shows", "does_not"),
    [(kind, *pair) for kind, pairs in PAIRS.items() for pair in pairs],
)
def test_what_lies_close_together_is_told_apart(kind: Kind, shows: str, does_not: str):
    assert kind in manner(shows)
    assert kind not in manner(does_not)
