"""Lines as a camera reads them, with their spaces put right and their places kept."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlp import lexicon
from nlp.reading import Mention
from nlp.spelling import plain_letters
from nlp.splitting import split

_GLUED = 6  # letters, from which a word that nobody knows may be two
_A_NAME = 1000  # babies, from which two pieces are put together to a name
_THREE = 3  # a word, a space and a word
_USUAL = 20  # millions of occurrences on the web
_TURN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{2})(?=\d)|(?<=[:;,.!])(?=\w)")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text, and for each of its letters where it stood in the text as seen."""

    text: str
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """From where to where a stretch of it stood."""
        return self.places[start], self.places[end - 1] + 1

    def mention(self, name: Mention, seen: str) -> Mention | None:
        """The name, put back where it was seen; None for one over two lines."""
        start, end = self.place(name.start, name.end)
        if "\n" in seen[start:end]:
            return None
        return Mention(name.kind, seen[start:end], start, name.sure, name.why)

    def lines(self) -> Iterator["Repaired"]:
        at = 0
        for line in self.text.split("\n"):
            yield Repaired(line, self.places[at : at + len(line)])
            at += len(line) + 1


def repaired(text: str, on_roll: Callable[[str], bool]) -> Repaired:
    """Part "WelldoneJosh", and put "Ami na" together: lists and roll say which."""
    chunks = list(re.finditer(r"\S+|\s", text))
    letters: list[str] = []
    places: list[int] = []
    for at, chunk in enumerate(chunks):
        around = chunks[max(0, at - 1) : at + 2]
        if chunk.group() == " " and len(around) == _THREE:
            one, _, two = (each.group() for each in around)
            if _is_one(one, two, on_roll):
                continue
        for within, piece in _pieces(chunk.group()):
            first = chunk.start() + within
            if within:
                letters.append(" ")
                places.append(first)
            letters.append(piece)
            places.extend(range(first, first + len(piece)))
    return Repaired("".join(letters), tuple(places))


def _is_one(one: str, two: str, on_roll: Callable[[str], bool]) -> bool:
    """Whether two pieces are a name that a space was seen in."""
    if not (two.islower() or (one + two).isupper()):
        return False
    pieces = [plain_letters(one), plain_letters(two)]
    usual = min(lexicon.words().get(piece, 0) for piece in pieces)
    if not all(pieces) or usual >= _USUAL:
        return False  # "to by" is no Toby
    whole = "".join(pieces)
    return on_roll(whole) or (not usual and lexicon.babies(whole) >= _A_NAME)


def _pieces(word: str) -> Iterator[tuple[int, str]]:
    """The words in one, and where each begins in it."""
    at = 0
    for run in _TURN.split(word):
        bare = plain_letters(run)
        parts = [run]
        glued = len(run) >= _GLUED and run.isalpha() and len(bare) == len(run)
        if glued and not lexicon.is_known(bare) and not lexicon.babies(run):
            words = split(run)
            parts = words if all(lexicon.is_known(p.lower()) for p in words) else [run]
        for part in parts:
            yield at, part
            at += len(part)
