"""What the model hears where no wording gave it away."""

import numpy as np
import pytest

from nlp.folding import fold
from nlp.manner_heads import find_heard
from nlp.names import Decision
from nlp.normalise import words
from nlp.reading import Kind, Mention
from nlp.tagger import Tagging

LABELS = ("tone", "targeted", "personal_data", "profanity", "sensitive", "reply")
DECISION = Decision(
    name=0.5,
    kind=0.5,
    sure=((0.0, 0.0), (1.0, 1.0)),
    heads=dict.fromkeys((*LABELS, "channel", "disclosure", "stop"), 0.2),
)


def heard(
    text: str, told: set[Kind] | None = None, first: int = 0, **chances: float
) -> list[Mention]:
    """What is found where the model gives these chances, from its word `first` on."""
    folded = fold(text)
    read = words(folded)
    heads = dict.fromkeys((*LABELS, "channel", "disclosure", "stop"), 0.0) | chances
    tagging = Tagging(
        ("other",),
        np.ones((len(read), 1), dtype=np.float32),
        heads,
        dict.fromkeys(heads, (first, len(read))),
    )
    return list(find_heard(folded, read, tagging, DECISION, told or set()))


def test_a_chance_that_is_enough_is_told_with_the_sentence() -> None:
    (mention,) = heard("It rained. Cheers for the email.", first=3, tone=1.0, stop=1.0)
    assert (mention.kind, mention.text) == (Kind.TONE, "Cheers for the email.")
    assert mention.why


def test_a_stop_inside_a_number_begins_no_sentence() -> None:
    text = "We made £184.50, thank you very much"
    (mention,) = heard(text, first=5, tone=1.0, stop=1.0)
    assert mention.text == text


def test_what_the_wording_has_told_is_not_told_again() -> None:
    assert heard("Cheers.", told={Kind.TONE}, tone=1.0, stop=1.0) == []


def test_each_label_is_heard_from_its_own_least_chance_on() -> None:
    text = "her new tablets are in the bag"
    assert heard(text, personal_data=0.19) == []
    assert [m.kind for m in heard(text, personal_data=0.2)] == [Kind.PRIVATE]


def test_a_private_fact_is_heard_only_where_the_model_rather_thinks_so() -> None:
    assert Decision.load().heads["personal_data"] >= 0.5  # it sends the draft back


def test_without_a_word_that_hints_at_it_the_model_is_not_believed() -> None:
    assert heard("Lego towers", sensitive=1.0, targeted=1.0, personal_data=1.0) == []
    kinds = {m.kind for m in heard("our boy in hospital", sensitive=1.0, targeted=1.0)}
    assert kinds == {Kind.GRAVE, Kind.TARGETED}


def test_nothing_is_heard_in_nothing() -> None:
    assert heard("", tone=1.0, stop=1.0) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She says nobody cooks tea at hers", 1),
        ("Look who came to lunch", 0),
    ],
)
def test_harm_is_heard_where_some_word_hints_at_it(text: str, found: int) -> None:
    told = [m for m in heard(text, disclosure=1.0) if m.kind is Kind.DISCLOSURE]
    assert len(told) == found
