"""Say 'a pupil' where a draft names one, so that the sentence stays a good one.

Nothing is said but what the draft says already: how many names there were, and the
class or the part that stood with them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policy import context
from policy.beside_role import beside_role
from policy.calls import joins_list
from policy.edits import Edit, begins_sentence, cased, unchanged
from policy.groups import Group, Span, grouped, number
from policy.left_out import left_out
from policy.parts import Parts, line_of, parts_in


def without_names(text: str, names: Sequence[Span]) -> Iterator[Edit]:
    """Edits that say 'a pupil', 'two of our Year 4 pupils'... for names in the text."""
    seen: set[str] = set()
    floor = 0
    groups = list(grouped(text, names))
    parts = parts_in(text, groups)
    for group in groups:
        line = line_of(text, group, floor)
        edit = _Rewording(text, group, line, frozenset(seen), parts).edit()
        yield edit
        floor = edit.end
        seen.update(set(group.names) - parts.grown)


@dataclass(frozen=True, slots=True)
class _Rewording:
    """One group of names, and what stands around it, from `floor` on."""

    text: str
    group: Group
    floor: int
    seen: frozenset[str]
    parts: Parts

    def edit(self) -> Edit:
        return (
            self._verbatim()
            or left_out(self.text, self.group, self.floor)
            or beside_role(self.text, self.group, self.floor)
            or self._grown_up()
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
            return unchanged(self.text, start, end)
        glued = re.match(r"\w", self.text[end:]) and not self._owner
        if glued or re.search(r"\w\Z", self.text[:start]):
            return Edit(start, end, self._cased("pupil", start))
        return None

    def _grown_up(self) -> Edit | None:
        """ "Sam, our cook" is no pupil, and "two of our pupils" are not the cooks."""
        if not self._is_whatever() and not self.parts.is_beyond(self.group):
            return None
        return unchanged(self.text, self.group.start, self.group.end)

    def _is_whatever(self) -> bool:
        """ "Our eco warrior Josh", "thanks to the joiner Josh": who knows?"""
        before, end = self._before, self.group.end
        if self._owner or context.DETERMINED.search(before):
            return False
        led = context.SOME_WHAT.search(before) and context.AFTER_WHAT.match(
            self.text, end
        )
        return bool(led or context.OUR_WHAT.search(before))

    def _reworded(self) -> Edit:
        year, start, end = self._class()
        before = self.text[self.floor : start]
        if swallowed := context.SWALLOWED.search(before):
            start = self.floor + swallowed.start()
            before = before[: swallowed.start()]
        phrase = self._phrase(year, before)
        admired = context.ADMIRED.search(before)
        single = len(self.group.names) == 1
        if admired and single and not self._is_plain(before):
            words = admired["words"].lower()
            article = "an" if words[0] in "aeio" else "a"
            article = "the" if self.parts.word(self.group) else article
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
            end += "," in greeting["gap"] and self.text[end : end + 1] == ","
            phrase = f" to {phrase}"
        elif team := context.TEAM.search(before):
            start = self.floor + team.start("team")
            phrase += "' team" if phrase.endswith("s") else "'s team"
        elif (comma := context.CALLED_TO.search(before)) and joins_list(
            self.text, self.group
        ):
            start = self.floor + comma.start()
            phrase = f" and {phrase}"
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
        if led := context.LED_BY_CLASS.search(before):
            year = re.sub(r"(?<=\d)s$", "", led["year"])  # "yr 2s Josh and Mei"
            return year, self.floor + led.start("year"), end
        if beside := context.WITH_CLASS.match(self.text, end):
            return beside["year"], start, beside.end()
        return "", start, end

    def _noun(self, year: str, before: str = "") -> str:
        alone = len(self.group.names) == 1 and not self._is_plural(before)
        part = self.parts.word(self.group)
        noun = part or ("pupil" if alone else "pupils")
        return f"{year} {noun}" if year else noun

    def _is_plural(self, before: str) -> bool:
        """ "Both our Joshes were there"."""
        ends = self.group.names[0].endswith("s")
        several = context.SEVERAL_DO.match(self.text, self.group.end)
        return bool(ends and several and context.DETERMINED.search(before))

    def _phrase(self, year: str, before: str) -> str:
        noun = self._noun(year, before)
        if self._is_plain(before):
            these = "these" if noun.endswith("s") else "this"
            return f"{these} {noun}" if self._is_pointed_at(before) else noun
        several = len(self.group.names) > 1
        return self._several(noun, before) if several else self._single(noun, before)

    def _single(self, noun: str, before: str) -> str:
        if self.parts.word(self.group):
            return f"the {noun}"
        if self._is_label(before):
            return f"a {noun}"
        if context.ONLY.search(before):
            return f"one {noun}"
        if self.seen.issuperset(self.group.names):
            return f"the {noun}" if len(self.seen) == 1 else "one of them"
        return f"another {noun}" if self.seen and noun == "pupil" else f"a {noun}"

    def _several(self, noun: str, before: str) -> str:
        names = frozenset(self.group.names)
        if not self.group.counted:
            return f"some of our {noun}"
        if names == self.seen:
            return f"the {noun}"
        whose = "them" if names < self.seen else f"our {noun}"
        others = self.seen and names.isdisjoint(self.seen) and noun == "pupils"
        more = " more" if others and not self._is_label(before) else ""
        return f"{number(len(names))}{more} of {whose}"

    def _is_plain(self, before: str) -> bool:
        """Whether no "a" may stand before "pupil"."""
        letter = context.DEAR.search(before) and context.HEAD_OF_LETTER.match(
            self.text, self.group.end
        )
        determined = context.DETERMINED.search(before)
        return bool(letter or determined) or self._is_pointed_at(before)

    def _is_pointed_at(self, before: str) -> bool:
        """ "How clever Josh was at chess" and "What a star Josh is!"."""
        ends = context.ENDS_WITH_BE.match(self.text, self.group.end)
        return bool(ends or context.HOW.search(before))

    def _is_label(self, before: str) -> bool:
        label = context.LABEL.search(before)
        return bool(label) and not begins_sentence(self.text, self.group.start)

    def _cased(self, phrase: str, start: int) -> str:
        return cased(self.text, phrase, start, (self.group.start, self.group.end))
