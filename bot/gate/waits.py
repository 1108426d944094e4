"""What a post waits for in each state: the timers that are kept with it."""

from datetime import datetime, timedelta

from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Timer
from bot.gate.post import Post, State
from policy.terms import ClaimKind

EXPIRE_AFTER = timedelta(days=5)
SENT_BACK_KEPT = timedelta(days=30)
OVER_KEPT = timedelta(days=100)  # longer than the same words count as said before
# What goes out at once is out within a second, mostly: then its cards are drawn once,
# and not twice more on the way.
HEAD_START = timedelta(seconds=5)

UNDECIDED = frozenset({State.WAITING, State.WITH_HEAD})
SENT_BACK = frozenset({State.RETURNED, State.ADVISED})
# Nothing more happens to these, unless their author takes them up again.
OVER = frozenset(
    {
        State.PUBLISHED,
        State.DECLINED,
        State.WITHDRAWN,
        State.EXPIRED,
        State.MISSED,
    }
)


def waits(post: Post, now: datetime) -> list[Timer]:
    """The timers that a post needs on reaching its present state."""
    timers = [Timer(Alarm.SHOW, now + HEAD_START if _goes_now(post, now) else now)]
    match post.state:
        case State.RETURNED if post.verdict.disclosure:
            timers.append(Timer(Alarm.SAFEGUARD, now))
        case state if state in UNDECIDED:
            timers.append(Timer(Alarm.EXPIRE, now + EXPIRE_AFTER))
        case State.APPROVED:
            timers.append(Timer(Alarm.PUBLISH, post.goes_out or now))
            if post.last and post.last.step == Step.APPROVE and _argued(post):
                timers.append(Timer(Alarm.REMEMBER, now))
        case State.UNSURE:
            timers.append(Timer(Alarm.LOOK_UP, now))
        case state if state in OVER:
            timers += [Timer(alarm, now) for alarm in _of_photos(post)]
        case _:
            pass
    if kept := erase_after(post.state):
        timers.append(Timer(Alarm.ERASE, now + kept))
    return timers


def _of_photos(post: Post) -> list[Alarm]:
    if post.draft.photos:
        return [Alarm.FORGET, Alarm.REMIND]
    return [Alarm.FORGET] if post.dropped else []


def erase_after(state: State) -> timedelta | None:
    """How long a post in this state is kept, if nobody takes it up; None: always."""
    if state in SENT_BACK:
        return SENT_BACK_KEPT
    return OVER_KEPT if state in OVER else None


def _goes_now(post: Post, now: datetime) -> bool:
    approved = post.state is State.APPROVED and (post.goes_out or now) <= now
    return approved or post.state is State.SENDING


def _argued(post: Post) -> bool:
    """Whether its author said of a name that it is not a child."""
    return bool(post.draft.claims_of(ClaimKind.NOT_A_CHILD))
