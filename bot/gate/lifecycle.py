"""The life of a post: every state, every step, and who may take it, on one page."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum, auto
from typing import NamedTuple

from bot.gate.post import Entry, Post, Role, State

GATE, AUTHOR, LEADER, HEAD = Role.GATE, Role.AUTHOR, Role.LEADER, Role.HEAD
S = State


class Step(StrEnum):
    PASS = auto()  # the checks found nothing, or a note
    ADVISE = auto()  # the checks found what a leader may overrule
    BLOCK = auto()  # the checks, or the network, found what must not be posted
    AMEND = auto()  # new words, photos, descriptions or claims
    SUBMIT = auto()  # the author puts it forward in spite of advice
    WITHDRAW = auto()
    AGREE = auto()  # the first yes of the two that it needs
    APPROVE = auto()
    RETURN = auto()  # changes are asked for
    DECLINE = auto()
    ASK_HEAD = auto()
    EXPIRE = auto()
    PUT_OFF = auto()  # outside posting hours: to the next opening
    MISS = auto()
    SEND = auto()
    PUBLISH = auto()
    FAIL = auto()  # surely not out
    DOUBT = auto()  # perhaps out
    GIVE_UP = auto()
    FOUND = auto()  # a person says it is there
    RESEND = auto()  # a person says it is not


class Move(NamedTuple):
    to: State
    by: frozenset[Role]


def _by(to: State, *roles: Role) -> Move:
    return Move(to, frozenset(roles))


# fmt: off
MOVES: dict[tuple[State, Step], Move] = {
    (S.DRAFT,        Step.PASS):     _by(S.WAITING,      GATE),
    (S.DRAFT,        Step.ADVISE):   _by(S.ADVISED,      GATE),
    (S.DRAFT,        Step.BLOCK):    _by(S.RETURNED,     GATE),
    (S.DRAFT,        Step.AMEND):    _by(S.DRAFT,        AUTHOR),
    (S.DRAFT,        Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.RETURNED,     Step.AMEND):    _by(S.DRAFT,        AUTHOR),
    (S.RETURNED,     Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.ADVISED,      Step.AMEND):    _by(S.DRAFT,        AUTHOR),
    (S.ADVISED,      Step.SUBMIT):   _by(S.WAITING,      AUTHOR),
    (S.ADVISED,      Step.ASK_HEAD): _by(S.WITH_HEAD,    AUTHOR),
    (S.ADVISED,      Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.WAITING,      Step.AMEND):    _by(S.DRAFT,        AUTHOR, LEADER, HEAD),
    (S.WAITING,      Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.WAITING,      Step.AGREE):    _by(S.WAITING,      LEADER, HEAD),
    (S.WAITING,      Step.APPROVE):  _by(S.APPROVED,     LEADER, HEAD),
    (S.WAITING,      Step.RETURN):   _by(S.RETURNED,     LEADER, HEAD),
    (S.WAITING,      Step.DECLINE):  _by(S.DECLINED,     LEADER, HEAD),
    (S.WAITING,      Step.ASK_HEAD): _by(S.WITH_HEAD,    AUTHOR, LEADER),
    (S.WAITING,      Step.EXPIRE):   _by(S.EXPIRED,      GATE),
    (S.WITH_HEAD,    Step.AMEND):    _by(S.DRAFT,        AUTHOR, HEAD),
    (S.WITH_HEAD,    Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.WITH_HEAD,    Step.AGREE):    _by(S.WAITING,      HEAD),
    (S.WITH_HEAD,    Step.APPROVE):  _by(S.APPROVED,     HEAD),
    (S.WITH_HEAD,    Step.RETURN):   _by(S.RETURNED,     HEAD),
    (S.WITH_HEAD,    Step.DECLINE):  _by(S.DECLINED,     HEAD),
    (S.WITH_HEAD,    Step.EXPIRE):   _by(S.EXPIRED,      GATE),
    (S.APPROVED,     Step.AMEND):    _by(S.DRAFT,        AUTHOR),
    (S.APPROVED,     Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.APPROVED,     Step.PUT_OFF):  _by(S.APPROVED,     GATE),
    (S.APPROVED,     Step.MISS):     _by(S.MISSED,       GATE),
    (S.APPROVED,     Step.SEND):     _by(S.SENDING,      GATE),
    (S.SENDING,      Step.PUBLISH):  _by(S.PUBLISHED,    GATE),
    (S.SENDING,      Step.FAIL):     _by(S.APPROVED,     GATE),
    (S.SENDING,      Step.BLOCK):    _by(S.RETURNED,     GATE),
    (S.SENDING,      Step.GIVE_UP):  _by(S.NEEDS_PERSON, GATE),
    (S.SENDING,      Step.DOUBT):    _by(S.UNSURE,       GATE),
    (S.UNSURE,       Step.PUBLISH):  _by(S.PUBLISHED,    GATE),
    (S.UNSURE,       Step.FAIL):     _by(S.APPROVED,     GATE),
    (S.UNSURE,       Step.GIVE_UP):  _by(S.NEEDS_PERSON, GATE),
    (S.UNSURE,       Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.NEEDS_PERSON, Step.FOUND):    _by(S.PUBLISHED,    LEADER, HEAD),
    (S.NEEDS_PERSON, Step.RESEND):   _by(S.APPROVED,     LEADER, HEAD),
    (S.NEEDS_PERSON, Step.DECLINE):  _by(S.DECLINED,     LEADER, HEAD),
    (S.NEEDS_PERSON, Step.WITHDRAW): _by(S.WITHDRAWN,    AUTHOR),
    (S.DECLINED,     Step.AMEND):    _by(S.DRAFT,        AUTHOR),
    (S.EXPIRED,      Step.AMEND):    _by(S.DRAFT,        AUTHOR),
    (S.MISSED,       Step.AMEND):    _by(S.DRAFT,        AUTHOR),
}
# fmt: on

# Whoever changed a word of a post is one of its authors when it comes to these.
SAYING_YES = frozenset({Step.AGREE, Step.APPROVE, Step.FOUND, Step.RESEND})


class Refusal(StrEnum):
    """Why a step was not taken. `words.py` has the sentences."""

    NO_SUCH_POST = auto()
    NO_SUCH_STEP = auto()  # not from this state: usually somebody was first
    STALE = auto()  # the card that was pressed is out of date
    NOT_YOURS = auto()
    OWN_POST = auto()
    AGREED_ALREADY = auto()  # another leader has to say yes as well
    NO_HEAD = auto()  # who could say yes: it would wait for nobody
    NO_ROLE = auto()


class RefusedError(Exception):
    """This step was not taken. Nothing has changed; `post` is how it stands."""

    def __init__(self, refusal: Refusal, post: Post | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.post = post


class Actor(NamedTuple):
    """Who takes a step, with the roles that the roster gives them."""

    id: str
    roles: frozenset[Role]


GATEKEEPER = Actor("gate", frozenset({GATE}))


def advance(post: Post, step: Step, actor: Actor, at: datetime) -> Post:
    """Take one step, or raise RefusedError and leave the post as it was."""
    move = MOVES.get((post.state, step))
    if move is None:
        raise RefusedError(Refusal.NO_SUCH_STEP, post)
    role = _role(post, step, actor, move)
    _count_leaders(post, step, actor)
    clauses = {finding.clause for finding in post.verdict.findings}
    entry = Entry(
        step,
        actor.id,
        role,
        at,
        post.fingerprint,
        post.state,
        move.to,
        tuple(sorted(clauses)),
    )
    return replace(post, state=move.to, version=post.version + 1, last=entry)


def yes(post: Post) -> Step:
    """What a leader's yes means for this post: enough, or the first of two."""
    return Step.AGREE if post.verdict.two_leaders and not post.agreed else Step.APPROVE


def heads_left(post: Post, heads: frozenset[str]) -> frozenset[str]:
    """Those who could still say yes: they wrote none of it, and have not said it."""
    agreed = {post.agreed.by} if post.agreed else set[str]()
    return heads - {post.author} - post.editors - agreed


def _count_leaders(post: Post, step: Step, actor: Actor) -> None:
    """Where two have to approve, they are two different people."""
    if step not in {Step.AGREE, Step.APPROVE}:
        return
    if post.agreed and post.agreed.by == actor.id:
        raise RefusedError(Refusal.AGREED_ALREADY, post)
    if step is not yes(post):
        raise RefusedError(Refusal.NO_SUCH_STEP, post)


def _role(post: Post, step: Step, actor: Actor, move: Move) -> Role:
    """The role in which this actor may take the step; nobody decides their own."""
    wrote_it = actor.id == post.author
    if wrote_it and AUTHOR in move.by:
        return AUTHOR
    held = actor.roles & move.by
    if not held:
        refusal = (
            Refusal.NOT_YOURS if move.by == frozenset({AUTHOR}) else Refusal.NO_ROLE
        )
        raise RefusedError(refusal, post)
    if wrote_it or (step in SAYING_YES and actor.id in post.editors):
        raise RefusedError(Refusal.OWN_POST, post)
    return max(held, key=[GATE, LEADER, HEAD].index)
