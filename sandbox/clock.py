"""The school's clock in the sandbox: in posting hours, so that posts go out at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.gate.hours import Hours, bank_holidays

ZONE = "Europe/London"
MARGIN = timedelta(hours=1)  # to try things before the hours end
INTO_THE_DAY = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class SchoolClock:
    """Runs `ahead` of the real one; not at all while that is in posting hours."""

    ahead: timedelta

    @classmethod
    def at(cls, now: datetime, hours: Hours) -> "SchoolClock":
        """The clock to start with when it is really `now`."""
        soon = now + MARGIN
        if hours.next_opening(now) == now and hours.next_opening(soon) == soon:
            return cls(timedelta())
        return cls(hours.next_opening(soon) + INTO_THE_DAY - now)

    @classmethod
    def started(cls) -> "SchoolClock":
        """The clock to start with now, at a school in England."""
        hours = Hours(ZoneInfo(ZONE), closed=bank_holidays("ENG"))
        return cls.at(datetime.now(UTC), hours)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead
