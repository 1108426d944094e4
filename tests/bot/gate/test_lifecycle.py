"""Whatever anybody does, nothing goes out that was not approved as it stands."""

from dataclasses import replace
from itertools import product

import pytest

from bot.gate.lifecycle import (
    MOVES,
    Actor,
    Refusal,
    RefusedError,
    Step,
    advance,
)
from bot.gate.post import Approval, Post, Role, State
from policy.terms import Draft, Duty, Finding, Verdict
from tests.fakes import FRIDAY_NOON

GATE = Actor("gate", frozenset({Role.GATE}))
TESS = Actor("tess", frozenset({Role.STAFF}))
LENA = Actor("lena", frozenset({Role.STAFF, Role.LEADER}))
LIAM = Actor("liam", frozenset({Role.STAFF, Role.LEADER}))
HEAD = Actor("head", frozenset({Role.STAFF, Role.LEADER, Role.HEAD}))
STRANGER = Actor("sam", frozenset())


def post(state: State = State.DRAFT, author: str = "tess", **more: object) -> Post:
    made = Post("1", "school", author, Draft("Hello"), FRIDAY_NOON, state)
    return replace(made, **more)


def explore(start: Post, people: list[Actor]):
    """Every post, with its approval, that some sequence of attempts leads to."""
    seen: set[tuple[object, ...]] = set()
    todo = [start]
    while todo:
        at = todo.pop()
        yes = [(a.by, a.fingerprint) for a in (at.agreed, at.approval) if a]
        key = (at.state, at.draft, at.editors, *yes)
        if key in seen:
            continue
        seen.add(key)
        yield at
        for step, actor in product(Step, people):
            try:
                after = advance(at, step, actor, FRIDAY_NOON)
            except RefusedError:
                continue
            if step is Step.AMEND and len(after.draft.text) < 8:
                editors = after.editors | ({actor.id} - {after.author})
                draft = Draft(after.draft.text + "!")
                after = replace(
                    after, draft=draft, agreed=None, approval=None, editors=editors
                )
            if step is Step.AGREE:
                agreed = Approval(actor.id, FRIDAY_NOON, at.fingerprint)
                after = replace(after, agreed=agreed)
            if step is Step.APPROVE:
                approval = Approval(actor.id, FRIDAY_NOON, at.fingerprint)
                after = replace(after, approval=approval)
            todo.append(after)


@pytest.mark.parametrize("author", ["tess", "lena", "head"])
def test_a_published_post_was_approved_as_it_stands_by_somebody_who_wrote_none_of_it(
    author: str,
):
    published = [
        at
        for at in explore(post(author=author), [GATE, TESS, LENA, HEAD, STRANGER])
        if at.state is State.PUBLISHED
    ]

    assert published
    for at in published:
        assert at.approval is not None
        assert at.approval.fingerprint == at.fingerprint
        assert at.approval.by not in {at.author, *at.editors}


TWO = Verdict((Finding("3.1", Duty.NOTE, "Two.", two_leaders=True),))


@pytest.mark.parametrize("author", ["tess", "lena", "head"])
def test_what_needs_two_leaders_is_published_with_two_and_neither_wrote_any_of_it(
    author: str,
):
    people = [GATE, TESS, LENA, LIAM, HEAD, STRANGER]
    published = [
        at
        for at in explore(post(author=author, verdict=TWO), people)
        if at.state is State.PUBLISHED
    ]

    assert published
    for at in published:
        assert at.agreed
        assert at.approval
        assert at.agreed.by != at.approval.by
        assert {at.agreed.fingerprint, at.approval.fingerprint} == {at.fingerprint}
        assert not {at.agreed.by, at.approval.by} & {at.author, *at.editors}


def test_two_leaders_are_asked_for_only_where_the_checks_say_so():
    with pytest.raises(RefusedError) as refused:
        advance(post(State.WAITING), Step.AGREE, LENA, FRIDAY_NOON)

    assert refused.value.refusal is Refusal.NO_SUCH_STEP


def test_a_leader_cannot_be_both_of_the_two():
    agreed = Approval("lena", FRIDAY_NOON, "f")
    waiting = post(State.WAITING, verdict=TWO, agreed=agreed)

    with pytest.raises(RefusedError) as refused:
        advance(waiting, Step.APPROVE, LENA, FRIDAY_NOON)

    assert refused.value.refusal is Refusal.AGREED_ALREADY
    assert advance(waiting, Step.APPROVE, LIAM, FRIDAY_NOON).state is State.APPROVED


def test_every_state_can_be_reached():
    reached = {at.state for at in explore(post(), [GATE, TESS, LENA, HEAD])}

    assert reached == set(State)


def test_only_the_head_decides_what_was_put_to_the_head():
    asked = post(State.WITH_HEAD)

    with pytest.raises(RefusedError) as refused:
        advance(asked, Step.APPROVE, LENA, FRIDAY_NOON)

    assert refused.value.refusal is Refusal.NO_ROLE
    assert advance(asked, Step.APPROVE, HEAD, FRIDAY_NOON).state is State.APPROVED


@pytest.mark.parametrize(
    ("step", "actor", "author", "refusal"),
    [
        (Step.APPROVE, LENA, "lena", Refusal.OWN_POST),
        (Step.DECLINE, LENA, "lena", Refusal.OWN_POST),
        (Step.APPROVE, TESS, "tess", Refusal.NO_ROLE),
        (Step.APPROVE, STRANGER, "tess", Refusal.NO_ROLE),
        (Step.WITHDRAW, LENA, "tess", Refusal.NOT_YOURS),
        (Step.SEND, LENA, "tess", Refusal.NO_SUCH_STEP),
    ],
)
def test_who_may_not_do_what_to_a_waiting_post(
    step: Step, actor: Actor, author: str, refusal: Refusal
):
    with pytest.raises(RefusedError) as refused:
        advance(post(State.WAITING, author), step, actor, FRIDAY_NOON)

    assert refused.value.refusal is refusal


def test_a_leader_who_edited_a_post_cannot_approve_it():
    edited = post(State.WAITING, editors=frozenset({"lena"}))

    with pytest.raises(RefusedError) as refused:
        advance(edited, Step.APPROVE, LENA, FRIDAY_NOON)

    assert refused.value.refusal is Refusal.OWN_POST


def test_every_amendment_leads_back_to_the_checks():
    targets = {move.to for (_, step), move in MOVES.items() if step is Step.AMEND}

    assert targets == {State.DRAFT}


def test_only_the_software_sends():
    for (_, step), move in MOVES.items():
        if step in {Step.SEND, Step.PUBLISH}:
            assert move.by == {Role.GATE}
