"""What goes and what comes, so that a phone shows it at a glance."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.slack.difference import difference


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Well done Josh and Aisha in Year 4!",
            "Well done to two of our Year 4 pupils!",
            "Well done ~Josh and Aisha in~ *to two of our* Year ~4!~ *4 pupils!*",
        ),
        ("Josh's kite", "A pupil's kite", "~Josh's~ *A pupil's* kite"),
        ("Hooray #TeamEmre today", "Hooray today", "Hooray ~#TeamEmre~ today"),
        ("a day", "a good day", "a *good* day"),
        ("the same", "the same", "the same"),
        ("- Josh\n- Mei", "- A pupil\n- Another pupil",
         "- ~Josh~ *A pupil*\n- ~Mei~ *Another pupil*"),
        ("One\nJosh\nTwo", "One\nTwo", "One\n~Josh~ Two"),
        ("One", "One\n\nTwo\nThree", "One\n\n*Two*\n*Three*"),
    ],
)  # fmt: skip
def test_what_goes_is_struck_out_and_what_comes_is_bold(
    before: str, after: str, shown: str
):
    assert difference(before, after) == shown


def test_marks_of_the_authors_own_are_left_alone():
    shown = difference("*Josh* :tada: `x` a_b ~c~", "a pupil :tada: `x` a_b ~c~")
    assert shown.startswith("~\u2217Josh\u2217~ *a pupil* :\u2060tada: ")
    assert not set("`_") & set(shown)
    assert shown.count("~") == 2


def test_nobody_is_pinged_and_nothing_is_linked():
    shown = difference("Josh <!channel> & <@U1>", "a pupil <!channel> & <@U1>")
    assert shown == "~Josh~ *a pupil* &lt;!channel&gt; &amp; &lt;@U1&gt;"


words = st.lists(st.sampled_from(["Josh", "ran", "a", "pupil", "*", "\n", "Mei!"]))


@given(words, words)
def test_it_holds_every_word_of_both(before: list[str], after: list[str]):
    shown = difference(" ".join(before), " ".join(after))
    after_it = re.sub(r"~[^~]*~", "", shown).replace("*", "")
    before_it = re.sub(r"\*[^*]*\*", "", shown).replace("~", "")
    assert after_it.split() == _plain(after)
    assert before_it.split() == _plain(before)


def _plain(words: list[str]) -> list[str]:
    return [word.replace("*", "\u2217") for word in words if word != "\n"]
