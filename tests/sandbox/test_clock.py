"""Whoever tries the sandbox sees posts go out, at whatever hour they try it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.gate.hours import Hours, bank_holidays
from sandbox.clock import SchoolClock

HOURS = Hours(ZoneInfo("Europe/London"), closed=bank_holidays("ENG"))


@pytest.mark.parametrize(
    ("really", "at_school"),
    [
        ("2026-11-25T11:00", "2026-11-25T11:00"),  # in hours: as it is
        ("2026-11-25T06:00", "2026-11-25T10:00"),  # before school
        ("2026-11-25T17:30", "2026-11-26T10:00"),  # nearly over
        ("2026-11-28T11:00", "2026-11-30T10:00"),  # Saturday
        ("2026-12-24T19:00", "2026-12-29T10:00"),  # over Christmas
    ],
)
def test_the_schools_clock_stands_in_posting_hours(really: str, at_school: str) -> None:
    now = datetime.fromisoformat(really).replace(tzinfo=UTC)
    clock = SchoolClock.at(now, HOURS)
    assert now + clock.ahead == datetime.fromisoformat(at_school).replace(tzinfo=UTC)


def test_the_schools_clock_runs_as_fast_as_the_real_one() -> None:
    clock = SchoolClock(timedelta(days=2))
    before = datetime.now(UTC)
    assert timedelta() <= clock.now() - before - clock.ahead < timedelta(seconds=5)
