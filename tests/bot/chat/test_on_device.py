"""Whoever sent photos says that their own copies are gone, or is asked again (3.4)."""

from datetime import timedelta

from bot.chat import words
from bot.chat.slack.on_device import MOST_REMINDERS, REMIND_EVERY
from bot.chat.slack.presses import Press
from bot.gate.ports import Alarm
from tests.bot.chat.office import Json, Office, with_photos

CLEAN = "Year 4 went to the farm."


async def over(office: Office, count: int = 2) -> None:
    """A draft with photos, withdrawn."""
    files = with_photos(office, count)
    await office.says(CLEAN, files=files, subtype="file_share")
    await office.presses(Press.WITHDRAW, "UTEACH")
    await office.show()


def has_button(message: Json) -> bool:
    return any(
        block.get("accessory", {}).get("action_id") == Press.GONE
        for block in message.get("blocks") or ()
    )


def said_of(message: Json) -> str:
    return str(message)


async def test_the_card_of_a_post_that_is_over_asks_to_delete_photos(
    office: Office,
):
    await over(office)
    card = office.slack.sent("chat_update")[-1]
    assert has_button(card)
    assert "2 photos" in said_of(card)


async def test_a_post_that_is_over_is_asked_about_at_once(office: Office):
    await over(office)
    assert (office.post.id, Alarm.REMIND) in office.store.timers


async def test_a_post_without_photos_asks_for_nothing(office: Office):
    await office.says(CLEAN)
    await office.presses(Press.WITHDRAW, "UTEACH")
    await office.show()
    assert not has_button(office.slack.sent("chat_postMessage")[-1])
    assert (office.post.id, Alarm.REMIND) not in office.store.timers


async def test_a_press_says_that_they_are_deleted_and_the_card_says_when(
    office: Office,
):
    await over(office)
    await office.presses(Press.GONE, "UTEACH")
    (kept,) = office.devices.kept.values()
    assert kept.deleted_at == office.clock()
    card = office.slack.sent("chat_update")[-1]
    assert not has_button(card)
    assert "You deleted its 2 photos" in said_of(card)


async def test_nobody_can_say_so_for_somebody_else(office: Office):
    await over(office)
    await office.presses(Press.GONE, "ULEAD")
    assert not office.devices.kept


async def test_an_author_is_reminded_once_a_day_three_times_at_most(office: Office):
    await over(office)
    before = len(office.slack.sent("chat_postMessage"))
    for _ in range(6):
        again = await office.reminders.remind(office.post.id)
        if again is None:
            break
        assert again - office.clock() == REMIND_EVERY
        office.clock.pass_by(REMIND_EVERY)
    assert again is None
    said = office.slack.sent("chat_postMessage")[before:]
    assert len(said) == MOST_REMINDERS
    assert all(has_button(message) for message in said)
    assert all(CLEAN not in said_of(message) for message in said)


async def test_whoever_has_deleted_them_is_not_reminded(office: Office):
    await over(office)
    await office.presses(Press.GONE, "UTEACH")
    before = len(office.slack.sent("chat_postMessage"))
    assert await office.reminders.remind(office.post.id) is None
    assert len(office.slack.sent("chat_postMessage")) == before


async def test_whoever_has_left_the_school_stops_nothing(office: Office):
    await over(office)
    await office.reminders.remind(office.post.id)
    office.slack.unreachable["UTEACH"] = "user_disabled"
    assert await office.reminders.remind(office.post.id)


async def test_the_head_sees_everybodys_and_others_their_own(office: Office):
    await over(office)
    await office.reminders.remind(office.post.id)
    head = said_of(await office.reminders.outstanding("UHEAD"))
    assert "<@UTEACH>: 2 photos" in head
    assert "<@UTEACH>" in said_of(await office.reminders.outstanding("UTEACH"))
    assert await office.reminders.outstanding("ULAST") == {"text": words.NO_DEVICES}


async def test_what_is_deleted_is_outstanding_no_more(office: Office):
    await over(office)
    await office.presses(Press.GONE, "UTEACH")
    office.clock.pass_by(timedelta(days=1))
    assert await office.reminders.outstanding("UHEAD") == {"text": words.NO_DEVICES}
