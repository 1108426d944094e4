"""The drafts to try do what the page says of them."""

import pytest

from nlp.reader import Reader
from policy.judge import judge
from policy.rewrite import safe_version
from policy.terms import Case, Draft, Outcome, School, Verdict
from sandbox.school import EXAMPLES, SCHOOL

CLEAN, NAMED, COMPLAINT = EXAMPLES


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def case(reader: Reader, text: str) -> Case:
    return Case(Draft(text), reader.read(text), School(SCHOOL))


def judged(reader: Reader, text: str) -> Verdict:
    return judge(case(reader, text))


def test_the_clean_draft_goes_straight_to_the_leaders(reader: Reader) -> None:
    assert judged(reader, CLEAN.text).outcome is Outcome.PASS


def test_the_childs_name_comes_back_with_a_safe_version(reader: Reader) -> None:
    verdict = judged(reader, NAMED.text)
    assert verdict.outcome is Outcome.BLOCK
    safe = safe_version(case(reader, NAMED.text), verdict)
    assert safe
    assert "Ottilie" not in safe
    assert "Marsh" not in safe


def test_the_complaint_can_go_on_with_advice(reader: Reader) -> None:
    verdict = judged(reader, COMPLAINT.text)
    assert verdict.outcome is Outcome.REVIEW
    assert {"5.2", "5.3"} <= {found.clause for found in verdict.findings}
