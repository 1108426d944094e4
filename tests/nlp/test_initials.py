"""Initials that may stand for a child."""

import pytest

from nlp.folding import fold
from nlp.initials import find_initials


def found(text: str) -> list[str]:
    return [mention.text for mention in find_initials(fold(text))]


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Well done JS, what a goal", ["JS"]),
        ("A.K. read 14 books", ["A.K."]),
        ("MP, TL and AO have their badges", ["MP", "TL", "AO"]),
        ("JS & DT led the singing", ["JS", "DT"]),
        ("top readers BR KL and JMS", ["BR", "KL", "JMS"]),
    ],
)
def test_initials_are_found(text: str, initials: list[str]) -> None:
    assert found(text) == initials


@pytest.mark.parametrize(
    "text",
    [
        "PE kit and RE books on Monday",
        "The PTA met at 7 PM in KS2",
        "SATs week, SEND coffee morning, BBC crew, ICT suite",
        "DT and TA and UK and EU",
        "P.E. and R.E. with the P.T.A., then D.T. at 2 P.M.",
        "WE WON THE CUP AND THE WHOLE OF Y6 WENT MAD",
        "Our MP came to visit",
        "@JS #JS",
    ],
)
def test_abbreviations_are_no_initials(text: str) -> None:
    assert found(text) == []
