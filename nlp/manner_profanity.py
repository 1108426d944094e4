"""Profanity, abuse and discrimination in any spelling, and nothing that looks so."""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from nlp import lexicon
from nlp.folding import Folded
from nlp.manner_rules import book
from nlp.normalise import Inside, Word
from nlp.reading import Kind, Mention
from nlp.spelling import plain_letters

_ENDINGS = (
    r"(?:s|es|ed|er|ers|in|ing|y|ty|tier|tiest|face|head|heads|hole|holes|load|loads"
    r"|show|storm|wit|wits|e|in'|ting|ted|up|bag|bags|stain|house|ery|ish|less)?"
)
_BEGINNINGS = (
    r"(?:mother|bull|horse|dip|bat|clus?ter|abso|un|dumb|jack|smart|bad|dog|pig|ape)?"
)
_LONGEST = 40
_THRICE = regex.compile(r"(.)\1{2,}")
_WHY = "profanity or abuse"


def find_profanity(text: Folded, words: Sequence[Word]) -> Iterator[Mention]:
    """Rude words, joined and unmasked, then rude phrases."""
    for at, word in enumerate(words):
        if (_is_rude(word.folded) or _is_hidden(word)) and not _is_innocent(words, at):
            yield Mention(Kind.PROFANITY, word.text, word.start, why=_WHY)
    yield from book("profanity").find(text, Kind.PROFANITY)


def _is_rude(word: str) -> bool:
    lower = plain_letters(word)
    if len(lower) > _LONGEST:
        return False
    return any(_rude().fullmatch(_THRICE.sub(by, lower)) for by in (r"\1", r"\1\1"))


def _is_hidden(word: Word) -> bool:
    masked = word.text.lower() != word.folded.lower()
    return masked and word.folded.lower() in lexicon.listed("profanity_masked")


@cache
def _rude() -> "regex.Pattern[str]":
    stems = "|".join(lexicon.listed("profanity"))
    whole = "|".join(lexicon.listed("profanity_whole"))
    return regex.compile(rf"{_BEGINNINGS}(?:{stems}){_ENDINGS}|{whole}")


def _is_innocent(words: Sequence[Word], at: int) -> bool:
    """A stem that is only a piece of a longer word taken apart, or in fit company."""
    word = words[at]
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if word.inside is not Inside.NONE:
        glued = [
            other.folded.lower()
            for other in (before, after)
            if other and (other.end == word.start or word.end == other.start)
        ]
        return any(o.isalpha() and not lexicon.is_known(o) for o in glued)
    pairs = {
        f"{one.folded} {two.folded}".lower()
        for one, two in ((before, word), (word, after))
        if one and two
    }
    return not pairs.isdisjoint(lexicon.listed("innocent"))
