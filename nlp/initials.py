"""Initials that may stand for a child: JS, A.K., "MP, TL and AO"."""

from collections.abc import Iterator

import regex

from nlp import lexicon
from nlp.folding import Folded
from nlp.reading import Kind, Mention

_DOTTED = regex.compile(r"(?<![\w.])\p{Lu}\.\p{Lu}(?:\.\p{Lu})?(?:\.(?!\w)|(?![\w.]))")
_BARE = regex.compile(r"(?<![\w.@#&'/-])\p{Lu}{2,3}(?![\w@&/-]|\.\w)")
_JOINED = regex.compile(r"\s?(?:,|&|\+|and|or|\s)\s?")
_LONGEST_BARE = 2  # three letters count only in a list of initials


def find_initials(text: Folded) -> Iterator[Mention]:
    """Dotted pairs, and pairs of capitals that are no known abbreviation."""
    for found in _DOTTED.finditer(text.text):
        if found.group().replace(".", "") not in lexicon.listed("dotted"):
            yield text.mention(Kind.INITIALS, *found.span(), why="initials")
    if _shouts(text.text):
        return
    pairs = list(_BARE.finditer(text.text))
    plain = [_is_initials(pair.group()) for pair in pairs]
    for at, pair in enumerate(pairs):
        listed = (at > 0 and plain[at - 1] and _side_by_side(text, pairs, at - 1)) or (
            at + 1 < len(pairs) and plain[at + 1] and _side_by_side(text, pairs, at)
        )
        if plain[at] or listed:
            yield text.mention(Kind.INITIALS, *pair.span(), why="initials")


def _is_initials(letters: str) -> bool:
    return len(letters) == _LONGEST_BARE and letters not in lexicon.listed(
        "abbreviations"
    )


def _side_by_side(text: Folded, pairs: list["regex.Match[str]"], at: int) -> bool:
    between = text.text[pairs[at].end() : pairs[at + 1].start()]
    return _JOINED.fullmatch(between) is not None


def _shouts(text: str) -> bool:
    """Whether the whole text is in capitals, so that they tell nothing."""
    capitals = sum(char.isupper() for char in text)
    small = sum(char.islower() for char in text)
    return capitals > small and small < len(text) // 4 and " " in text.strip()
