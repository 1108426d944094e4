"""Names after a comma: somebody who is spoken to, or more of a list?"""

import re

from policy import context
from policy.context import CLASS, GREETED, PRAISE, just_before
from policy.groups import Group

_TITLED = r"(?:(?:mrs?|ms|dr|(?-i:Miss|Mx|Sir|Rev))\.? [^\W\d_][\w'\u2019-]+)"
_NAMED_BEFORE = just_before(
    rf"(?<!\bin )(?<!\bwelcome to )\b(?:{CLASS}|{_TITLED})\s*,\s*"
)
_LIST_BEGUN = just_before(
    r"(?:^|[.!?\n]\s*|\b(?:(?<!welcome )to|from|by)\s+)"
    rf"(?:{_TITLED}|{CLASS})\s*,\s*"
)
_GOVERNED = just_before(
    r"\b(?:(?<!welcome )(?<!welcome back )to|from|by|with|of"
    r"|(?<!thank you )(?<!thanks )for|was|were|are|is|include[sd]?|including)"
    r"\s+(?:[\w'\u2019-]+\s+){0,4}"
    r"[\w'\u2019-]+\s*,\s*"
)
_NEAR = 300  # code points: as long as a sentence gets
_YOU = r"(?<!thank )\b(?:you|your|u|ur)\b"
_TO_YOU = re.compile(_YOU, re.IGNORECASE)
_SPEAKS_TO = re.compile(
    rf"{_YOU}|\b{PRAISE}\b|{GREETED}|\b(?:what|how|way to go)\b", re.IGNORECASE
)


def joins_list(text: str, group: Group) -> bool:
    """ "Thank you to Mrs Lee, Josh and Aisha" names three, and speaks to nobody."""
    before = _before(text, group)
    if not group.joined(text):
        return False
    ends = context.END.match(text, group.end) and _NAMED_BEFORE.search(before)
    return bool(ends or _LIST_BEGUN.search(before))


def is_called(text: str, group: Group) -> bool:
    """Whether the names after a comma are somebody's who is spoken to.

    "We met the choir, Josh and Aisha" may be a list as well.
    """
    sentence = re.split(r"[.!?\n]", _before(text, group))[-1]
    governed = _GOVERNED.search(sentence)
    if len(group.names) == 1:
        return not (governed and _NAMED_BEFORE.search(sentence))
    if governed:
        return bool(_TO_YOU.search(sentence))
    exclaims = text[group.end :].lstrip().startswith("!")
    return exclaims or bool(_SPEAKS_TO.search(sentence))


def _before(text: str, group: Group) -> str:
    return text[max(0, group.start - _NEAR) : group.start]
