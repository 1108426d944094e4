"""Letters that look alike become one letter; what cannot be seen goes.

Every letter of the folded text remembers which code points of the original it
stands for, so that whatever is found in it can be shown where it was written.
"""

# ruff: noqa: RUF001, RUF003 - letters that look alike are what this file is about

import unicodedata
from dataclasses import dataclass

from nlp.reading import Kind, Mention

# Whole alphabets that compatibility normalisation does not know.
_SMALL_CAPITALS = dict(
    zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)
)
_SQUARED = {
    chr(first + i): chr(ord("A") + i)
    for first in (0x1F130, 0x1F150, 0x1F170)
    for i in range(26)
}
_MARKS = {
    "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "´": "'", "`": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "‒": "-", "−": "-",
    "﹫": "@", "＠": "@", "＃": "#", "﹟": "#", "ɑ": "a", "ɡ": "g", "ı": "i",
}  # fmt: skip
_ALWAYS = _SMALL_CAPITALS | _SQUARED | _MARKS

# Letters of other scripts that pass for Latin ones. A word is folded only where all
# its foreign letters pass: "Jоsh" is, "Юлия" stays as it is written.
_FOREIGN = dict(
    zip(
        "АВСЕНІЈКМОРЅТУХҮԌԚԜаеіјорсухѕһԁԛԝғѵӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχγϳՕՏՍօոսհցազ",
        "ABCEHIJKMOPSTYXYGQWaeijopcyxshdqwfvlABEZHIKMNOPTYXaikvoptuxyjOSUonuhgwq",
        strict=True,
    )
)
_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN")
_SYMBOLS_KEPT = frozenset("™℠")  # else "Lego™" would end in TM


@dataclass(slots=True)
class Folded:
    """A folded text; its letter i stands for `original[starts[i]:ends[i]]`.

    `small` is the same text in small letters.
    """

    original: str
    text: str
    small: str
    starts: list[int]
    ends: list[int]

    def mention(  # the fields of a Mention, but its text
        self,
        kind: Kind,
        start: int,
        end: int,
        *,
        sure: float = 1.0,
        why: str = "",
        mend: str = "",
    ) -> Mention:
        """What was found at `text[start:end]`, placed in the original."""
        first, last = self.starts[start], self.ends[end - 1]
        return Mention(kind, self.original[first:last], first, sure, why, mend)


def fold(original: str) -> Folded:
    """Fold a text of any length, in one pass."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(original):
        if char.isascii():
            seen = char
        elif _unseen(char):
            continue
        elif letters and unicodedata.combining(char):
            if _joins(letters, char):
                ends[-1] = at + 1
                continue
            seen = char
        else:
            seen = _ALWAYS.get(char) or _compatible(char)
        for letter in seen:
            letters.append(letter)
            starts.append(at)
            ends.append(at + 1)
    _fold_foreign(letters)
    text = "".join(letters)
    # the one letter whose small form is two
    small = text.replace("İ", "I").lower()
    return Folded(original, text, small, starts, ends)


def _unseen(char: str) -> bool:
    """Zero-width, bidirectional controls, variation selectors, keycap frames."""
    return (
        unicodedata.category(char) in {"Cf", "Me"}
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or char in "\u115f\u1160\u3164\u034f"
    )


def _joins(letters: list[str], mark: str) -> bool:
    """Put a mark on the last letter, if it may; else it is a letter of its own."""
    joined = unicodedata.normalize("NFC", letters[-1] + mark)
    if len(joined) == 1:
        letters[-1] = joined
    # a mark that makes no letter with a Latin one is decoration ("J̶o̶s̶h̶")
    return len(joined) == 1 or letters[-1].isascii()


def _compatible(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"  # half a character: no encoder takes it
    seen = unicodedata.normalize("NFKC", char)
    if char in _SYMBOLS_KEPT or not (seen.isalnum() or len(seen) == 1):
        return " " if char.isspace() else char
    return seen


def _fold_foreign(letters: list[str]) -> None:
    """Fold look-alikes in place, a run of letters at a time."""
    run: list[int] = []
    for at in range(len(letters) + 1):
        if at < len(letters) and letters[at].isalpha():
            run.append(at)
            continue
        foreign = [i for i in run if _is_foreign(letters[i])]
        if foreign and all(letters[i] in _FOREIGN for i in foreign):
            for i in foreign:
                letters[i] = _FOREIGN[letters[i]]
        run.clear()


def _is_foreign(letter: str) -> bool:
    return not letter.isascii() and unicodedata.name(letter, "").startswith(_SCRIPTS)
