"""One spelling for a name, however it is written."""

import unicodedata

_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d"}
    | {"þ": "th", "ħ": "h", "ı": "i"}  # noqa: RUF001 - the Turkish letter
)


def plain_letters(form: str) -> str:
    """Letters and digits only, small, without accents: "O'Brien-Łuć" is "obrienluc"."""
    decomposed = unicodedata.normalize("NFKD", form.casefold().translate(_LETTERS))
    return "".join(char for char in decomposed if char.isalnum())
