"""Is Slack set up? Each check answers in a few words, or raises SlackError."""

from collections.abc import Sequence

from slack_sdk.errors import SlackApiError

from bot.chat.slack.api import SCOPES, SlackApi
from bot.chat.slack.errors import SlackError, code, plainly
from bot.chat.slack.people import People, Standing
from bot.chat.slack.roster import NO_CHANNEL, SlackRoster


async def check_token(client: SlackApi) -> str:
    """Whether the token is good, and has every scope of manifest.yml."""
    with plainly():
        answer = await client.auth_test()
    granted = answer.headers.get("x-oauth-scopes", "").split(",")
    missing = sorted(SCOPES - {scope.strip() for scope in granted})
    if missing and any(granted):
        raise SlackError(
            f"The Slack app lacks {', '.join(missing)}. Paste manifest.yml into the "
            "app's page again, and install it again."
        )
    scopes = "every scope" if any(granted) else "scopes unknown"
    return f"{answer['user']} in {answer['team']}, {scopes}"


async def check_channel(client: SlackApi, roster: SlackRoster) -> str:
    """Whether the bot is in the leaders' channel, and who leads."""
    with plainly():
        me = str((await client.auth_test())["user_id"])
        try:
            here = me in await roster.in_channel()
            about = await client.conversations_info(channel=roster.channel)
        except SlackApiError as error:
            if code(error) not in NO_CHANNEL:
                raise
            here, about = False, None
        if about is None or not here:
            raise SlackError(
                "There is no such channel, or the bot is not in it. Set "
                "LEADERS_CHANNEL to its id, and invite the bot to it."
            )
        if about["channel"].get("is_archived"):
            raise SlackError(
                "The leaders' channel is archived: bring it back in Slack, or set "
                "LEADERS_CHANNEL to another."
            )
        leaders = await roster.leaders() - {me}
    if not leaders:
        raise SlackError(
            "Nobody leads: invite the senior leaders to the channel, or set LEADERS."
        )
    return f"the bot is in it; {len(leaders)} can approve"


async def check_members(people: People, ids: Sequence[str], setting: str) -> str:
    """Whether each is somebody of this workspace, who can be written to."""
    for user in ids:
        with plainly():
            standing = await people.standing(user)
        if standing is not Standing.MEMBER:
            raise SlackError(
                f"{user} is no full member of the workspace, so nobody can write to "
                f"them. Set {setting} to the ids of people who are."
            )
    return f"{len(ids)} can be written to"
