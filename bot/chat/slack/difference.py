"""What changes between two versions of a text, in Slack's own marks."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.chat.slack.blocks import escape

_TOKEN = re.compile(r"\n|\S+")
# Slack would take these for marks of its own: each has a twin that it leaves alone.
_TWINS = str.maketrans({"*": "\u2217", "_": "\uff3f", "~": "\u223c", "`": "\u02cb"})
_EMOJI_CODE = re.compile(r":(?=[\w+-]+:)")


def difference(before: str, after: str) -> str:
    """Word by word: ~what goes~ and *what comes*, the rest as it is.

    Between words there is one space, whatever there was; lines stay lines.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts: list[str] = []
    matched = SequenceMatcher(None, old, new, autojunk=False)
    for step, begin, end, start, stop in matched.get_opcodes():
        if step == "equal":
            parts.append(_marked(new[start:stop], ""))
        else:
            gone = [word for word in old[begin:end] if word != "\n"]
            parts += [_marked(gone, "~"), _marked(new[start:stop], "*")]
    return re.sub(r" ?\n ?", "\n", " ".join(part for part in parts if part)).strip()


def _marked(tokens: Sequence[str], mark: str) -> str:
    """The words between two marks, line by line: a mark ends where its line does."""
    plain = escape(" ".join(tokens)).translate(_TWINS)
    lines = [line.strip() for line in _EMOJI_CODE.sub(":\u2060", plain).split("\n")]
    return "\n".join(f"{mark}{line}{mark}" if line else "" for line in lines)
