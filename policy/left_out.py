"""Names that a sentence does without: "Great work, Josh!", "the Khan twins"."""

from collections.abc import Iterator

from policy import context
from policy.calls import is_called, joins_list
from policy.edits import Edit, begins_sentence, dropped, unchanged
from policy.groups import Group


def left_out(text: str, group: Group, floor: int) -> Edit | None:
    """Leave the names out, where the sentence is as good without; None elsewhere.

    `floor` is where the last edit ended: nothing before it is looked at.
    """
    return next((edit for edit in _ways(text, group, floor) if edit), None)


def _ways(text: str, group: Group, floor: int) -> Iterator[Edit | None]:
    before = text[floor : group.start]
    yield _family(text, group, before)
    if context.POSSESSIVE.match(text, group.end):
        return
    yield _greeted(text, group, before)
    yield _called(group, before, floor)
    if not context.GREETING.search(before):
        yield _spoken_to(text, group, before, floor)


def _family(text: str, group: Group, before: str) -> Edit | None:
    """ "The Khan twins" are the twins, and "the Khans" a family."""
    if not context.THE.search(before):
        return None
    if context.KIN.match(text, group.end):
        return dropped(text, group.start, group.end)
    several = len(group.names) == 1 and group.names[0].endswith("s")
    if several and not context.POSSESSIVE.match(text, group.end):
        the = len("the ")
        article = "A" if text[group.start - the].isupper() else "a"
        return Edit(group.start - the, group.end, f"{article} family")
    return None


def _greeted(text: str, group: Group, before: str) -> Edit | None:
    """ "Hello Josh!", "Welcome Josh to Year 2", "Da iawn Siân am ddarllen"."""
    for greeting, goes_on in context.GREETINGS_ALONE:
        said = greeting.search(before)
        if said and goes_on.match(text, group.end):
            return Edit(group.start - len(said["gap"]), group.end, "")
    return None


def _called(group: Group, before: str, floor: int) -> Edit | None:
    """ "A boy called Josh" is a boy."""
    called = context.CALLED.search(before)
    return Edit(floor + called.start(), group.end, "") if called else None


def _spoken_to(text: str, group: Group, before: str, floor: int) -> Edit | None:
    """ "Great work, Josh!" and "Josh you were amazing"."""
    start, end = group.start, group.end
    spoken = context.SPOKEN_TO.match(text, end)
    if spoken and begins_sentence(text, start):
        return dropped(text, start, spoken.end())
    you = context.YOU.search(before)
    if you and context.AFTER_YOU.match(text, end):
        return Edit(start - len(you["gap"]), end, "")
    comma = context.CALLED_TO.search(before)
    if comma and context.END.match(text, end) and not joins_list(text, group):
        called = is_called(text, group)
        return (
            Edit(floor + comma.start(), end, "")
            if called
            else unchanged(text, start, end)
        )
    admired = context.ADMIRED.search(before)
    how = context.HOW.search(before)
    if admired and not how and context.TOLD_SO.search(before[: admired.start()]):
        return dropped(text, start, end)
    return None
