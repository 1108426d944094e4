"""Who is named, by lists and the words around: a first name is a child's, unless."""

from collections.abc import Iterator

import regex

from nlp import lexicon
from nlp.normalise import Inside, Word
from nlp.reading import Kind, Mention

_CHILD_BEFORE = frozenset(
    {
        "and",
        "birthday",
        "by",
        "congrats",
        "congratulations",
        "done",
        "for",
        "from",
        "our",
        "reader",
        "star",
        "thanks",
        "to",
        "welcome",
        "well",
        "with",
        "writer",
    }
)
_CHILD_AFTER = frozenset(
    {
        "'s",
        "and",
        "did",
        "from",
        "got",
        "has",
        "in",
        "is",
        "made",
        "read",
        "said",
        "scored",
        "was",
        "who",
        "won",
        "wrote",
    }
)
_CLASS = regex.compile(r"(?:y|yr)?\d[a-z]{0,2}|year|reception|nursery", regex.I)
_RARE = 40  # babies under which a name alone is no evidence
_COMMON = 12  # millions of occurrences from which a word is a word first


def find_names(text: str, words: list[Word]) -> Iterator[Mention]:
    """Names, one mention for each run of them, with what gave it away."""
    at = 0
    while at < len(words):
        end, kind, why, sure = _name_at(words, at)
        if end > at:
            start, stop = words[at].start, words[end - 1].end
            yield Mention(kind, text[start:stop], start, sure, why)
        at = max(end, at + 1)


_Found = tuple[int, Kind, str, float]


def _name_at(words: list[Word], at: int) -> _Found:
    word = words[at]
    nothing = at, Kind.NAME, "", 0.0
    if word.folded.lower() in lexicon.listed("titles") and at + 1 < len(words):
        end = _capitals(words, at + 1 + (words[at + 1].folded == "."))
        return (end, Kind.STAFF, "a title", 1.0) if end > at + 1 else nothing
    if not _is_first_name(words, at):
        return nothing
    end = _capitals(words, at + 1) if word.folded[:1].isupper() else at + 1
    last = words[end].folded.lower() if end < len(words) else ""
    if last in lexicon.listed("places") or words[
        end - 1
    ].folded.lower() in lexicon.listed("places"):
        return end, Kind.PLACE, "a place or a house", 0.8
    if word.inside is Inside.HASHTAG:
        return end, Kind.NAME, "in a hashtag", 0.8
    if _CLASS.fullmatch(last):
        return end, Kind.NAME, "a first name before a class", 0.95
    return end, Kind.NAME, "a first name", 0.8


def _is_first_name(words: list[Word], at: int) -> bool:
    word = words[at].folded
    lower = word.lower()
    if lexicon.first_names().get(lower, 0) < _RARE:
        return False
    if lexicon.words().get(lower, 0) < _COMMON:
        return True
    before = words[at - 1].folded.lower() if at else ""
    after = words[at + 1].folded.lower() if at + 1 < len(words) else ""
    framed = before in _CHILD_BEFORE or after in _CHILD_AFTER or _CLASS.fullmatch(after)
    return word[:1].isupper() and bool(framed) and before not in {"", ".", "!", "?"}


def _capitals(words: list[Word], at: int) -> int:
    """The end of a run of capitalised words, hyphens included, from `at`."""
    while at < len(words) and (
        (words[at].folded[:1].isupper() and words[at].inside is words[at - 1].inside)
        or (
            words[at].folded == "-"
            and at + 1 < len(words)
            and words[at + 1].folded[:1].isupper()
        )
    ):
        at += 1
    return at
