"""One spelling for a word, however it is written."""

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d"}
    | {"þ": "th", "ħ": "h", "ı": "i"}  # noqa: RUF001 - the Turkish letter
)
_APOSTROPHES = frozenset("'`\u2019\u02bf\u02be")
_REMEMBERED = 10_000  # words: a bot that runs for months must not keep every one


@lru_cache(_REMEMBERED)
def plain(word: str) -> str:
    """Small letters without accents or apostrophes: "O'Brien-Łuć" is "obrien-luc"."""
    letters = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(
        c for c in letters if not unicodedata.combining(c) and c not in _APOSTROPHES
    )


def plain_letters(form: str) -> str:
    """The letters and digits of the plain form: "O'Brien-Łuć" is "obrienluc"."""
    return "".join(char for char in plain(form) if char.isalnum())
