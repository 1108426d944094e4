"""Say 'a pupil' where a draft names one, so that the sentence stays a good one.

Nothing is said but what the draft says already: how many names there were, and the
class or the part that stood with them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policy import context
from policy.edits import Edit, begins_sentence, dropped
from policy.groups import Group, Span, grouped

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def without_names(text: str, names: Sequence[Span]) -> Iterator[Edit]:
    """Edits that say 'a pupil', 'two of our Year 4 pupils'... for names in the text."""
    seen: set[str] = set()
    floor = 0
    for group in grouped(text, names):
        edit = _Rewording(text, group, floor, frozenset(seen)).edit()
        yield edit
        floor = edit.end
        seen.update(group.names)


@dataclass(frozen=True, slots=True)
class _Rewording:
    """One group of names, and what stands around it, from `floor` on."""

    text: str
    group: Group
    floor: int
    seen: frozenset[str]

    def edit(self) -> Edit:
        return (
            self._verbatim()
            or self._spoken_to()
            or self._beside_role()
            or self._reworded()
        )

    @property
    def _before(self) -> str:
        return self.text[self.floor : self.group.start]

    @property
    def _owner(self) -> bool:
        return bool(context.POSSESSIVE.match(self.text, self.group.end))

    def _verbatim(self) -> Edit | None:
        """A file name, or letters that hold more than a name.

        Another name for the same child ("call him Zed") has no good mend: it stays,
        and so there is no safe version.
        """
        start, end = self.group.start, self.group.end
        if context.ALIAS.search(self._before):
            return Edit(start, end, self.text[start:end])
        glued = re.match(r"\w", self.text[end:]) and not self._owner
        if glued or re.search(r"\w$", self.text[:start]):
            return Edit(start, end, self._cased("pupil", start))
        return None

    def _spoken_to(self) -> Edit | None:
        """'Great work, Josh!' and 'Josh you were amazing' do without the name."""
        start, end, before = self.group.start, self.group.end, self._before
        if self._owner or context.GREETING.search(before):
            return None
        spoken = context.SPOKEN_TO.match(self.text, end)
        if spoken and begins_sentence(self.text, start):
            return dropped(self.text, start, spoken.end())
        comma = context.CALLED_TO.search(before)
        if comma and context.END.match(self.text, end):
            return Edit(self.floor + comma.start(), end, "")
        admired = context.ADMIRED.search(before)
        if admired and context.TOLD_SO.search(before[: admired.start()]):
            return dropped(self.text, start, end)
        return None

    def _beside_role(self) -> Edit | None:
        """'our captain Josh' -> 'our captain'; 'Captain Josh' -> 'The captain'."""
        before, end = self._before, self.group.end
        role = context.WITH_ROLE.search(before)
        if role is None:
            return None
        start = self.floor + role.end("role")
        others = len(self.group.names) - 1
        if others and not role["role"].lower().endswith("s"):
            more = "another pupil" if others == 1 else f"{_number(others)} more pupils"
            return Edit(start, end, self._cased(f" and {more}", start))
        if "," in role["gap"] and self.text[end : end + 1] == ",":
            end += 1
        lead = before[: role.start()]
        if context.ROLE_OF_ONE.search(lead) or not context.LINKED.search(lead):
            return Edit(start, end, "")
        start = self.floor + role.start()
        return Edit(start, end, self._cased(f"the {role['role'].lower()}", start))

    def _reworded(self) -> Edit:
        year, start, end = self._class()
        before = self.text[self.floor : start]
        phrase = self._phrase(year, before)
        admired = context.ADMIRED.search(before)
        single = len(self.group.names) == 1
        if admired and single and not context.DETERMINED.search(before):
            words = admired["words"].lower()
            article = "an" if words[0] in "aeio" else "a"
            phrase = f"{article} {words}{self._noun(year)}"
            start = self.floor + admired.start()
            before = before[: admired.start()]
        owner = context.POSSESSIVE.match(self.text, end) or context.OWNED.match(
            self.text, end
        )
        if owner:
            phrase += "'" if phrase.endswith("s") else "'s"
            end = owner.end()
        if greeting := context.GREETING.search(before):
            start = self.floor + greeting.start("gap")
            phrase = f" to {phrase}"
        elif context.APPLAUSE.search(before):
            phrase = f"from {phrase}"
        return Edit(start, end, self._cased(phrase, start))

    def _class(self) -> tuple[str, int, int]:
        """The class that stands with the names, and where it all begins and ends."""
        start, end, before = self.group.start, self.group.end, self._before
        if owning := context.OWNING_CLASS.search(before):
            return owning["year"], self.floor + owning.start(), end
        greeted = context.GREETED_CLASS.search(before)
        if greeted and context.GREETING.search(before[: greeted.end("gap")]):
            return greeted["year"], self.floor + greeted.end("gap"), end
        if beside := context.WITH_CLASS.match(self.text, end):
            return beside["year"], start, beside.end()
        return "", start, end

    def _noun(self, year: str) -> str:
        noun = "pupil" if len(self.group.names) == 1 else "pupils"
        return f"{year} {noun}" if year else noun

    def _phrase(self, year: str, before: str) -> str:
        noun = self._noun(year)
        if context.DETERMINED.search(before):
            return noun
        if len(self.group.names) > 1:
            return self._several(noun)
        if context.LABEL.search(before) and not begins_sentence(
            self.text, self.group.start
        ):
            return f"a {noun}"
        if self.seen.issuperset(self.group.names):
            return f"the {noun}" if len(self.seen) == 1 else "one of them"
        return f"another {noun}" if self.seen and not year else f"a {noun}"

    def _several(self, noun: str) -> str:
        names = frozenset(self.group.names)
        if not self.group.counted:
            return f"some of our {noun}"
        if names == self.seen:
            return f"the {noun}"
        whose = "them" if names < self.seen else f"our {noun}"
        return f"{_number(len(names))} of {whose}"

    def _cased(self, phrase: str, start: int) -> str:
        if self._shouted():
            return phrase.upper()
        if any(c.isupper() for c in self.text) and begins_sentence(self.text, start):
            return phrase[:1].upper() + phrase[1:]
        return phrase

    def _shouted(self) -> bool:
        """Whether the words around the names are all in capitals."""
        left = re.findall(r"[^\W\d_]{2,}", self.text[: self.group.start])[-2:]
        right = re.findall(r"[^\W\d_]{2,}", self.text[self.group.end :])[:2]
        words = left + right
        return bool(words) and all(word.isupper() for word in words)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
