"""What one child says, and what sounds like a child telling of harm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from nlp.folding import Folded
from nlp.manner_rules import book
from nlp.reading import Kind, Mention

_WHY = "words like a child telling of harm"
_SENTENCE = regex.compile(r"[^.!?\n]+")
_FAMILY = regex.compile(
    r"(?<!\w)(?:(?:step|grand)?-?(?:mum|mam|mom|dad|father|mother|brother|sister)\w*"
    r"|nan|nana|gran\w*|uncle|aunt(?:ie)?|cousin|boyfriend|carers?|coach)(?!\w)",
    regex.IGNORECASE,
)
_ENOUGH = "enough"
_HINTS = 3  # one of them may be somebody of the family
_HE_OR_SHE = "what he or she says"
_SOMEBODY_ELSES = {Kind.STAFF, Kind.FIGURE}


def find_saying(text: Folded, named: Sequence[Mention]) -> Iterator[Mention]:
    """One child's words, passed on. Where a grown-up is named, "she said" is theirs."""
    kinds = {mention.kind for mention in named}
    for words in book("one child speaks").find(text, Kind.SAYING):
        if words.why != _HE_OR_SHE or not kinds & _SOMEBODY_ELSES:
            yield replace(words, why="one child's words")
            return


def find_disclosure(text: Folded) -> Iterator[Mention]:
    """Set wording first; where there is none, one child's words of harm.

    The latter spans the sentence of the first word that tells of harm.
    """
    told = list(book("disclosure").find(text, Kind.DISCLOSURE))
    yield from told
    if told or not any(book("one child speaks").find(text, Kind.DISCLOSURE)):
        return
    words = list(book("harm").find(text, Kind.DISCLOSURE))
    hints = len(words) + bool(_FAMILY.search(text.text))
    if any(word.why == _ENOUGH for word in words) or (words and hints >= _HINTS):
        first = min(word.start for word in words)
        for sentence in _SENTENCE.finditer(text.text):
            mention = text.mention(Kind.DISCLOSURE, *sentence.span(), why=_WHY)
            if mention.start <= first < mention.end:
                yield mention
