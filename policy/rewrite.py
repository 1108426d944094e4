"""The safe version of a draft: what can be mended, mended, and no fact changed.

It is an offer. Whoever shows it has it read and judged again.
"""

import re
from collections.abc import Iterator

from nlp.reading import Kind, Mention
from policy.edits import Edit, apply, dropped
from policy.groups import Span
from policy.pupils import without_names
from policy.tags import handle_as_name, hashtag_without
from policy.terms import Case, Duty, Finding, Verdict

OFFICE = "the school office"
REACHED_AT = re.compile(r"\b(?:on|at|via|through|using)\s+$", re.I)
IS = re.compile(r"\b(?:is|are|was)\s+$", re.I)
BORN = re.compile(r"(?P<open>,\s*|\s*\()(?:born|dob|d\.o\.b\.?)?:?\s*(?:on\s+)?$", re.I)
NAMES = "2.1"
MENDED = frozenset({"2.2", "5.3"})


def safe_version(case: Case, verdict: Verdict) -> str:
    """The draft with names, contacts and handles taken out; "" where nothing helps.

    "" too where a name that was found would still stand in it.
    """
    text = case.draft.text
    found = [f for f in verdict.findings if f.photo is None and f.text]
    musts = [f for f in found if f.duty is Duty.MUST]
    names = _spans(text, [f for f in musts if f.clause == NAMES])
    places = {(f.start, f.end) for f in found if f.clause in MENDED}
    wrong = [m for m in case.reading.mentions if (m.start, m.end) in places]
    safe = apply(text, _edits(case, wrong, names)).strip()
    if safe == text.strip() or any(_stands(text[a:b], safe) for a, b in names):
        return ""
    return safe


def _edits(case: Case, wrong: list[Mention], names: list[Span]) -> Iterator[Edit]:
    text = case.draft.text
    tags = case.reading.of(Kind.HASHTAG, Kind.HANDLE, Kind.LINK)
    loose = [span for span in names if not any(_meets(span, tag) for tag in tags)]
    answers = bool(case.reading.of(Kind.REPLY))
    for tag in tags:
        named = [span for span in names if _meets(span, tag)]
        if tag.kind is Kind.HANDLE and (named or tag in wrong):
            answered = answers and not text[: tag.start].strip()
            yield handle_as_name(tag, text, drop=bool(named) or answered)
        elif edit := _mended_tag(tag, named, text):
            yield edit
    yield from without_names(text, loose)
    for words in wrong:
        if edit := _private(words, text):
            yield edit


def _mended_tag(tag: Mention, named: list[Span], text: str) -> Edit | None:
    if tag.kind is Kind.LINK:
        return dropped(text, tag.start, tag.end) if named else None
    if tag.kind is Kind.HASHTAG and named:
        return hashtag_without(tag, named, text)
    return Edit(tag.start, tag.end, tag.mend) if tag.mend else None


def _private(words: Mention, text: str) -> Edit | None:
    before = text[: words.start]
    if words.kind in {Kind.PHONE, Kind.EMAIL}:
        if reached := REACHED_AT.search(before):
            return Edit(reached.start(), words.end, f"through {OFFICE}")
        with_them = "with " if IS.search(before) else ""
        return Edit(words.start, words.end, with_them + OFFICE)
    if words.kind is Kind.ADDRESS:
        return Edit(words.start, words.end, "a private address")
    if words.kind is Kind.BIRTH_DATE and (born := BORN.search(before)):
        closes = text[words.end : words.end + 1] in {",", ")"}
        return Edit(born.start(), words.end + closes, "")
    return None


def _spans(text: str, names: list[Finding]) -> list[Span]:
    """Where the names stand, in order, with no possessive 's; 'A. Khan' is one."""
    spans: list[Span] = []
    for name in names:
        owner = name.text.lower().endswith(("'s", "\u2019s"))
        start, end = name.start, name.end - 2 * owner
        if spans and _initialled(text, spans[-1], (start, end)):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _initialled(text: str, one: Span, other: Span) -> bool:
    """Whether one of two neighbours is the other's initial."""
    letter = 1 in {one[1] - one[0], other[1] - other[0]}
    return letter and text[one[1] : other[0]] in {" ", ".", ". "}


def _meets(span: Span, tag: Mention) -> bool:
    return span[0] < tag.end and tag.start < span[1]


def _stands(name: str, text: str) -> bool:
    """Whether the name is still there; a lone letter ("a pupil") tells nothing."""
    return len(name) > 1 and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
