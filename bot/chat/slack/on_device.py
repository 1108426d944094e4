"""Photos on people's own devices (3.4): who has yet to delete theirs, and is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat import words
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json, button, context, mention, section
from bot.chat.slack.errors import plainly, whoever_is_left
from bot.chat.slack.presses import Press, Shown
from bot.gate.desk import Desk
from bot.gate.ports import Clock, Devices, OnDevice
from bot.gate.post import Post, Role

REMIND_EVERY = timedelta(days=1)
MOST_REMINDERS = 3  # then the Head sees it, and nobody is nagged for ever
MOST_SHOWN = 40  # of the 50 blocks of a message


def device_line(post: Post, kept: OnDevice, zone: ZoneInfo) -> Json:
    """The line of the author's card, with a button until it has been pressed."""
    photos = words.photos(kept.photos)
    if kept.deleted_at:
        at = words.when(kept.deleted_at, zone)
        return context(words.PHOTOS_DELETED.format(photos=photos, at=at))
    since = words.when(kept.since, zone)
    asked = section(words.DELETE_PHOTOS.format(photos=photos, since=since))
    gone = button(Press.GONE, str(Shown(post.id, post.version)))
    return asked | {"accessory": gone}


def sent_in(post: Post) -> OnDevice:
    """What is known of the photos of a post that is over, before anybody is asked."""
    since = post.last.at if post.last else post.created_at
    return OnDevice(post.id, post.author, len(post.draft.photos), since)


@dataclass(frozen=True)
class Reminders:
    """`remind` is what the REMIND timer calls, first as soon as a post is over."""

    desk: Desk
    slack: SlackApi
    devices: Devices
    zone: ZoneInfo
    now: Clock

    async def remind(self, post_id: str) -> datetime | None:
        """Ask its author once a day, three times at most, until they have said so."""
        post = await self.desk.load(post_id)
        if post is None:
            return None
        kept = await self.devices.get(post_id)
        if kept is None:  # the card itself has just asked
            await self.devices.sent(sent_in(post))
            return self.now() + REMIND_EVERY
        if kept.deleted_at or kept.reminded >= MOST_REMINDERS:
            return None
        await self.devices.reminded(post_id)  # first: better one too few than twice
        with plainly():
            await self._ask(post, kept)
        return self.now() + REMIND_EVERY

    async def _ask(self, post: Post, kept: OnDevice) -> None:
        line = device_line(post, kept, self.zone)
        with whoever_is_left("reminder not given", post=post.id):
            await self.slack.chat_postMessage(
                channel=post.author, text=line["text"]["text"], blocks=[line]
            )

    async def outstanding(self, user: str) -> Json:
        """What the Head is shown: everybody's. Anybody else: their own."""
        is_head = Role.HEAD in await self.desk.roster.roles(user)
        left = await self.devices.outstanding()
        kept = [device for device in left if is_head or device.author == user]
        if not kept:
            return {"text": words.NO_DEVICES}
        first = words.STILL_ON_DEVICES if is_head else words.STILL_ON_YOURS
        return {"text": first, "blocks": [section(first), *self._rows(kept)]}

    def _rows(self, kept: Sequence[OnDevice]) -> list[Json]:
        rows = [
            section(
                words.ON_DEVICE.format(
                    name=mention(d.author),
                    photos=words.photos(d.photos),
                    since=words.when(d.since, self.zone),
                )
            )
            for d in kept[:MOST_SHOWN]
        ]
        more = len(kept) - MOST_SHOWN
        if more > 0:
            rows.append(context(words.MORE_DEVICES.format(count=more)))
        return rows
