"""What was found is told once for each thing to do about it."""

from bot.chat.slack.findings import findings
from policy.terms import Duty, Finding
from tests.slack_driver import said


def shown(*found: Finding) -> str:
    return said({"blocks": list(findings(found))})


def name(text: str, advice: str = "Say 'a pupil'.") -> Finding:
    return Finding("2.1", Duty.MUST, advice, 0, len(text), text, "a first name")


def test_findings_of_one_sort_are_told_together():
    told = shown(name("Zuri"), name("Olek"), name("Mei", "Cover it."))
    both = "“Zuri” (a first name), “Olek” (a first name). Say 'a pupil'."
    assert f"*2.1 must be changed*\n{both}" in told
    assert "“Mei” (a first name). Cover it." in told


def test_thirty_names_leave_room_for_what_to_do():
    told = shown(*(name(f"Name{n}") for n in range(30)))
    assert "“Name29”. Say 'a pupil'." in told
    assert "Put these right" not in told


def test_nobody_reads_more_than_a_dozen_and_the_rest_is_counted():
    told = shown(*(name("Zuri", f"Advice {n}.") for n in range(14)))
    assert "Advice 11." in told
    assert "Advice 12." not in told
    assert "And 2 more. Put these right first, please." in told


def test_nothing_found_is_nothing_shown():
    assert list(findings(())) == []
