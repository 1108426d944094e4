"""What Slack refuses, as one sentence that says what to do."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import cast

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.chat.slack.api import Answer
from bot.gate.ports import OutOfOrderError

log = structlog.get_logger()


class SlackError(OutOfOrderError):
    """Slack cannot be used, for now or as it is set up; the message says what to do."""


OUT_OF_REACH = (
    "Slack cannot be reached. Check this machine's network and SLACK_API_URL, and try "
    "again."
)
_BUSY = "Slack asks us to wait: it is tried again by itself."


_INSTALL = "Install the app in the workspace again, and set {token}."
_REMEDIES = {
    "invalid_auth": "Slack does not know this token. Copy it again from the app's "
    "page, and set {token}.",
    "not_authed": "Slack was given no token. Set {token}.",
    "token_revoked": f"The Slack token was revoked. {_INSTALL}",
    "token_expired": f"The Slack token has run out. {_INSTALL}",
    "account_inactive": f"The Slack app was removed. {_INSTALL}",
    "app_uninstalled": f"The Slack app was removed. {_INSTALL}",
    "not_allowed_token_type": "This is another kind of Slack token. Set {token}: a bot "
    "token starts with xoxb-, an app token with xapp-.",
    "ratelimited": _BUSY,
    "service_unavailable": _BUSY,
    "team_access_not_granted": f"The app may not use this workspace. {_INSTALL}",
    "missing_scope": "The Slack app lacks a scope. Paste manifest.yml into the app's "
    "page again, and install it again.",
}

# What Slack says of a channel that cannot be written to, for now or for good.
UNREACHABLE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "user_not_found",
        "user_disabled",
        "user_not_in_channel",
        "cannot_dm_bot",
        "messages_tab_disabled",
    }
)
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


def code(error: SlackApiError) -> str:
    """Slack's own word for what went wrong."""
    answer = cast(
        "Answer",
        error.response,  # pyright: ignore[reportUnknownMemberType] - it has no hint
    )
    return str(answer.get("error", ""))


@contextmanager
def plainly(token: str = "SLACK_BOT_TOKEN") -> Generator[None]:  # noqa: S107 - a name
    """Turn what is not the fault of this one call into SlackError."""
    try:
        yield
    except (aiohttp.ClientConnectionError, TimeoutError) as error:
        log.warning("slack out of reach", error=type(error).__name__)
        raise SlackError(OUT_OF_REACH) from None
    except SlackApiError as error:
        remedy = _REMEDIES.get(code(error))
        if remedy is None:
            raise
        sentence = remedy.format(token=token)
        log.error("slack refuses", what_to_do=sentence)  # noqa: TRY400 - no trace: words
        raise SlackError(sentence) from None


@contextmanager
def whoever_is_left(what: str, **about: str) -> Generator[None]:
    """Who cannot be written to is left out; no second try mends that."""
    try:
        yield
    except SlackApiError as error:
        if code(error) not in UNREACHABLE:
            raise
        log.warning(what, error=code(error), **about)
