"""An invented school to try things out at: its people, its channel, its drafts."""

from dataclasses import dataclass

BOT = "U0GATE"
BOT_TOKEN = "xoxb-sandbox"  # noqa: S105 - known to the local Slack alone
APP_TOKEN = "xapp-sandbox"  # noqa: S105 - the same
SIGNING_SECRET = "sandbox"  # noqa: S105 - the same

SCHOOL = "Larkspur Primary"
LEADERS_CHANNEL = "C0LEADERS"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the school. `dm` is the channel they share with the bot."""

    id: str
    handle: str
    name: str
    role: str

    @property
    def dm(self) -> str:
        return f"D{self.id[1:]}"


TEACHER = Person("U0WICK", "mwick", "Marian Wick", "Year 4 teacher")
COLLEAGUE = Person("U0ALDER", "talder", "Tobias Alder", "Year 6 teacher")
LEADER = Person("U0PENHALE", "rpenhale", "Ruth Penhale", "deputy head")
SECOND_LEADER = Person("U0OSEI", "dosei", "Dominic Osei", "assistant head")
HEAD = Person("U0LIND", "glind", "Greta Lind", "Headteacher")

STAFF = (TEACHER, COLLEAGUE, LEADER, SECOND_LEADER, HEAD)
LEADERS = (LEADER, SECOND_LEADER, HEAD)


@dataclass(frozen=True, slots=True)
class Example:
    """A draft to try, with what to look out for."""

    title: str
    hint: str
    text: str


EXAMPLES = (
    Example(
        "A clean draft",
        "It goes straight to the leaders.",
        "Year 4 built bridges out of paper today, and the longest held 40 books! "
        "Come and see them in the hall after school. #LarkspurScience",
    ),
    Example(
        "A child's name",
        "It comes back, with a safe version.",
        "Well done to Ottilie Marsh, who read her own poem to the whole of Year 4 "
        "this morning!",
    ),
    Example(
        "The wrong tone",
        "It can go on, with the advice beside it.",
        "The council has let us down on parking yet again. Ask @LarkspurCouncil why.",
    ),
)


def workspace(events_url: str | None = None) -> dict[str, object]:
    """The school as the local Slack reads it; Socket Mode without an address."""
    delivery = {"mode": "events", "requestUrl": events_url} if events_url else {}
    app = {
        "appId": "A0GATE",
        "botUserId": BOT,
        "botName": "Schoolgate",
        "botToken": BOT_TOKEN,
        "appToken": APP_TOKEN,
        "signingSecret": SIGNING_SECRET,
        **delivery,
    }
    return {
        "workspace": {"name": SCHOOL, "domain": "larkspur", "teamId": "T0LARKSPUR"},
        "apps": [app],
        "users": [_user(person) for person in STAFF],
        "channels": [_leaders_channel(), *(_dm(person) for person in STAFF)],
    }


def _user(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.handle,
        "real_name": person.name,
        "tz": "Europe/London",
    }


def _leaders_channel() -> dict[str, object]:
    return {
        "id": LEADERS_CHANNEL,
        "name": "leaders",
        "is_private": True,
        "members": [*(person.id for person in LEADERS), BOT],
    }


def _dm(person: Person) -> dict[str, object]:
    return {
        "id": person.dm,
        "name": f"dm-{person.handle}",
        "is_channel": False,
        "is_private": True,
        "is_im": True,
        "members": [person.id, BOT],
    }
