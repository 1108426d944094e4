"""A safeguarding lead is told of a disclosure once a post, and never its words."""

import pytest

from bot.chat.slack.errors import SlackError
from bot.chat.slack.safeguarding import Safeguarding
from bot.gate.ports import StoreError
from tests.bot.chat.office import LEADERS, LONDON, Office

DISCLOSURE = "At lunch Wilf in 4P told me of HARM at his house."


def safeguarding(office: Office, *leads: str) -> Safeguarding:
    return Safeguarding(
        desk=office.desk,
        slack=office.slack,
        cards=office.cards,
        zone=LONDON,
        leads=frozenset(leads),
    )


async def test_who_wrote_when_and_what_to_do_but_not_a_word_of_it(office: Office):
    await office.says(DISCLOSURE)

    await safeguarding(office, "ULEAD").tell(office.post.id)

    (told,) = office.slack.texts("ULEAD")
    assert "<@UTEACH>" in told
    assert "Friday 20 November at 12:00" in told
    assert "in person" in told
    assert not any(word in told for word in ("Wilf", "4P", "HARM", "lunch", "house"))


async def test_each_lead_is_told_and_told_once(office: Office):
    await office.says(DISCLOSURE)

    for _ in range(3):
        await safeguarding(office, "ULEAD", "UHEAD").tell(office.post.id)

    assert len(office.slack.texts("ULEAD")) == len(office.slack.texts("UHEAD")) == 1


async def test_a_lead_is_told_though_the_words_are_gone_by_then(office: Office):
    await office.says(DISCLOSURE)
    await office.presses("withdraw", "UTEACH")

    await safeguarding(office, "ULEAD").tell(office.post.id)

    assert len(office.slack.texts("ULEAD")) == 1


async def test_a_lead_who_wrote_it_is_not_told_what_they_know(office: Office):
    await office.says(DISCLOSURE, user="ULEAD")

    await safeguarding(office, "ULEAD", "UHEAD").tell(office.post.id)

    assert office.slack.texts("ULEAD") == []
    assert len(office.slack.texts("UHEAD")) == 1


@pytest.mark.parametrize("error", ["user_not_found", "fatal_error"])
async def test_one_who_cannot_be_reached_holds_up_no_other_and_is_told_later(
    office: Office, error: str
):
    await office.says(DISCLOSURE)
    office.slack.unreachable["UHEAD"] = error
    telling = safeguarding(office, "UHEAD", "ULEAD")

    with pytest.raises(Exception, match=r"SAFEGUARDING_LEAD|fatal_error"):
        await telling.tell(office.post.id)
    assert len(office.slack.texts("ULEAD")) == 1

    office.slack.unreachable.clear()
    await telling.tell(office.post.id)
    assert len(office.slack.texts("ULEAD")) == 1
    assert len(office.slack.texts("UHEAD")) == 2  # the try that failed, and this one


async def test_a_token_that_is_revoked_says_so(office: Office):
    await office.says(DISCLOSURE)
    office.slack.fails["chat_postMessage"] = ["token_revoked"]

    with pytest.raises(SlackError, match="revoked"):
        await safeguarding(office, "ULEAD").tell(office.post.id)


async def test_what_could_not_be_noted_is_told_again_rather_than_never(office: Office):
    await office.says(DISCLOSURE)
    telling, note = safeguarding(office, "ULEAD"), office.cards.put

    async def dies(*_: object) -> None:
        raise StoreError("gone")

    office.cards.put = dies  # pyright: ignore[reportAttributeAccessIssue] - it dies here
    with pytest.raises(StoreError):
        await telling.tell(office.post.id)
    office.cards.put = note  # pyright: ignore[reportAttributeAccessIssue] - the same
    await telling.tell(office.post.id)
    await telling.tell(office.post.id)

    assert len(office.slack.texts("ULEAD")) == 2


async def test_leaders_see_nothing_of_it(office: Office):
    await office.says(DISCLOSURE)
    await office.show()

    assert not [m for (at, _), m in office.slack.messages.items() if at == LEADERS]
