"""The code and the written policy say the same thing, in the same order."""

import re
from itertools import groupby
from pathlib import Path

import policy
from policy.book import POLICY
from policy.terms import Clause, Duty, Promise, Question

WRITTEN = Path(str(policy.__file__)).with_name("policy.md").read_text(encoding="utf-8")
CLAUSE = re.compile(r"^(\d+\.\d+) (\w+)\. (.+)$", re.MULTILINE)
REMARK = re.compile(r" \([A-Z][^()]*\.\)$")  # a whole sentence in parentheses


def duty_of(item: Clause | Question | Promise) -> Duty:
    return Duty.ASK if isinstance(item, Question) else item.duty


def test_every_clause_is_in_the_code_word_for_word_and_in_order():
    written = [
        (number, duty, REMARK.sub("", wording))
        for number, duty, wording in CLAUSE.findall(WRITTEN)
    ]

    # A clause that also asks the leader stands in the book twice, one after the other.
    units = [list(group) for _, group in groupby(POLICY, key=lambda item: item.number)]
    in_code = [(unit[0].number, duty_of(unit[0]), unit[0].wording) for unit in units]

    assert in_code == written
    assert all(item.wording == unit[0].wording for unit in units for item in unit)


def test_a_number_stands_in_one_place_of_the_book():
    numbers = [number for number, _ in groupby(POLICY, key=lambda item: item.number)]

    assert len(numbers) == len(set(numbers))
