"""Whether what somebody wrote can be a draft at all."""

from bot.chat import answers
from bot.chat.slack.blocks import Json, units
from bot.chat.slack.people import People, Standing

_NOT_STAFF = {
    Standing.GUEST: answers.GUEST,
    Standing.STRANGER: answers.STRANGER,
    Standing.LEFT: answers.LEFT,
}
SILENCE = "-"  # to a bot nothing is answered


async def objection(people: People, sent: Json) -> str:
    """What its sender is told, if it cannot be one; SILENCE, or empty where it can."""
    standing = await people.standing(sent["user"])
    if standing is Standing.BOT:
        return SILENCE
    return _NOT_STAFF.get(standing) or complaint(sent)


def complaint(sent: Json) -> str:
    """Why it cannot be a draft, whoever sent it."""
    if units(sent["text"]) > answers.LONGEST:
        return answers.FAR_TOO_LONG
    if not _visible(sent["text"]) and not sent["files"]:
        return answers.EMPTY
    return ""


def _visible(text: str) -> bool:
    """Whether there is anything to see in it: it may be all spaces of no width."""
    return any(char.isprintable() and not char.isspace() for char in text)
