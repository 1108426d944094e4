"""The school's own pupil roll, kept only as keyed hashes.

The file gives no name away: it holds HMAC-SHA256 digests of normalised forms, which
are worth nothing without the key. Nothing here ever returns or logs a name of it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

from nlp import lexicon
from nlp.normalise import Word
from nlp.owners import is_an_owner
from nlp.reading import Kind, Mention
from nlp.roll_csv import Pupil, RollError, read_pupils
from nlp.spelling import plain_letters

_FORMAT = "schoolgate roll 1"
_DIGEST = 16  # bytes kept of each: 128 bits
_SHORTEST_KEY = 16  # bytes
_FIRST, _LAST, _FULL = "first", "last", "full"
_SHORTEST_FORM = 2
_MOST_WORDS = 4  # words that one name is written in
# The chance of naming a child below which the context says otherwise: a name that is
# a common word too needs more of it.
_NO_CHANCE, _NO_CHANCE_OF_A_WORD = 0.002, 0.05
_COMMON_WORD = 12  # millions of occurrences on the web
_SURNAME_ALONE = 0.2  # the chance from which a surname alone is a child's


@dataclass(frozen=True, slots=True)
class Roll:
    """Digests of every form that a pupil's name may be written in."""

    key: bytes
    digests: frozenset[bytes]
    pupils: int

    @classmethod
    def build(cls, csv_path: Path, key: bytes) -> Self:
        """Import an export of SIMS, Arbor or Bromcom. Raises RollError."""
        return cls.of(read_pupils(csv_path), key)

    @classmethod
    def of(cls, pupils: Sequence[Pupil], key: bytes) -> Self:
        """A roll of these pupils. Raises RollError for a short key."""
        _check_key(key)
        forms = {form for pupil in pupils for form in _forms(pupil)}
        return cls(key, frozenset(_digest(key, *form) for form in forms), len(pupils))

    @classmethod
    def load(cls, path: Path, key: bytes) -> Self:
        """Read a roll that `save` wrote. Raises RollError."""
        _check_key(key)
        try:
            stored = json.loads(path.read_text("utf-8"))
            known = stored["format"] == _FORMAT
            check, pupils = bytes.fromhex(stored["check"]), int(stored["pupils"])
            digests = frozenset(bytes.fromhex(digest) for digest in stored["digests"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RollError(
                f"{path} cannot be read as a roll: make it again with"
                " `schoolgate roll import`."
            ) from error
        if not known:
            raise RollError(
                f"{path} is of another version: make it again with"
                " `schoolgate roll import`."
            )
        if not hmac.compare_digest(check, _digest(key, "check", _FORMAT)):
            raise RollError(
                f"The key does not fit {path}: set the key it was made with, or make"
                " it again with `schoolgate roll import`."
            )
        return cls(key, digests, pupils)

    def save(self, path: Path) -> None:
        """Write the digests, sorted, so that their order tells nothing either."""
        stored = {
            "format": _FORMAT,
            "check": _digest(self.key, "check", _FORMAT).hex(),
            "pupils": self.pupils,
            "digests": sorted(digest.hex() for digest in self.digests),
        }
        path.write_text(json.dumps(stored, indent=0), "utf-8")
        path.chmod(0o600)

    def holds(self, form: str) -> bool:
        """Whether a pupil goes by `form`: a first, short or full name."""
        plain = plain_letters(form)
        return self._has(_FIRST, plain) or self._has(_FULL, plain)

    def find(
        self, text: str, words: Sequence[Word], chances: Sequence[float]
    ) -> Iterator[Mention]:
        """Every pupil's name in `words`, the longest form at each place.

        `chances` are the model's, one a word, that the word names a child: however
        common a name is as a word, only a context that leaves it next to no chance
        tells it from the pupil's.
        """
        at = 0
        while at < len(words):
            end = self._end_of_name(words, chances, at)
            if end > at:
                start, stop = words[at].start, words[end - 1].end
                yield Mention(
                    Kind.NAME, text[start:stop], start, 1.0, why="on the roll"
                )
            at = max(end, at + 1)

    def _end_of_name(
        self, words: Sequence[Word], chances: Sequence[float], at: int
    ) -> int:
        if not words[at].folded[:1].isalnum():
            return at
        for end in range(min(len(words), at + _MOST_WORDS), at, -1):
            if not words[end - 1].folded[:1].isalnum():
                continue
            form = "".join(plain_letters(word.folded) for word in words[at:end])
            chance = max(chances[at:end])
            if chance >= _no_chance(form) and self._names(form, words[at:end], chance):
                return end
            if is_an_owner(words, at, end) and self._has(_FIRST, form):
                return end
        return at

    def _names(self, form: str, words: Sequence[Word], chance: float) -> bool:
        if len(form) < _SHORTEST_FORM:
            return False
        if len(words) > 1 and self._has(_FULL, form):
            return True
        glued = all(one.end == two.start for one, two in pairwise(words))
        return glued and any(
            self._has(_FIRST, one)
            or (chance >= _SURNAME_ALONE and self._has(_LAST, one))
            for one in _singular(form)
        )

    def _has(self, sort: str, form: str) -> bool:
        return _digest(self.key, sort, form) in self.digests


def _check_key(key: bytes) -> None:
    if len(key) < _SHORTEST_KEY:
        raise RollError(f"The roll's key must have {_SHORTEST_KEY} bytes or more.")


def _digest(key: bytes, sort: str, form: str) -> bytes:
    return hmac.digest(key, f"{sort}:{form}".encode(), hashlib.sha256)[:_DIGEST]


def _forms(pupil: Pupil) -> Iterator[tuple[str, str]]:
    """Each sort and form in which this pupil may be named."""
    firsts = {plain_letters(name) for name in _first_names(pupil)} - {""}
    lasts = {plain_letters(n) for n in (pupil.surname, pupil.other_surname)} - {""}
    for first in firsts:
        if len(first) >= _SHORTEST_FORM:
            yield _FIRST, first
        yield _FULL, first
        for last in lasts:
            yield _FULL, first + last
            yield _FULL, last + first
    for last in lasts:
        if len(last) >= _SHORTEST_FORM:
            yield _LAST, last


def _first_names(pupil: Pupil) -> Iterable[str]:
    for name in (pupil.forename, pupil.known_as):
        yield name
        for part in name.replace("-", " ").split():
            yield part
            yield from lexicon.short_forms().get(plain_letters(part), ())


def _no_chance(form: str) -> float:
    common = lexicon.words().get(form, 0) >= _COMMON_WORD
    return _NO_CHANCE_OF_A_WORD if common else _NO_CHANCE


def _singular(form: str) -> Iterator[str]:
    """ "joshs" may be Josh's, written in haste."""
    yield form
    if form.endswith("s"):
        yield form[:-1]
