"""What stands on a card: all that its reader needs, and nothing that is not theirs."""

from dataclasses import replace

import pytest

from bot.chat.slack.cards import author_card, head_card, leaders_card
from bot.chat.slack.incoming import from_submission
from bot.chat.slack.views import decide_view
from bot.gate.lifecycle import Step
from bot.gate.post import State
from policy.terms import Asked, Claim, ClaimKind, Draft, Duty, Finding, Photo, Verdict
from tests.bot.chat.every_card import FRIDAY, LINK, SETTING, a_full_post, a_post
from tests.bot.chat.office import submitted
from tests.slack_driver import elements, said

DECIDED = [
    state
    for state in State
    if state not in {State.WAITING, State.WITH_HEAD, State.NEEDS_PERSON}
]
SAFE = "Well done to one of our pupils!"


def buttons(card):
    return [e["action_id"] for e in elements(card) if e["type"] == "button"]


def values(card):
    return {e["value"] for e in elements(card) if e["type"] == "button"}


def test_a_clean_draft_can_be_edited_handed_to_the_head_or_withdrawn():
    card = author_card(a_post(State.WAITING), SETTING)
    assert buttons(card) == ["edit", "ask_head", "withdraw"]


def test_an_advised_draft_can_be_sent_to_the_leaders_as_it_is():
    card = author_card(a_post(State.ADVISED, safe=SAFE), SETTING)
    assert buttons(card) == ["send", "use_safe", "edit", "ask_head", "withdraw"]
    assert SAFE in said(card)


def test_grave_news_is_handed_to_the_head_before_anything_else():
    grave = Verdict((Finding("5.6", Duty.SHOULD, "Stop here."),))
    card = author_card(a_post(State.ADVISED, verdict=grave), SETTING)
    assert buttons(card) == ["ask_head", "send", "edit", "withdraw"]


def test_a_draft_that_breaks_a_must_cannot_be_sent_on():
    card = author_card(a_post(State.RETURNED, safe=SAFE), SETTING)
    assert buttons(card) == ["use_safe", "edit", "withdraw"]
    assert "Discard" in said(card)


def test_a_safe_version_that_changes_nothing_is_not_offered():
    post = a_post(State.RETURNED)
    card = author_card(replace(post, safe=post.draft.text), SETTING)
    assert "use_safe" not in buttons(card)


def test_the_safe_version_is_shown_as_a_difference_and_as_it_would_read():
    named = Draft("Well done Zuri for the *best* kite!")
    safe = "Well done to a pupil for the *best* kite!"
    card = author_card(a_post(State.RETURNED, draft=named, safe=safe), SETTING)
    assert "Well done ~Zuri~ *to a pupil* for the \u2217best\u2217 kite!" in said(card)
    assert safe in said(card)


def test_a_difference_too_long_for_a_card_is_left_out():
    post = a_post(State.RETURNED, draft=Draft("Zuri " * 400), safe="A pupil " * 350)
    card = author_card(post, SETTING)
    assert "~Zuri" not in said(card)
    assert "A pupil A pupil" in said(card)
    assert "struck out" not in said(card)


def test_a_leader_learns_that_a_yes_is_remembered():
    claims = (Claim(ClaimKind.NOT_A_CHILD, "Florence", "place"),)
    argued = a_post(State.WAITING, draft=Draft("At Florence", (), claims))
    assert "from now on" in said(leaders_card(argued, SETTING))
    assert "from now on" not in said(author_card(argued, SETTING))
    assert "from now on" not in said(leaders_card(a_post(State.WAITING), SETTING))
    decided = replace(argued, state=State.APPROVED)
    assert "from now on" not in said(leaders_card(decided, SETTING))


def test_photos_can_be_described_where_there_are_any():
    photos = Draft("Out and about", (Photo("p", "d", "A field"),))
    card = author_card(a_post(State.RETURNED, draft=photos), SETTING)
    assert "describe" in buttons(card)
    assert "Photo 1: A field" in said(card)


def test_a_leader_can_approve_decline_edit_or_ask_the_head():
    card = leaders_card(a_post(State.WAITING), SETTING)
    assert buttons(card) == ["approve", "decide", "edit", "ask_head"]
    assert "<@UTEACH>" in said(card)
    assert "school device (1.4)" in said(card)


@pytest.mark.parametrize(
    "changes",
    [{"author": "UHEAD"}, {"editors": frozenset({"UHEAD"})}, {}],
)
def test_nobody_is_asked_to_ask_a_head_who_is_not_there_to_decide(changes):
    setting = SETTING if changes else replace(SETTING, head=frozenset())
    post = a_post(State.WAITING, **changes)
    assert buttons(author_card(post, setting)) == ["edit", "withdraw"]
    assert buttons(leaders_card(post, setting)) == ["approve", "decide", "edit"]


def test_only_the_heads_card_has_buttons_once_the_head_was_asked():
    post = a_post(State.WITH_HEAD)
    assert buttons(leaders_card(post, SETTING)) == []
    assert buttons(head_card(post, SETTING)) == ["approve", "decide", "edit"]


def test_a_leader_says_whether_a_lost_post_is_there():
    card = leaders_card(a_post(State.NEEDS_PERSON), SETTING)
    assert buttons(card) == ["found", "resend", "decide"]


def test_what_may_be_out_is_given_up_or_not_but_changed_no_more():
    view = decide_view(a_post(State.NEEDS_PERSON))
    assert [block["block_id"] for block in view["blocks"]] == ["reason"]
    sent = from_submission(submitted(view, "ULEAD", reason="Too late."))
    assert sent
    assert sent.payload["step"] == "decline"


@pytest.mark.parametrize("state", DECIDED)
def test_a_decided_card_has_no_buttons(state):
    assert buttons(leaders_card(a_full_post(state), SETTING)) == []


def test_buttons_carry_the_posts_id_and_version_and_nothing_else():
    post = a_full_post(State.WAITING)
    for card in (author_card(post, SETTING), leaders_card(post, SETTING)):
        assert values(card) == {"3d0c1f0e:3"}


@pytest.mark.parametrize("state", [State.APPROVED, State.SENDING, State.PUBLISHED])
def test_who_approved_it_and_when_stays_on_both_cards(state):
    post = a_post(state)
    for card in (author_card(post, SETTING), leaders_card(post, SETTING)):
        assert "Approved by <@ULEAD> on Friday 20 November at 18:31." in said(card)


def test_an_approved_card_says_when_the_post_goes_out():
    card = leaders_card(a_post(State.APPROVED), SETTING)
    assert "It goes out on Monday 23 November at 08:00." in said(card)
    now = a_post(State.APPROVED, goes_out=FRIDAY)
    assert "It goes out now." in said(author_card(now, SETTING))


def test_a_published_card_links_to_the_post():
    card = author_card(a_post(State.PUBLISHED, link=LINK), SETTING)
    assert f"<{LINK}|See the post>" in said(card)


def test_a_declined_card_gives_the_reason():
    post = a_post(State.DECLINED, reason="It is last year's date.")
    card = author_card(post, SETTING)
    assert "Declined by <@ULEAD> on Friday 20 November at 18:31." in said(card)
    assert "It is last year's date." in said(card)


def test_each_finding_has_its_clause_its_words_and_what_to_do():
    found = Finding("2.1", Duty.MUST, "Say 'a pupil'.", 0, 4, "Zuri", "beside a class")
    card = author_card(a_post(State.RETURNED, verdict=Verdict((found,))), SETTING)
    assert "*2.1 must be changed*\n“Zuri” (beside a class). Say 'a pupil'." in said(
        card
    )


def test_a_finding_in_a_description_says_in_which_photo():
    found = Finding("2.1", Duty.MUST, "Say 'a pupil'.", 0, 4, "Zuri", photo=1)
    card = author_card(a_post(State.RETURNED, verdict=Verdict((found,))), SETTING)
    assert "“Zuri” in the description of photo 2. Say 'a pupil'." in said(card)


def test_leaders_see_what_the_author_claims():
    claims = (Claim(ClaimKind.NOT_A_CHILD, "Florence", "place"), Claim(ClaimKind.EVENT))
    post = a_post(State.WAITING, draft=Draft("At Florence House", (), claims))
    card = leaders_card(post, SETTING)
    assert "says that “Florence” is a place, a house or a class." in said(card)
    assert "a school event (4.2)" in said(card)


def test_each_question_is_a_tick_that_an_edit_takes_away():
    post = a_post(verdict=Verdict((), (Asked("3.2", "May all be shown?"),)))
    (tick,) = [
        e for e in elements(leaders_card(post, SETTING)) if e["type"] == "checkboxes"
    ]
    again = leaders_card(replace(post, version=4), SETTING)
    (later,) = [e for e in elements(again) if e["type"] == "checkboxes"]
    assert tick["block_id"] != later["block_id"]


def test_words_are_shown_exactly_and_ping_nobody():
    words = "<!channel> *Hall* & :tada: <@U1>"
    card = leaders_card(a_post(draft=Draft(words)), SETTING)
    (shown,) = [b for b in card["blocks"] if words in said({"blocks": [b]})]
    assert shown["text"] == {"type": "plain_text", "text": words, "emoji": False}


def test_quoted_words_cannot_ping_anybody_either():
    found = Finding("5.3", Duty.SHOULD, "Leave it out.", 0, 9, "<!channel>")
    card = leaders_card(a_post(verdict=Verdict((found,))), SETTING)
    assert "<!channel>" not in said(card)
    assert "&lt;!channel&gt;" in said(card)


@pytest.mark.parametrize("state", State)
def test_what_a_locked_screen_may_show_holds_no_word_of_the_draft(state):
    post = a_full_post(state)
    for card in (author_card(post, SETTING), leaders_card(post, SETTING)):
        assert card["text"]
        assert "Ottilie" not in card["text"]
        assert "Because" not in card["text"]


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.RETURNED, State.ADVISED, State.WITHDRAWN]
)
def test_leaders_do_not_see_the_words_of_what_is_not_put_forward(state):
    assert "Ottilie" not in said(leaders_card(a_full_post(state), SETTING))


def test_leaders_see_who_took_a_draft_back():
    card = leaders_card(a_post(State.WITHDRAWN), SETTING)
    assert "Withdrawn by <@UTEACH> on Friday 20 November at 18:31." in said(card)


def test_a_draft_the_checks_sent_back_is_not_said_to_be_a_leaders_doing():
    post = a_post(State.RETURNED)
    blocked = replace(post, last=replace(post.last, step=Step.BLOCK, actor="gate"))
    card = author_card(blocked, SETTING)
    assert "must be changed" in said(card)
    assert "gate" not in said(card)


def test_the_length_is_counted_as_the_network_counts():
    setting = replace(SETTING, length=lambda text: 2 * len(text))
    card = author_card(a_post(draft=Draft("a" * 150)), setting)
    assert "300 of 280 characters, too long by 20" in said(card)
