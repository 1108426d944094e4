"""A text as the words that a reader sees, each with its place in the original."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from nlp.folding import Folded, fold
from nlp.masks import is_rude, unmask
from nlp.shapes import EMAIL, FILE, HANDLE, HASHTAG, LINK
from nlp.splitting import split, split_capital


class Inside(StrEnum):
    """What a word was taken out of."""

    NONE = "none"
    HASHTAG = "hashtag"
    HANDLE = "handle"
    LINK = "link"  # or an e-mail address
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number, mark or emoji.

    `text` is `original[start:end]`, in code points. `folded` is what it reads as:
    look-alike letters plain, masked and spaced letters joined, case and accents kept.
    """

    text: str
    start: int
    end: int
    folded: str
    inside: Inside = Inside.NONE


# Repeats are bounded as in nlp/shapes.py.
_CHUNK = regex.compile(
    rf"""
      (?P<email> {EMAIL})
    | (?P<link> {LINK})
    | (?P<file> {FILE})
    | (?P<handle> {HANDLE})
    | (?P<hashtag> {HASHTAG})
    """
    r"""
    | (?P<spaced> (?<![\w'-]) \p{L} (?P<gap>[ ._*|/~-]|\ ?[-.]\ ?) \p{L}
                  (?: (?P=gap) \p{L} ){1,40} (?![\w'-]) )
    | (?P<masked> (?<!\w) (?=[\w*@$!#•.]{3,14}(?!\w)) \w+ (?:[*@$!\#•]+ \w+ | \*+ )+
                | (?<!\w) (?=\w{3,14}(?!\w)) \w*[0134578]\w* )
    | (?P<tail>   (?<=\w) ' (?:s|ll|ve|re|d|m) (?!\w) )
    | (?P<word>   [^\W_]+ (?: ' (?! (?:s|ll|ve|re|d|m)(?!\w) ) [^\W_]+ )* )
    | (?P<mark>   \S )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_PIECE = regex.compile(
    r"""
      (?:y|yr|year|ks|p|u) \d{1,2} (?!\d)
    | \d{1,2} \p{Lu} (?!\p{L})
    | \d+ (?:st|nd|rd|th) (?!\p{Ll})
    | \d+
    | (?-i: \p{Lu}+ (?!\p{Ll}) | \p{Lu}?[\p{Ll}\p{Lo}\p{M}']+ )
    | [\p{L}\p{M}]+
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_SHORTEST_SPLIT = 4
_LONGEST = 60  # letters of one word that are read: no word is longer
_INSIDE = {
    "email": Inside.LINK,
    "link": Inside.LINK,
    "file": Inside.FILE,
    "handle": Inside.HANDLE,
    "hashtag": Inside.HASHTAG,
}


def normalise(text: str) -> list[Word]:
    """The words of a text, in order; time grows with its length, never faster."""
    return words(fold(text))


def words(folded: Folded) -> list[Word]:
    """The words of a text that is folded already."""
    return list(_words(folded))


def _words(folded: Folded) -> Iterator[Word]:
    for chunk in _CHUNK.finditer(folded.text):
        sort = chunk.lastgroup if chunk.lastgroup != "gap" else "spaced"
        for start, end, reads, inside in _parts(sort or "mark", chunk):
            first, last = folded.starts[start], folded.ends[end - 1]
            yield Word(
                folded.original[first:last], first, last, reads[:_LONGEST], inside
            )


_Part = tuple[int, int, str, Inside]


def _parts(sort: str, chunk: "regex.Match[str]") -> Iterator[_Part]:
    start, seen = chunk.start(), chunk.group()
    if sort in _INSIDE:
        yield from _pieces(start, seen, _INSIDE[sort])
    elif sort == "spaced":
        yield from _spaced(start, seen, chunk.group("gap"))
    elif sort == "masked":
        yield start, start + len(seen), unmask(seen) or seen, Inside.NONE
    else:
        yield start, start + len(seen), seen, Inside.NONE


def _pieces(start: int, seen: str, inside: Inside) -> Iterator[_Part]:
    """The words of a hashtag, a handle, a link or a file's name."""
    pieces = list(_PIECE.finditer(seen))
    camel = sum(piece.group()[0].isupper() for piece in pieces) > 1
    for piece in pieces:
        at = start + piece.start()
        for part in _run(piece.group(), camel=camel):
            yield at, at + len(part), part, inside
            at += len(part)


def _run(run: str, *, camel: bool) -> list[str]:
    if not run.isalpha() or len(run) < _SHORTEST_SPLIT:
        return [run]
    return split_capital(run, camel=camel) if run.istitle() else split(run)


def _spaced(start: int, seen: str, gap: str) -> Iterator[_Part]:
    """ "j o s h" is one word; "w e l l d o n e" is two; a rude one stays whole."""
    step = 1 + len(gap)
    at, joined = start, seen[::step]
    for part in [joined] if is_rude(joined.lower()) else _run(joined, camel=False):
        end = at + step * (len(part) - 1) + 1
        yield at, end, part, Inside.NONE
        at = end + len(gap)
