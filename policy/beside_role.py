"""Names beside the part that they play: "our captain Josh", "twins Josh and Aisha"."""

from policy import context
from policy.edits import Edit, cased, unchanged
from policy.groups import Group, number
from policy.parts import is_grown_up, lowered, role_before


def beside_role(text: str, group: Group, floor: int) -> Edit | None:
    """Let the part stand for the names; None where there is none.

    'our captain Josh' -> 'our captain'; 'Captain Josh' -> 'The captain'. `floor` is
    where the last edit ended: nothing before it is looked at.
    """
    before, end = text[floor : group.start], group.end
    role = role_before(text, group, before)
    if role is None:
        return _beside_several(text, group, before)
    lead, start = before[: role.start()], floor + role.start()
    several = role["role"].lower().endswith("s")
    if len(group.names) > 1 and not several:
        if is_grown_up(role["role"]):  # is the other one, too?
            return unchanged(text, group.start, end)
        more = _with_others(lead, len(group.names) - 1)
        return Edit(start + len(role["role"]), end, _cased(text, more, start, group))
    if "," in role["gap"] and text[end : end + 1] == ",":
        end += 1
    owner = context.OF_A_CLASS.search(lead)
    if owner and not several:
        start = floor + owner.start("year")
        of_a_class = f"a {owner['year']} {lowered(role['role'])}"
        return Edit(start, end, _cased(text, of_a_class, start, group))
    if _stands_alone(lead, several=several):
        return Edit(start + len(role["role"]), end, "")
    the = f"the {lowered(role['role'])}"
    return Edit(start, end, _cased(text, the, start, group))


def _beside_several(text: str, group: Group, before: str) -> Edit | None:
    """ "Our moon spotters Josh and Aisha." are our moon spotters.

    Not so "the posters Josh and Aisha made", where something else follows.
    """
    called = context.SEVERAL_OF_OURS.search(before)
    if called and len(group.names) > 1 and context.NOTHING_MADE.match(text, group.end):
        return Edit(group.start - len(called["gap"]), group.end, "")
    return None


def _with_others(lead: str, others: int) -> str:
    """What follows one part and several names: "brother and sister" are two parts."""
    if others == 1:
        return "" if context.ROLE_AND.search(lead) else " and another pupil"
    return f" and {number(others)} more pupils"


def _stands_alone(lead: str, *, several: bool) -> bool:
    """Whether the part needs no "the": "our captain", "a trio of readers"."""
    if several and context.OF.search(lead):
        return True
    return bool(context.ROLE_OF_ONE.search(lead)) or not context.LINKED.search(lead)


def _cased(text: str, phrase: str, at: int, group: Group) -> str:
    return cased(text, phrase, at, (group.start, group.end))
