"""The school's e-safety reminders (clause 6.5), each fit to be posted as it is."""

REMINDERS = {
    "upset": "Think before you post: never share anything that could upset somebody. "
    "If you would not say it face to face, do not say it online. #OnlineSafety",
    "report": "Seen something online that worries you? Tell a grown-up you trust, and "
    "learn where the report button is in every app you use. #OnlineSafety",
    "talk": "Be careful who you talk to online: people may not be who they say they "
    "are. Keep where you live and where you go to school to yourself. #OnlineSafety",
    "meet": "Never meet anyone you only know from online without telling your parents "
    "or carers first. #OnlineSafety",
    "age": "A reminder for families: the minimum age for most social media is 13. "
    "#OnlineSafety",
}

TITLES = {
    "upset": "Never post what could upset",
    "report": "Know how to report",
    "talk": "Be careful who you talk to",
    "meet": "Never meet without telling your parents",
    "age": "The minimum age is 13",
}

INTRODUCTION = "The school's e-safety reminders (6.5). Put one forward as a post?"
UNKNOWN_TOPIC = "I have no reminder on that. These are the ones I have (6.5):"


def topics_of(asked: str) -> tuple[str, ...]:
    """The topics that somebody asked for: all where they named none that is known."""
    wanted = asked.strip().casefold()
    return (wanted,) if wanted in REMINDERS else tuple(REMINDERS)
