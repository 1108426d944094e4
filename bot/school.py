"""What the settings say of the school itself, in the gate's and the policy's terms."""

from bot.gate.hours import Hours, bank_holidays
from bot.settings import Settings
from policy.terms import School


def hours_of(settings: Settings) -> Hours:
    return Hours(
        settings.zone,
        settings.posts_from,
        settings.posts_until,
        bank_holidays(settings.bank_holidays),
    )


def school_of(settings: Settings) -> School:
    vouched = frozenset(words.casefold() for words in settings.vouched)
    return School(
        settings.school_name,
        vouched,
        settings.no_faces,
        settings.two_leaders,
        bool(settings.safeguarding_lead),
    )
