"""Who has not said yet that photos are gone from their device."""

from datetime import timedelta

from bot.gate.ports import OnDevice
from bot.store.devices import DeviceStore
from bot.store.engine import Database
from bot.store.posts import PostStore
from tests.bot.store.made import a_post
from tests.fakes import FRIDAY_NOON

LATER = FRIDAY_NOON + timedelta(days=1)


async def with_posts(database: Database, *ids: str) -> DeviceStore:
    for post_id in ids:
        await PostStore(database).add(a_post(post_id), ())
    return DeviceStore(database, "s1")


async def test_what_was_sent_is_outstanding_until_its_author_says_it_is_gone(
    database: Database,
) -> None:
    devices = await with_posts(database, "p1", "p2")
    newer = OnDevice("p1", "tess", 3, LATER)
    older = OnDevice("p2", "tom", 1, FRIDAY_NOON)
    await devices.sent(newer)
    await devices.sent(older)
    await devices.sent(OnDevice("p2", "tom", 4, LATER))  # the event came again
    assert await devices.outstanding() == [older, newer]

    await devices.deleted("p2", LATER)
    await devices.deleted("p2", LATER + timedelta(days=9))
    assert await devices.outstanding() == [newer]
    known = await devices.get("p2")
    assert known
    assert known.deleted_at == LATER


async def test_reminders_are_counted(database: Database) -> None:
    devices = await with_posts(database, "p1")
    await devices.sent(OnDevice("p1", "tess", 3, LATER))
    await devices.reminded("p1")
    await devices.reminded("p1")
    known = await devices.get("p1")
    assert known
    assert known.reminded == 2
    assert await devices.get("p2") is None


async def test_a_school_sees_its_own_only(database: Database) -> None:
    devices = await with_posts(database, "p1")
    await devices.sent(OnDevice("p1", "tess", 3, LATER))
    other = DeviceStore(database, "s2")
    await other.deleted("p1", LATER)
    assert await other.outstanding() == []
    assert await other.get("p1") is None
    assert len(await devices.outstanding()) == 1
