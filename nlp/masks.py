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
        lexicon.babies(word) > _COMMON_NAME or is_rude(word)
    )


def is_rude(word: str) -> bool:
    """Whether a word of small letters is rude, or would be if any were hidden."""
    return word in _rude_words()


@cache
def _rude_words() -> frozenset[str]:
    return frozenset(_rude())


@cache
def _rude() -> list[str]:
    """Rude words with their endings, the commonest first."""
    stems = lexicon.listed("profanity")
    endings = ("", "s", "ed", "er", "ers", "ing", "y", "ty", "head")
    known = {stem + ending for stem in stems for ending in endings}
    known |= lexicon.listed("profanity_whole") | lexicon.listed("profanity_masked")
    return sorted(known, key=lambda word: (-lexicon.words().get(word, 0), word))


def _guess(seen: str) -> str | None:
    hidden = sum(sign in _HIDDEN for sign in seen)
    shown = len(seen) - hidden
    if hidden > _MOST_HIDDEN or shown < _LEAST_SHOWN or not seen[0].isalpha():
        return None
    shape = "".join("." if s in _HIDDEN else regex.escape(s) for s in seen.lower())
    pattern = regex.compile(shape)
    fitting = (word for word in _of_length(len(seen)) if pattern.fullmatch(word))
    word = next(fitting, None)
    return _like(seen, word) if word else None


@cache
def _of_length(length: int) -> list[str]:
    """Words that a mask may hide: rude ones, then first names, the commonest first."""
    names = lexicon.names()
    common = (name for name in names if names[name][0] > _COMMON_NAME)
    ranked = sorted(common, key=names.__getitem__, reverse=True)
    return [word for word in (*_rude(), *ranked) if len(word) == length]


def _like(seen: str, word: str) -> str:
    """`word` in the case of what was seen: first capital, capitals, or lower."""
    letters = [c for c in seen if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return word.upper()
    return word.capitalize() if letters and seen[0].isupper() else word
