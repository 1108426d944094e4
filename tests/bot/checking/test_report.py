"""The report that a person reads."""

import pytest

from tests.bot.checking.by_rote import run

pytestmark = pytest.mark.usefixtures("by_rote", "nobodys_settings")


def test_carets_stand_under_the_words():
    lines = run(drafts="Well done Josh!").stdout.splitlines()

    draft = next(line for line in lines if "Well done Josh!" in line)
    below = lines[lines.index(draft) + 1]
    assert below.index("^") == draft.index("Josh")
    assert below.strip() == "^^^^"


def test_carets_stand_under_the_words_after_wide_characters():
    lines = run(drafts="🎉🎉 Josh!").stdout.splitlines()

    # Each emoji takes two cells, so the caret stands two cells further right.
    assert "  " + " " * 5 + "^^^^" in lines


def test_a_long_draft_is_wrapped_and_every_caret_keeps_to_its_line():
    lines = run(drafts="word " * 40 + "Josh").stdout.splitlines()

    draft = next(line for line in lines if line.endswith("Josh"))
    below = lines[lines.index(draft) + 1]
    assert below == draft.replace("Josh", "^^^^").replace("word", "    ")


def test_it_says_what_became_of_them():
    result = run(drafts="Josh won\nThanks @farm\nFine\n")

    assert result.stdout.splitlines()[-1] == (
        "3 drafts: 1 sent back, 1 for a leader to weigh, 1 passed."
    )


def test_it_says_when_a_draft_would_go_out():
    result = run("--at", "2026-11-20T18:30", drafts="Fine")

    assert "would go out Monday 23 November at 08:00" in result.stdout


def test_nothing_in_a_draft_moves_the_cursor():
    result = run(drafts="red \x1b[31m and \u202eback")

    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_square_brackets_are_words_not_colours():
    assert "[bold]hello[/bold]" in run(drafts="[bold]hello[/bold]").stdout


def test_it_says_what_x_would_not_take():
    assert "too long for X by 3" in run(drafts="a" * 283).stdout
    assert "too long" not in run(drafts="a" * 280).stdout
