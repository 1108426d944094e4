"""Posts go out in posting hours, local time (clause 4.1)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.gate.hours import Hours, bank_holidays

LONDON = ZoneInfo("Europe/London")
HOURS = Hours(LONDON, closed=bank_holidays("ENG"))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "goes_out"),
    [
        ("2026-11-20T12:00", "2026-11-20T12:00"),  # a Friday, within hours
        ("2026-11-20T08:00", "2026-11-20T08:00"),
        ("2026-11-20T07:59", "2026-11-20T08:00"),
        ("2026-11-20T17:59:59", "2026-11-20T17:59:59"),
        ("2026-11-20T18:00", "2026-11-23T08:00"),
        ("2026-11-20T18:30", "2026-11-23T08:00"),
        ("2026-11-21T10:00", "2026-11-23T08:00"),
        ("2026-12-24T19:00", "2026-12-29T08:00"),  # Christmas, and Monday instead
        ("2026-04-02T18:30", "2026-04-07T08:00"),  # Easter
        ("2026-03-27T18:30", "2026-03-30T08:00"),  # the clocks go forward
        ("2026-10-23T18:30", "2026-10-26T08:00"),  # the clocks go back
    ],
)
def test_the_next_opening(at: str, goes_out: str):
    assert HOURS.next_opening(local(at)) == local(goes_out).astimezone(UTC)


def test_scotland_has_other_bank_holidays_than_england():
    second_of_january = local("2025-01-02T10:00")

    scotland = Hours(LONDON, closed=bank_holidays("SCT"))

    assert HOURS.next_opening(second_of_january) == second_of_january
    assert scotland.next_opening(second_of_january) == local("2025-01-03T08:00")
