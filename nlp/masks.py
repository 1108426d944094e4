"""Words with letters hidden: "J*sh", "j0sh", "f**k"."""

from functools import cache

import regex

from nlp import lexicon

_LEET = tuple(
    str.maketrans("013457@$!", letters) for letters in ("oieastasi", "oleastasl")
)
_SHAPE = regex.compile(r"\p{L}|[0134578@$!]|[*#•_.]+")
_COMMON_NAME = 300  # babies: rarer names are too easily read into a mask
_MOST_HIDDEN = 3
_LEAST_SHOWN = 2
_HIDDEN = "*#•_.@$!"


def unmask(seen: str) -> str | None:
    """What a masked word reads as, or None where it is no mask.

    Digits and signs are first read as the letters they look like, then as any
    letter; only a word or a name that is known counts.
    """
    for look in _LEET:
        plain = _like(seen, seen.translate(look))
        if plain.isalpha() and _is_word(plain.lower()):
            return plain
    if any(sign in seen for sign in _HIDDEN):
        return _guess(seen)
    return None


def _is_word(word: str) -> bool:
    return len(word) > _LEAST_SHOWN and (
        lexicon.first_names().get(word, 0) > _COMMON_NAME or word in _rude()
    )


@cache
def _rude() -> frozenset[str]:
    stems = lexicon.listed("profanity")
    endings = ("", "s", "ed", "er", "ers", "ing", "y", "ty", "head")
    inflected = {stem + ending for stem in stems for ending in endings}
    return (
        inflected
        | lexicon.listed("profanity_whole")
        | lexicon.listed("profanity_masked")
    )


def _guess(seen: str) -> str | None:
    hidden = sum(sign in _HIDDEN for sign in seen)
    shown = len(seen) - hidden
    if hidden > _MOST_HIDDEN or shown < _LEAST_SHOWN or not seen[0].isalpha():
        return None
    shape = "".join("." if s in _HIDDEN else regex.escape(s) for s in seen.lower())
    pattern = regex.compile(shape)
    for word in sorted(_rude()):
        if pattern.fullmatch(word):
            return _like(seen, word)
    named = [n for n in _by_length().get(len(seen), ()) if pattern.fullmatch(n)]
    return _like(seen, named[0]) if named else None


@cache
def _by_length() -> dict[int, list[str]]:
    """Common first names by length, the commonest first."""
    found: dict[int, list[str]] = {}
    names = lexicon.first_names()
    for name in sorted(names, key=names.__getitem__, reverse=True):
        if names[name] > _COMMON_NAME:
            found.setdefault(len(name), []).append(name)
    return found


def _like(seen: str, word: str) -> str:
    """`word` in the case of what was seen: first capital, capitals, or lower."""
    letters = [c for c in seen if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return word.upper()
    return word.capitalize() if letters and seen[0].isupper() else word
