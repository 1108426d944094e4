"""The safe version of a draft: what can be mended, mended, and no fact changed.

It is an offer, and shown only where it `is_safe` when it is read in its turn.
"""

import re
from collections.abc import Iterator

from nlp.reading import Kind, Mention
from policy.context import NO_SURNAME
from policy.edits import Edit, apply
from policy.groups import Span
from policy.pupils import without_names
from policy.tags import (
    handle_as_name,
    hashtag_without,
    link_left_out,
    stands_for_a_name,
)
from policy.terms import Case, Duty, Finding, Verdict

OFFICE = "the school office"
AN_ADDRESS = "a private address"
REACHED_AT = re.compile(r"\b(?:on|at|via|through|using)\s+$", re.I)
IS = re.compile(r"\b(?:is|are|was)\s+$", re.I)
BORN = re.compile(r"(?P<open>,\s*|\s*\()(?:born|dob|d\.o\.b\.?)?:?\s*(?:on\s+)?$", re.I)
GOES_ON = re.compile(r"\s+(?:you|we|please|ring|call|so|and|but)\b", re.I)
# What belongs to a name but was not found with it: "Josh B. won", "Mei Popescu won".
MORE_OF_IT = re.compile(
    r" (?:[B-HJ-Z](?:\.(?=\s*[a-z,]))?(?!\w)"
    rf"|(?!(?i:{NO_SURNAME})\b)[A-Z][^\W\d_A-Z]+(?:['\u2019-][A-Z][^\W\d_]+)*"
    r"(?=['\u2019]s\b|[.,!?)]|$| [a-z]))"
)
# "T. Oyelaran", "D-Jay"
LEADING_INITIAL = re.compile(r"(?<!\w)[A-Z](?:\.[^\S\n]?|-)?\Z")
GREETS = re.compile(r"[.,\s]+|(?:well ?done|thanks|thank you)\s+", re.IGNORECASE)
NAMES = "2.1"
MENDED = frozenset({"2.2", "5.3"})


def safe_version(case: Case, verdict: Verdict) -> str:
    """The draft with names, contacts and handles taken out; "" where nothing helps.

    "" too where a name that was found would still stand in it.
    """
    if verdict.disclosure:  # it is not to be posted in any words
        return ""
    text = case.draft.text
    found = [f for f in verdict.findings if f.photo is None and f.text]
    musts = [f for f in found if f.duty is Duty.MUST]
    others = [m for m in case.reading.mentions if m.kind is not Kind.FIGURE]
    known = {mention.start for mention in others}
    names = _spans(text, [f for f in musts if f.clause == NAMES], known)
    places = {(f.start, f.end) for f in found if f.clause in MENDED}
    wrong = [m for m in case.reading.mentions if (m.start, m.end) in places]
    edits = list(_edits(case, wrong, names))
    if any(edit.new == text[edit.start : edit.end] for edit in edits):
        return ""  # nothing good can be put there
    safe = apply(text, edits).strip()
    if safe == text.strip() or any(_stands(text[a:b], safe) for a, b in names):
        return ""
    return safe


def is_safe(again: Verdict, verdict: Verdict) -> bool:
    """Whether a safe version, judged in its turn, is stopped for nothing.

    But for what its photos stopped the draft for: no words mend that.
    """
    photos = {f for f in verdict.of(Duty.MUST) if f.photo is not None}
    return photos.issuperset(again.of(Duty.MUST))


def _edits(case: Case, wrong: list[Mention], names: list[Span]) -> Iterator[Edit]:
    text = case.draft.text
    tags = list(case.reading.of(Kind.HASHTAG, Kind.HANDLE, Kind.LINK))
    spoken = [tag for tag in tags if stands_for_a_name(tag, names, text)]
    tags = [tag for tag in tags if tag not in spoken]
    loose = [span for span in names if not any(_meets(span, tag) for tag in tags)]
    loose = [_whole(span, spoken) for span in loose]
    answers = bool(case.reading.of(Kind.REPLY))
    for tag in tags:
        named = [span for span in names if _meets(span, tag)]
        if tag.kind is Kind.HANDLE and (named or tag in wrong):
            answered = answers and not text[: tag.start].strip()
            yield handle_as_name(tag, text, named=bool(named), answers=answered)
        elif edit := _mended_tag(tag, named, text):
            yield edit
    yield from without_names(text, loose)
    for fancy in case.reading.of(Kind.FANCY):
        if fancy.mend and not any(_meets(span, fancy) for span in names):
            yield Edit(fancy.start, fancy.end, fancy.mend)
    for words in wrong:
        if edit := _private(words, text):
            yield edit


def _mended_tag(tag: Mention, named: list[Span], text: str) -> Edit | None:
    if tag.kind is Kind.LINK:
        return link_left_out(tag, text) if named else None
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
        said = before.endswith(", ") and not re.match(r"\s*\w", text[words.end :])
        return Edit(words.start - 2 * said, words.end, "" if said else AN_ADDRESS)
    if words.kind is Kind.BIRTH_DATE and (born := BORN.search(before)):
        closes = text[words.end : words.end + 1] in {",", ")"}
        comma = "," if closes and GOES_ON.match(text, words.end + 1) else ""
        return Edit(born.start(), words.end + closes, comma)
    return None


def _spans(text: str, names: list[Finding], known: set[int]) -> list[Span]:
    """Where the names stand, in order, with no possessive 's; 'A. Khan' is one.

    `known` is where something begins that the reader has found, so no surname.
    """
    spans: list[Span] = []
    for name in names:
        start, end = _span(text, name, spans[-1][1] if spans else 0)
        if end + 1 not in known and (more := MORE_OF_IT.match(text, end)):
            end = more.end()
        if spans and _initialled(text, spans[-1], (start, end)):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _span(text: str, name: Finding, floor: int) -> Span:
    """Where the name itself stands: no possessive 's, no "Welldone", no stray dot."""
    start, end = name.start, name.end
    if name.text.lower().endswith(("'s", "\u2019s")):
        end -= 2
    begun = GREETS.match(text, start, end)
    start = begun.end() if begun else start
    if leading := LEADING_INITIAL.search(text, floor, start):
        start = leading.start()
    return start, end


def _initialled(text: str, one: Span, other: Span) -> bool:
    """Whether one of two neighbours is the other's initial."""
    letter = 1 in {one[1] - one[0], other[1] - other[0]}
    return letter and text[one[1] : other[0]] in {" ", ".", ". "}


def _whole(span: Span, tags: list[Mention]) -> Span:
    """The hashtag that is nothing but this name, with its sign."""
    return next(((t.start, t.end) for t in tags if _meets(span, t)), span)


def _meets(span: Span, tag: Mention) -> bool:
    return span[0] < tag.end and tag.start < span[1]


def _stands(name: str, text: str) -> bool:
    """Whether the name is still there; a lone letter ("a pupil") tells nothing."""
    return len(name) > 1 and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
