"""When posts may go out (clause 4.1)."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

# Loads every country's, 0.1 s: at the start, not while the first draft waits.
from holidays.countries.united_kingdom import UnitedKingdom

from policy.terms import ClaimKind, Draft

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Hours:
    """Monday to Friday, from `opens` until just before `closes`, local time.

    `closed` holds the dates that are not school days: bank holidays.
    """

    zone: ZoneInfo
    opens: time = time(8)
    closes: time = time(18)
    closed: Container[date] = field(default=frozenset[date](), repr=False)

    def next_opening(self, at: datetime) -> datetime:
        """The first moment from `at` on (aware) when a post may go out, in UTC."""
        local = at.astimezone(self.zone)
        if self._is_school_day(local.date()):
            if local.time() < self.opens:
                return self._opening(local.date())
            if local.time() < self.closes:
                return at.astimezone(UTC)
        day = local.date() + timedelta(days=1)
        while not self._is_school_day(day):
            day += timedelta(days=1)
        return self._opening(day)

    def opening_for(self, draft: Draft, at: datetime) -> datetime:
        """The same for this draft: what cannot wait may go out at any time (4.2)."""
        if draft.claims_of(ClaimKind.EVENT, ClaimKind.URGENT):
            return at
        return self.next_opening(at)

    def _is_school_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.closed

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, self.opens, self.zone).astimezone(UTC)


@cache  # for many schools it is the same one
def bank_holidays(part: str) -> Container[date]:
    """The bank holidays of one part of the United Kingdom: ENG, WLS, SCT or NIR."""
    return UnitedKingdom(subdiv=part)
