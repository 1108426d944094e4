"""What Slack sends is kept in the inbox before it is acknowledged."""

from collections.abc import Awaitable, Callable

from slack_bolt.response import BoltResponse

from bot.chat.slack.blocks import Json
from bot.chat.slack.filled import complaints
from bot.chat.slack.incoming import Incoming, from_event, from_press, from_submission
from bot.chat.slack.presses import Press
from bot.gate.ports import Inbox

# What Slack is answered, once all is kept; None where one of Bolt's listeners has to.
Keep = Callable[[Json], Awaitable[BoltResponse | None]]


def keeping(inbox: Inbox, nudge: Callable[[], None]) -> Keep:
    """`nudge` wakes the worker. If it raises, Slack delivers again."""

    async def keep(body: Json) -> BoltResponse | None:
        incoming, answer = _read(body)
        if incoming:
            await inbox.put(
                incoming.event_id, incoming.kind, incoming.payload, incoming.lane
            )
            nudge()
        return answer

    return keep


def _read(body: Json) -> tuple[Incoming | None, BoltResponse | None]:
    """What is to be kept, and what Slack is answered; None where a listener does."""
    match body.get("type"):
        case "event_callback":
            return from_event(body), BoltResponse(status=200)
        case "block_actions":
            if body["actions"][0]["action_id"] == Press.TICK:
                return None, BoltResponse(status=200)
            step = from_press(body)
            return step, BoltResponse(status=200) if step else None
        case "view_submission":
            errors = complaints(body["view"])
            missing: Json = {"response_action": "errors", "errors": errors}
            said = missing if errors else ""
            return from_submission(body), BoltResponse(status=200, body=said)
        case _:
            return None, None
