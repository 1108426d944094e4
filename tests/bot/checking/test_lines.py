"""A bad line is told by its number, and spoils no other."""

import re

import pytest

from tests.bot.checking.by_rote import answers, jsonl, run

pytestmark = pytest.mark.usefixtures("by_rote", "nobodys_settings")

BAD = [
    ('{"id": "x"', "it is not JSON"),
    ("[1, 2]", "it is not a JSON object"),
    ('{"id": "x"}', 'it has no "text"'),
    ('{"text": 3}', '"text" is not text'),
    ('{"text": null}', '"text" is not text'),
    ('{"text": "x", "id": {}}', '"id" is neither'),
    ('{"text": "x", "at": "teatime"}', '"at" is no time'),
    ('{"text": "x", "at": "9999-12-31T23:00"}', "too far away"),
    ('{"text": "x", "photos": "a.jpg"}', '"photos" is no list'),
    ('{"text": "x", "photos": [{"alt": "y"}]}', '"photos" is no list'),
    ('{"text": "x", "photos": [{"file": "gone.jpg"}]}', "photo 1 cannot be read"),
    ('{"text": "half \\ud83d"}', "half a character"),
    ("[" * 100_000, "it is not JSON"),
]


@pytest.mark.parametrize(("line", "why"), BAD)
def test_it_is_told_by_its_number_and_the_others_are_judged(line: str, why: str):
    drafts = f'{{"text": "first"}}\n{line}\n{{"text": "third"}}\n'
    result = run("--json", drafts=drafts)

    assert [answer["id"] for answer in answers(result)] == ["1", "3"]
    assert re.fullmatch(r"Line 2 is left out: .+\.\n", result.stderr)
    assert why in result.stderr
    assert result.exit_code == 1


def test_bytes_that_are_no_text():
    result = run("--json", drafts=b"first\n\xff\xfe\x00\nthird\n")

    assert [answer["id"] for answer in answers(result)] == ["1", "3"]
    assert "Line 2 is left out: it is not UTF-8 text" in result.stderr
    assert result.exit_code == 1


def test_no_word_of_a_draft_is_repeated():
    drafts = jsonl({"text": "x"}, {"text": ["Josh"], "photos": "Josh.jpg"})

    assert "Josh" not in run("--json", drafts=drafts).stderr
