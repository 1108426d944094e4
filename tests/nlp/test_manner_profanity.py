"""Profanity in any spelling, and the towns, birds and books that are none."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest

from nlp.folding import fold
from nlp.manner_profanity import find_profanity
from nlp.normalise import words


def found(text: str) -> list[str]:
    folded = fold(text)
    return [mention.text for mention in find_profanity(folded, words(folded))]


@pytest.mark.parametrize(
    "text",
    [
        "what a load of crap",
        "what a load of cr4p",
        "SHIT",
        "sh1t",
        "s h i t happens",
        "s.h.i.t",
        "bull$hit",
        "f**k",
        "f***ing",
        "F.U.C.K",
        "fuuuuck",
        "fu\u200bck",
        "fück off",
        "𝓯𝓾𝓬𝓴",
        "b0ll0cks",
        "w*nkers",
        "tw@t",
        "d!ck",
        "bl**dy brilliant",
        "b l o o d y",
        "b.o.l.l.o.c.k.s",
        "w a n k e r s",
        "what a b*lls",
        "****ing marvellous",
        "fvck this",
        "f_u_c_k",
        "ѕhіt",
        "#shitshow",
        "#wtf",
        "who the hell left this",
        "bloody annoying",
        "you absolute knob",
        "that's so gay",
        "stupid cow",
        "the other parents are scum",
        "go back to your own country",
        "thick as mince",
    ],
)
def test_profanity_abuse_and_discrimination_are_found(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Off to Scunthorpe for the final",
        "#Scunthorpe #Penistone #Cockermouth",
        "s c u n t h o r p e",
        "M I D D L E S E X",
        "a murder most foul in our class novel",
        "*** Summer fair *** on Saturday",
        "Lightwater, Clitheroe, Shitterton and Wetwang",
        "three balls and two bats",
        "Cockermouth Castle in the rain",
        "greetings from Penistone",
        "mocktail, cocktail, shuttlecock, peacock, cockerel",
        "shiitake mushrooms",
        "Dick Turpin, Dick Whittington, Moby Dick and spotted dick",
        "Middlesex, Essex and Sussex",
        "blue tits are nesting",
        "the slag heap in our mining topic",
        "assembly, classes, assess, passion, grass, bass",
        "Mr Cockburn and Mr Hancock",
        "Bloody Mary and Bloody Sunday in history",
        "pancake tosser of the year",
        "Nigeria, Niger and Pakistan",
        "spick and span",
        "faggots and peas",
        "Virginia Woolf and the Wankel engine",
        "a knob of butter and the door knob",
        "Homer and the hoe",
        "therapist, analysis, titular, pistachio",
        "Uranus and Pluto",
        "We saw a shag and a tern",
        "William the Bastard became the Conqueror",
        "the ass and the ox",
    ],
)
def test_innocent_words_are_not(text: str) -> None:
    assert found(text) == []
