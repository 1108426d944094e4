"""Every card, message and form that Slack is sent, for each state of a post."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.slack.cards import (
    Setting,
    author_card,
    head_card,
    leaders_card,
    moved_card,
)
from bot.chat.slack.forms import reminders_message
from bot.chat.slack.views import (
    compose_view,
    confirm_view,
    decide_view,
    describe_view,
    edit_view,
)
from bot.gate.lifecycle import Step
from bot.gate.post import Approval, Entry, Post, Role, State, Trouble
from policy.terms import (
    Asked,
    Claim,
    ClaimKind,
    Draft,
    Duty,
    Finding,
    Photo,
    Verdict,
)
from vision.looking import Face, Look

SETTING = Setting(ZoneInfo("Europe/London"), len, head=frozenset({"UHEAD"}))
FRIDAY = datetime(2026, 11, 20, 18, 31, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
LINK = "https://x.example/larkspur/1"

_STEPS = {
    State.RETURNED: (Step.RETURN, "ULEAD", Role.LEADER),
    State.WAITING: (Step.SUBMIT, "UTEACH", Role.AUTHOR),
    State.WITH_HEAD: (Step.ASK_HEAD, "ULEAD", Role.LEADER),
    State.APPROVED: (Step.APPROVE, "ULEAD", Role.LEADER),
    State.DECLINED: (Step.DECLINE, "ULEAD", Role.LEADER),
    State.WITHDRAWN: (Step.WITHDRAW, "UTEACH", Role.AUTHOR),
}
_AFTER_APPROVAL = {
    State.APPROVED,
    State.SENDING,
    State.UNSURE,
    State.NEEDS_PERSON,
    State.PUBLISHED,
    State.MISSED,
}


def a_post(state: State = State.WAITING, **more: Any) -> Post:
    """A short post in this state, as the gate would have left it."""
    step, actor, role = _STEPS.get(state, (Step.PASS, "gate", Role.GATE))
    yes = Approval("ULEAD", FRIDAY, "f") if state in _AFTER_APPROVAL else None
    entry = Entry(step, actor, role, FRIDAY, "f", State.WAITING, state)
    post = Post(
        id="3d0c1f0e",
        school="larkspur",
        author="UTEACH",
        draft=Draft("Year 4 went to the farm. #FarmTrip"),
        created_at=FRIDAY,
        state=state,
        version=3,
        approval=yes,
        last=entry,
        goes_out=MONDAY,
    )
    return replace(post, **more)


def a_full_post(state: State) -> Post:
    """All that a post can have, at its longest, with everything Slack might parse."""
    text = "*Ottilie* <!channel> & <@U0> `x` :tada: \u202eabc\u202c 👩‍👩‍👧 " * 58
    alts = enumerate(["", "A field <b>", "y" * 1000, "🐄" * 480])
    one, nobody = Look(9, 9, (Face(1, 1, 2, 2, 0.9),)), Look(9, 9, ())
    looks = [nobody, one, None, None]
    photos = tuple(Photo(f"p{n}", "abcc"[n], alt, looks[n]) for n, alt in alts)
    claims = (
        Claim(ClaimKind.EVENT),
        Claim(ClaimKind.NOT_A_CHILD, "Florence", "place"),
        Claim(ClaimKind.NOT_A_CHILD, "Z" * 300, "staff"),
        Claim(ClaimKind.ADULT, "b", "nobody real"),
        Claim(ClaimKind.RECOGNISABLE, "c", "group"),
        Claim(ClaimKind.RECOGNISABLE, "of a photo that is gone", "group"),
    )
    findings = (
        Finding("2.1", Duty.MUST, "Say 'a pupil'.", 1, 8, "Ottilie", "a name & <x>"),
        Finding("2.1", Duty.MUST, "Say 'a pupil'.", 0, 3, "May", arguable=True),
        Finding("3.5", Duty.SHOULD, "Say what it shows.", photo=0),
        Finding("2.1", Duty.MUST, "Say 'a pupil'.", 0, 3, "Tom", photo=2),
        *(Finding("5.7", Duty.NOTE, "w" * 900, 0, 900, "v" * 900) for _ in range(40)),
    )
    asked = (
        Asked("3.1", "Nobody & <none>?"),
        Asked("3.2", "q" * 900),
        Asked("4.2", "Is it?"),
    )
    return a_post(
        state,
        draft=Draft(text[:2_900], photos, claims),
        verdict=Verdict(findings, asked, (Asked("3.1", "Anybody & <all>?", 0),)),
        safe="Two of our pupils & friends. " * 90,
        agreed=Approval("UHEAD", FRIDAY, "f"),
        editors=frozenset({"ULEAD", "UHEAD"}),
        reason="Because <!here> & so on. " * 40,
        trouble=Trouble.UNCLEAR,
        link=LINK if state is State.PUBLISHED else "",
    )


def every_card() -> Iterator[tuple[str, dict[str, Any]]]:
    """A name, and what Slack would be sent: a message, or a view with its type."""
    for state in State:
        for size, post in (("short", a_post(state)), ("full", a_full_post(state))):
            yield f"author, {state}, {size}", author_card(post, SETTING)
            yield f"leaders, {state}, {size}", leaders_card(post, SETTING)
            yield f"head, {state}, {size}", head_card(post, SETTING)
            yield f"edit, {state}, {size}", edit_view(post)
            yield f"decide, {state}, {size}", decide_view(post)
    for trouble in Trouble:
        post = a_post(State.NEEDS_PERSON, trouble=trouble)
        yield f"author, {trouble}", author_card(post, SETTING)
        yield f"leaders, {trouble}", leaders_card(post, SETTING)
    full = a_full_post(State.WAITING)
    yield "describe", describe_view(full)
    yield "confirm", confirm_view(full)
    yield "compose", compose_view()
    yield "compose, filled", compose_view("🐄" * 3_000)
    yield "moved", moved_card()
    yield "snag", author_card(a_post(), SETTING, "The channel is gone.")
    for topic in ("", "meet", "juggling"):
        yield f"reminders of {topic!r}", reminders_message(topic)
