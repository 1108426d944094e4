"""What must not be read in a photo: names on labels, certificates, boards, jumpers.

Such words are short, out of context, and not quite what was written: letters are
mistaken, spaces lost and put in. The reader was made for posts, so here its word is
weighed anew. Beside names only that is looked for which is no less telling in a photo:
how and where somebody is found, when they were born, what offends, and harm.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from nlp import lexicon
from nlp.evidence import COLUMNS, evidence
from nlp.normalise import normalise
from nlp.reading import Kind, Mention, Reading
from nlp.seen_lines import Repaired, repaired
from nlp.spelling import plain_letters

DOUBTED = 0.75  # the most that is believed of a word with nothing beside it
WORTH_ASKING = 0.4  # the least, of a name that is a common word too
SURE_ALONE = 0.95  # of a name that no list knows
_SHAPED = (Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.BIRTH_DATE)
_GUESSED = "sounds like"  # what the model heard in a whole post, and no word says
_LABEL = 4  # words of a line that is read on its own too
_LABELS = 60  # such lines of one photo, those that say the same counted once
_COMMON = 3  # millions of occurrences on the web
_MOSTLY_A_NAME = 1000  # babies for each million of those
_FIRST_NAME = list(COLUMNS).index("first_name")
_NEARLY = 5  # letters, from which one wrong letter still tells a pupil's name

_DIGITS = str.maketrans("01358", "olesb")
_POINTED = re.compile(
    r"\b(?:names?|pupil|child|awarded to|presented to|given to|goes to|belongs to|by"
    r"|well done|congratulations|love from|from|age|aged|i am|i'm|my name is)\W{0,4}$",
    re.I,
)
_INITIAL = re.compile(r"\s[A-Z]\.?$")
_MARKS = " .,:;!-'\u2019"
_CLASS = re.compile(r"\W{0,3}(?:(?:y|yr|year|class|age|aged)?\s?\d{1,2}[a-z]?\b)", re.I)


class Reads(Protocol):
    """`nlp.reader.Reader`."""

    def read(self, text: str) -> Reading: ...

    def on_roll(self, form: str) -> bool: ...


def read_seen(reader: Reads, text: str) -> Reading:
    """What was read in a photo, one line of it to a line: names and the like."""
    whole = repaired(text, reader.on_roll)
    read: dict[str, Reading] = {}
    found: list[Mention] = []
    for part in _parts(whole):
        if part.text not in read:
            if len(read) > _LABELS:
                continue
            read[part.text] = reader.read(part.text)
        names = read[part.text].of(Kind.NAME)
        found += filter(None, (part.mention(name, text) for name in names))
    nearly = list(_nearly_on_roll(reader, text))
    stands = _Weighing(text)
    names = [name for name in map(stands.weighed, _merged(found)) if name]
    as_seen = read[whole.text] if whole.text == text else reader.read(text)
    told = [*_merged([*names, *nearly]), *_shaped(as_seen), *_said(read, whole, text)]
    return Reading(text, tuple(sorted(told, key=lambda m: m.start)))


def _shaped(as_seen: Reading) -> Iterator[Mention]:
    """Numbers, addresses and dates, of one line: to part "BL3" would undo them."""
    yield from (m for m in as_seen.of(*_SHAPED) if "\n" not in m.text)


def _said(read: dict[str, Reading], whole: Repaired, text: str) -> Iterator[Mention]:
    """Words that offend, and those like a child telling of harm, over many lines."""
    for told in read[whole.text].of(Kind.PROFANITY, Kind.DISCLOSURE):
        if told.kind is Kind.PROFANITY and told.why.startswith(_GUESSED):
            continue
        start, end = whole.place(told.start, told.end)
        yield replace(told, text=text[start:end], start=start)


def _parts(whole: Repaired) -> Iterator[Repaired]:
    """All of it, then each label on its own: other lines confuse the reader."""
    yield whole
    yield from (line for line in whole.lines() if 0 < len(line.text.split()) <= _LABEL)


def _nearly_on_roll(reader: Reads, text: str) -> Iterator[Mention]:
    """Pupils' names with one letter mistaken, where it is no other word."""
    for word in re.finditer(r"\w+", text):
        form = plain_letters(word.group()).translate(_DIGITS)
        if len(form) < _NEARLY or lexicon.is_known(form) or not form.isalpha():
            continue
        if any(map(reader.on_roll, _one_letter_off(form))):
            why = "nearly a pupil's name"
            yield Mention(Kind.NAME, word.group(), word.start(), DOUBTED, why)


def _one_letter_off(form: str) -> Iterator[str]:
    yield form
    for at in range(len(form)):
        yield form[:at] + form[at + 1 :]
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield form[:at] + letter + form[at + 1 :]
            yield form[:at] + letter + form[at:]


def _merged(names: Iterable[Mention]) -> list[Mention]:
    """Those that overlap are one: the longest stretch, as sure as the surest."""
    kept: list[Mention] = []
    for name in sorted(names, key=lambda m: (m.start, -m.end)):
        if kept and name.start < kept[-1].end:
            last = kept.pop()
            surest = max(last, name, key=lambda m: ("on the roll" in m.why, m.sure))
            longest = max(last, name, key=lambda m: len(m.text))
            kept.append(replace(surest, text=longest.text, start=longest.start))
        else:
            kept.append(name)
    return kept


@dataclass(frozen=True, slots=True)
class _Weighing:
    """What each name is worth, by what stands around it."""

    text: str

    def weighed(self, name: Mention) -> Mention | None:
        """The name as far as it is believed; None for what is rather no child's."""
        if "on the roll" in name.why:
            return name
        before, line, after = self._around(name)
        words = [w for w in re.findall(r"[^\W\d_]+", name.text) if len(w) > 1]
        listed = any(_is_listed(word) for word in words)
        pointed = bool(
            _POINTED.search(before) or _CLASS.match(after) or _INITIAL.search(name.text)
        )
        if _is_printed(name.text, line):
            return None
        if pointed and listed:
            return name
        if not listed:
            stands = pointed or name.sure >= SURE_ALONE
        elif all(_is_common(word) for word in words):
            stands = name.sure >= WORTH_ASKING and not self._on_display(name)
        else:
            return name if line.strip(_MARKS) != name.text else _doubted(name)
        return _doubted(name) if stands else None

    def _around(self, name: Mention) -> tuple[str, str, str]:
        """What stands before it, the line before too; its line; the rest of that."""
        start = self.text.rfind("\n", 0, name.start) + 1
        end = self.text.find("\n", name.end)
        end = len(self.text) if end < 0 else end
        above = self.text.rfind("\n", 0, max(0, start - 1)) + 1
        return (
            self.text[above : name.start].replace("\n", " "),
            self.text[start:end],
            self.text[name.end : end],
        )

    def _on_display(self, name: Mention) -> bool:
        """Whether its line, or one beside it, holds other words of displays."""
        lines = self.text.casefold().split("\n")
        at = self.text.count("\n", 0, name.start)
        near = re.findall(r"\w+", " ".join(lines[max(0, at - 1) : at + 2]))
        others = set(near) - set(re.findall(r"\w+", name.text.casefold()))
        return not others.isdisjoint(lexicon.listed("displays"))


def _doubted(name: Mention) -> Mention:
    """Its author may say that it is no child's."""
    return replace(name, sure=min(name.sure, DOUBTED))


def _is_listed(word: str) -> bool:
    """A first name, or one slip away from a common one."""
    return any(row[_FIRST_NAME] for row in evidence(normalise(word)))


def _is_common(word: str) -> bool:
    """Whether it is a word first and a name second: hope, but not daisy."""
    count = lexicon.words().get(plain_letters(word), 0)
    return count >= _COMMON and lexicon.babies(word) < count * _MOSTLY_A_NAME


def _is_printed(name: str, line: str) -> bool:
    """Whether it is a make, a shop, a book or a star, and stands as such."""
    folded = " ".join(re.findall(r"[\w&]+", line.casefold()))
    wanted = " ".join(re.findall(r"[\w&]+", name.casefold()))
    return any(
        wanted in brand and re.search(rf"(?<!\w){re.escape(brand)}(?!\w)", folded)
        for brand in lexicon.listed("printed")
    )
