"""What is done when each timer is due."""

from collections.abc import Callable

from bot.chat.slack.front import Front
from bot.gate.dispatch import Dispatch
from bot.gate.erasing import Erasing
from bot.gate.ports import Alarm, Fire
from bot.gate.post import Post
from bot.gate.remembering import Remembering


def alarms(
    front: Front,
    dispatch: Dispatch,
    remembering: Remembering,
    erasing: Erasing,
    shown: Callable[[Post], None],
) -> dict[Alarm, Fire]:
    """`shown` is told of each post whose cards have been drawn."""

    async def show(post_id: str) -> None:
        if post := await front.showing.show(post_id):
            shown(post)

    async def forget(post_id: str) -> None:
        await dispatch.forget(post_id)
        await front.showing.forget(post_id)

    return {
        Alarm.SHOW: show,
        Alarm.PUBLISH: dispatch.publish,
        Alarm.LOOK_UP: dispatch.look_up,
        Alarm.EXPIRE: dispatch.expire,
        Alarm.FORGET: forget,
        Alarm.REMIND: front.reminders.remind,
        Alarm.SAFEGUARD: front.safeguarding.tell,
        Alarm.REMEMBER: remembering.remember,
        Alarm.ERASE: erasing.erase,
    }
