"""How a text is meant: rude, aimed at one child, private, grave, cross, an answer."""

from collections.abc import Iterator, Sequence

from nlp.folding import Folded
from nlp.manner_disclosure import find_disclosure, find_saying
from nlp.manner_private import find_private
from nlp.manner_profanity import find_profanity
from nlp.manner_rules import book
from nlp.normalise import Word
from nlp.reading import Kind, Mention

_BY_WORDING = (
    Kind.TARGETED,
    Kind.TONE,
    Kind.GRAVE,
    Kind.CHANNEL,
    Kind.REPLY,
    Kind.KIT,
)


def find_manner(
    text: Folded, words: Sequence[Word], named: Sequence[Mention]
) -> Iterator[Mention]:
    """Every manner that the wording shows; `named` is who and what is named in it."""
    for kind in _BY_WORDING:
        yield from book(kind.value).find(text, kind)
    yield from find_saying(text, named)
    yield from find_disclosure(text)
    yield from find_profanity(text, words)
    yield from find_private(text, named)
