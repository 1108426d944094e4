"""There is a sentence for everything that can happen, and it says what to do."""

from zoneinfo import ZoneInfo

import pytest

from bot.chat import answers, words
from bot.chat.reminders import REMINDERS, TITLES, topics_of
from bot.chat.slack.presses import LABELS, Press
from bot.gate.lifecycle import Refusal, Step
from bot.gate.post import State, Trouble
from policy.terms import Claim, ClaimKind, Draft, Duty, Finding, Photo, Verdict
from tests.bot.chat.every_card import FRIDAY, LINK, a_post
from vision.clean import Flaw

LONDON = ZoneInfo("Europe/London")


def name(user):
    return f"@{user}"


def test_times_are_local_also_in_summer():
    assert words.when(FRIDAY, LONDON) == "Friday 20 November at 18:31"
    summer = FRIDAY.replace(month=6, day=5)
    assert words.when(summer, LONDON) == "Friday 5 June at 19:31"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_title_and_a_standing(state):
    assert words.TITLES[state]
    post = a_post(state, trouble=Trouble.UNCLEAR)
    said = words.standing(post, LONDON, name, "X")
    assert said.endswith((".", "?"))


def test_a_disclosure_is_not_asked_to_be_put_right():
    told = Finding("5.6", Duty.MUST, "Go to the lead.", disclosure=True)
    post = a_post(State.RETURNED, verdict=Verdict((told,)), last=None)
    assert words.title(post) == "Please do not post this"
    said = words.standing(post, LONDON, name, "X")
    assert "safeguarding lead" in said
    assert "Change" not in said


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_to_do(trouble):
    said = words.trouble(a_post(trouble=trouble), "X")
    assert said.endswith((".", "?"))
    assert "{" not in said


@pytest.mark.parametrize("refusal", Refusal)
@pytest.mark.parametrize("post", [None, a_post(State.APPROVED)])
def test_every_refusal_has_a_sentence(refusal, post):
    if post is None and refusal is not Refusal.NO_ROLE:
        post = a_post(State.APPROVED)
    assert words.refused(refusal, post, LONDON, name, "X")


def test_a_loser_is_told_who_decided_and_when():
    said = words.refused(
        Refusal.NO_SUCH_STEP, a_post(State.APPROVED), LONDON, name, "X"
    )
    assert "Approved by @ULEAD on Friday 20 November at 18:31." in said


def test_a_leader_is_told_that_only_the_head_may_decide():
    post = a_post(State.WITH_HEAD)
    said = words.refused(Refusal.NO_ROLE, post, LONDON, name, "X")
    assert said == words.ONLY_THE_HEAD


SAID = {ClaimKind.ADULT: "staff", ClaimKind.RECOGNISABLE: "nobody"}


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_claim_has_a_sentence(kind):
    draft = Draft("Our day", (Photo("p", "a"), Photo("q", "digest")))
    said = words.claim(Claim(kind, "digest", SAID.get(kind, "figure")), draft)
    assert said.endswith(".")
    assert ("photo 2" in said) is (kind in SAID)


def test_what_was_said_of_a_photo_that_is_gone_is_not_repeated():
    assert words.claim(Claim(ClaimKind.ADULT, "gone", "staff"), Draft("Hello")) == ""


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_of_a_photo_has_a_sentence(flaw):
    assert answers.FLAWS[flaw].endswith(".")


def test_news_never_repeats_a_word_of_the_draft_or_of_a_reason():
    for state in State:
        post = a_post(state, reason="It names Ottilie.", link=LINK)
        news = words.news(post, LONDON)
        assert "Ottilie" not in news
        assert "farm" not in news


def test_an_approval_is_news_only_where_the_post_has_to_wait():
    assert "Monday 23 November at 08:00" in words.news(a_post(State.APPROVED), LONDON)
    assert words.news(a_post(State.APPROVED, goes_out=FRIDAY), LONDON) == ""


def test_a_try_that_failed_is_not_told_as_another_approval():
    post = a_post(State.APPROVED)
    again = post.last.__class__(**{**_fields(post.last), "step": Step.FAIL})
    assert words.news(a_post(State.APPROVED, last=again), LONDON) == ""


def _fields(entry):
    return {slot: getattr(entry, slot) for slot in entry.__slots__}


def test_every_button_has_a_label():
    assert set(Press) - set(LABELS) == {Press.COMPOSE, Press.TICK}


def test_the_reminders_are_those_of_the_policy_and_fit_a_post():
    assert set(REMINDERS) == set(TITLES) == {"upset", "report", "talk", "meet", "age"}
    assert all(len(reminder) <= 280 for reminder in REMINDERS.values())


@pytest.mark.parametrize(
    ("asked", "topics"),
    [("", tuple(REMINDERS)), (" Meet ", ("meet",)), ("juggling", tuple(REMINDERS))],
)
def test_a_topic_is_found_whatever_its_case(asked, topics):
    assert topics_of(asked) == topics
