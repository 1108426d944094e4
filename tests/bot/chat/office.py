"""A whole gate on fakes, with Slack at its front: for tests of what people do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.slack.cards import Setting
from bot.chat.slack.front import Kept, Places, make_front
from bot.chat.slack.incoming import from_event, from_press
from bot.chat.slack.people import People
from bot.chat.slack.roster import Offices, SlackRoster
from bot.gate.desk import Desk
from bot.gate.hours import Hours, bank_holidays
from bot.gate.ports import Event
from bot.gate.post import Post
from policy.terms import School
from tests.bot.chat.fake_slack import TEAM, FakeCards, FakeSlack
from tests.fakes import (
    FakeClock,
    FakeDevices,
    FakeMemory,
    FakeNetwork,
    FakePhotos,
    FakeStore,
    KilledError,
    read_capitals,
)
from tests.slack_driver import said
from vision.blurring import BlurError, Blurred
from vision.clean import Cleaned, Flaw, PictureError
from vision.looking import Box, Face, Look, Word

LONDON = ZoneInfo("Europe/London")
LEADERS = "C0LEADERS"
DM = "DTEACH"
Json = dict[str, Any]


FACE = Face(1, 1, 2, 2, 0.9)
NAME = Word(0, 2, 1, 1, "JOSH", 0.9)
NAMED = b"NAMED"  # at the end of a photo in which a name can be read


@dataclass
class FakeDarkroom:
    """Takes bytes that start with PHOTO for a photo: of a group, or of PHOTO1: one."""

    is_killed: bool = False

    async def clean(self, data: bytes) -> Cleaned:
        if not data.startswith(b"PHOTO"):
            raise PictureError(Flaw.NOT_A_PICTURE)
        return Cleaned(data, "image/jpeg", 4, 3, sha256(data).hexdigest())

    async def look(self, photo: Cleaned) -> Look:
        if self.is_killed:
            raise KilledError
        said = photo.data.removeprefix(b"PHOTO")[:1] or b"2"
        words = (NAME,) if photo.data.endswith(NAMED) else None
        return Look(photo.width, photo.height, (FACE,) * int(said), words)

    async def blur(self, data: bytes, boxes: Sequence[Box]) -> Blurred:
        """PHOTO1 comes out as PHOTO0; PHOTO9 cannot be blurred."""
        if data.startswith(b"PHOTO9"):
            raise BlurError
        faces = sum(isinstance(box, Face) for box in boxes)
        left = int(data.removeprefix(b"PHOTO")[:1] or b"2") - faces
        read = NAMED if data.endswith(NAMED) and faces == len(boxes) else b""
        photo = await self.clean(b"PHOTO%d%s" % (left, read))
        return Blurred(photo, await self.look(photo), b"BEFORE AND AFTER")


@dataclass
class Office:
    """UTEACH drafts, ULEAD and ULAST lead, UHEAD is the Head."""

    slack: FakeSlack = field(
        default_factory=lambda: FakeSlack(members=["ULEAD", "ULAST", "UHEAD"])
    )
    clock: FakeClock = field(default_factory=FakeClock)
    store: FakeStore = field(default_factory=FakeStore)
    photos: FakePhotos = field(default_factory=FakePhotos)
    cards: FakeCards = field(default_factory=FakeCards)
    files: dict[str, bytes | Exception] = field(default_factory=dict)
    network: FakeNetwork = field(default_factory=FakeNetwork)
    staff: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset({"UHEAD"})
    devices: FakeDevices = field(default_factory=FakeDevices)
    darkroom: FakeDarkroom = field(default_factory=FakeDarkroom)
    count: int = 0

    def __post_init__(self) -> None:
        people = People(self.slack, TEAM, self.clock)
        offices = Offices(LEADERS, head=self.head, staff=self.staff)
        self.desk = Desk(
            school_id="larkspur",
            school=School(),
            hours=Hours(LONDON, closed=bank_holidays("ENG")),
            read=read_capitals,
            read_seen=read_capitals,
            store=self.store,
            photos=self.photos,
            roster=SlackRoster(self.slack, people, offices, self.clock),
            network=self.network,
            now=self.clock,
            memory=FakeMemory(),
        )
        front = make_front(
            desk=self.desk,
            slack=self.slack,
            people=people,
            kept=Kept(self.cards, self.photos, self.devices),
            places=Places(LEADERS),
            setting=Setting(LONDON, len, head=self.head),
            fetch=self._fetch,
            darkroom=self.darkroom,
            now=self.clock,
        )
        self.handle, self.showing = front.handler, front.showing
        self.reminders = front.reminders

    async def _fetch(self, url: str) -> bytes:
        got = self.files[url]
        if isinstance(got, Exception):
            raise got
        return got

    @property
    def posts(self) -> list[Post]:
        return list(self.store.posts.values())

    @property
    def post(self) -> Post:
        (post,) = self.store.posts.values()
        return post

    async def arrives(self, incoming: Any) -> None:
        """What was kept in the inbox reaches the handler."""
        assert incoming is not None
        self.count += 1
        event = Event(
            id=self.count,
            school="larkspur",
            event_id=incoming.event_id,
            lane=incoming.lane,
            kind=incoming.kind.value,
            payload=incoming.payload,
            attempt=1,
        )
        await self.handle(event)

    async def says(self, text: str, user: str = "UTEACH", **more: Any) -> None:
        await self.arrives(from_event(message(text, user=user, **more)))

    async def presses(
        self, press: str, user: str, post: Post | None = None, ticked: int = 0
    ) -> None:
        await self.arrives(
            from_press(pressed(press, user, post or self.post, ticked=ticked))
        )

    async def show(self) -> None:
        for post in self.posts:
            await self.showing.show(post.id)

    async def forget(self) -> None:
        for post in self.posts:
            await self.showing.forget(post.id)


def cards(office: Office, channel: str) -> list[str]:
    """What stands in a channel: every message that is a card, as it looks now."""
    return [
        said(message)
        for (at, _), message in office.slack.messages.items()
        if at == channel and message.get("blocks")
    ]


def message(text: str, *, user: str = "UTEACH", ts: str = "1.0", **more: Any) -> Json:
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": DM,
        "user": user,
        "text": text,
        "ts": ts,
        **more,
    }
    return {"type": "event_callback", "event_id": f"Ev{ts}", "event": event}


def edited(text: str, before: str, **more: Any) -> Json:
    new = {"user": "UTEACH", "text": text, "ts": "1.0", **more}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel_type": "im",
        "channel": DM,
        "ts": "2.0",
        "message": new,
        "previous_message": {"user": "UTEACH", "text": before, "ts": "1.0", **more},
    }
    return {"type": "event_callback", "event_id": f"Ev{text}", "event": event}


def deleted(text: str) -> Json:
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel_type": "im",
        "channel": DM,
        "ts": "3.0",
        "deleted_ts": "1.0",
        "previous_message": {"user": "UTEACH", "text": text, "ts": "1.0"},
    }
    return {"type": "event_callback", "event_id": "EvDeleted", "event": event}


def pressed(
    press: str, user: str, post: Post, *, ticked: int = 0, at: str = "9.9"
) -> Json:
    asked = len(post.verdict.questions)
    blocks = [{"type": "section", "block_id": f"tick:{n}:1"} for n in range(asked)]
    ticks = {"tick": {"selected_options": [{"value": "0"}]}}
    return {
        "type": "block_actions",
        "user": {"id": user},
        "channel": {"id": LEADERS},
        "message": {"blocks": blocks},
        "state": {"values": {f"tick:{n}:1": ticks for n in range(ticked)}},
        "actions": [
            {"action_id": press, "value": f"{post.id}:{post.version}", "action_ts": at}
        ],
        "trigger_id": "t",
    }


def submitted(view: Json, user: str, **values: Any) -> Json:
    """A form sent by a person; text or the value of an option for each block_id."""
    filled: Json = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name, kind = block["block_id"], block["element"]["type"]
            filled[name] = {name: _field(block["element"], kind, values.get(name))}
    view = {"id": "V1", "hash": "h", **view, "state": {"values": filled}}
    return {"type": "view_submission", "user": {"id": user}, "view": view}


def _field(element: Json, kind: str, value: Any) -> Json:
    if kind == "plain_text_input":
        return {"value": element.get("initial_value") if value is None else value}
    if kind == "checkboxes":
        return {"selected_options": [{"value": value}] if value else []}
    chosen = {"value": value} if value else element.get("initial_option")
    return {"selected_option": chosen}


def a_file(number: int = 1, **more: object) -> dict[str, object]:
    url = f"https://files.slack.com/{number}"
    return {"id": f"F{number}", "url_private_download": url, **more}


def with_photos(
    office: "Office", count: int = 1, shows: bytes = b"PHOTO"
) -> list[dict[str, object]]:
    files = [a_file(n, alt_txt=f"Picture {n}") for n in range(1, count + 1)]
    office.files |= {str(f["url_private_download"]): shows for f in files}
    return files
