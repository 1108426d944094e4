"""Every sentence that the bot says in chat, wherever it says it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.gate.lifecycle import Refusal, Step
from bot.gate.post import Entry, Post, State, Trouble
from policy.terms import Claim, ClaimKind, Draft, Duty, Finding

Name = Callable[[str], str]  # a person's id -> how this chat mentions them


def when(at: datetime, zone: ZoneInfo) -> str:
    """Friday 20 November at 18:31, local time."""
    local = at.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B} at {local:%H:%M}"


def photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count} photos"


# --- where a post stands ----------------------------------------------------------

TITLES = {
    State.DRAFT: "Being checked",
    State.RETURNED: "Please change this draft",
    State.ADVISED: "Please look at this draft again",
    State.WAITING: "Waiting for a leader",
    State.WITH_HEAD: "Waiting for the Headteacher",
    State.APPROVED: "Approved",
    State.SENDING: "Being sent",
    State.UNSURE: "Sent, but not confirmed yet",
    State.NEEDS_PERSON: "A leader has to look",
    State.PUBLISHED: "Published",
    State.DECLINED: "Declined",
    State.WITHDRAWN: "Withdrawn",
    State.EXPIRED: "Nobody decided in time",
    State.MISSED: "Its moment has passed",
}

# To leaders, whose sight of it ends where it is with its author.
TITLES_FOR_LEADERS = TITLES | {
    State.DRAFT: "With its author again",
    State.RETURNED: "With its author again",
    State.ADVISED: "With its author again",
    State.WAITING: "A draft is waiting",
    State.WITH_HEAD: "A draft is waiting for the Headteacher",
}

TROUBLES = {
    Trouble.TOO_LONG: "It is too long for {network}. Shorten it, please.",
    Trouble.EMPTY: "There is nothing in it to post. Add words or a photo.",
    Trouble.BUSY: "{network} is busy just now.",
    Trouble.REFUSED: "{network} refused this post. Open the school's account to see "
    "why, then send it again, or have its author send it as a new draft.",
    Trouble.RECONNECT: "{network} no longer knows Schoolgate. Ask whoever looks after "
    "Schoolgate to connect the account again, then send the post again.",
    Trouble.FORBIDDEN: "The school's account on {network} may not post. Sign in to it: "
    "it may be locked, or its keys may only read. Then send the post again.",
    Trouble.SUSPENDED: "{network} has suspended or locked the school's account. Sign "
    "in to it to see what {network} asks for. Then send the post again.",
    Trouble.NO_CREDIT: "{network} takes no more posts: the credit is used up, or the "
    "spending limit is reached. Ask whoever looks after Schoolgate to see to that in "
    "{network}'s developer portal, then send the post again.",
    Trouble.DUPLICATE: "{network} says that it has these words already. Look at the "
    "school's account: is the post there?",
    Trouble.UNCLEAR: "{network} gave no clear answer, and the post could not be found. "
    "Look at the school's account: is the post there?",
    Trouble.ALIKE: "{network} has a post like this one, but it may be another. Look at "
    "the school's account: is this post there too?",
    Trouble.RESTORED: "Schoolgate was put back to an earlier state, so this post may "
    "be out already, or have been changed. Look at the school's account: is it there?",
    Trouble.PHOTO_LOST: "Schoolgate's copy of a photo is gone, so the post was not "
    "sent. Ask its author to send the draft again, with the photo.",
}

# After these nobody knows whether it is out.
UNCERTAIN = frozenset(
    {Trouble.UNCLEAR, Trouble.ALIKE, Trouble.DUPLICATE, Trouble.RESTORED}
)


def trouble(post: Post, network: str) -> str:
    return TROUBLES[post.trouble].format(network=network) if post.trouble else ""


def standing(post: Post, zone: ZoneInfo, name: Name, network: str) -> str:
    """Where the post has got to, who brought it there, and what comes next."""
    last = post.last
    match post.state:
        case State.WAITING:
            said = f"With the leaders{_since(last, zone)}. {_would_go_out(post, zone)}"
            said = f"{_agreed(post, zone, name)}{said}"
        case State.WITH_HEAD:
            said = f"With the Headteacher{_since(last, zone)}, who alone can decide it "
            said += f"now. {_would_go_out(post, zone)}"
        case State.RETURNED if last and last.step == Step.RETURN:
            said = _by(last, zone, name, "Changes were asked for")
        case State.RETURNED:
            said = _returned(post, network)
        case State.DECLINED:
            said = _by(last, zone, name, "Declined")
        case State.WITHDRAWN:
            withdrawn = _by(last, zone, name, "Withdrawn")
            look = _look_for_it(post, zone, network)
            said = f"{approved(post, zone, name)} {withdrawn} {look}".strip()
        case state if state in _AT_REST:
            said = _AT_REST[state]
        case _:
            after = _after_approval(post, zone, network)
            said = f"{approved(post, zone, name)} {after}".strip()
    return said


def may_be_out(post: Post) -> bool:
    """Withdrawn while nobody had found out yet whether it was out."""
    last = post.last
    waited = last is not None and last.was in {State.UNSURE, State.NEEDS_PERSON}
    withdrawn = post.state is State.WITHDRAWN
    return withdrawn and waited and post.trouble in UNCERTAIN


def _look_for_it(post: Post, zone: ZoneInfo, network: str) -> str:
    """To leaders, who see its words no more, and to its author."""
    if not may_be_out(post):
        return ""
    tried = f" since {when(post.intent_at, zone)}" if post.intent_at else ""
    return (
        f"It is not sent again, but it may be on {network}{tried}. A leader has to "
        "look at the school's account now and, if it is there, delete it."
    )


def _returned(post: Post, network: str) -> str:
    if post.verdict.disclosure:
        return NOT_TO_BE_POSTED
    return trouble(post, network) or (ANSWER_FIRST if is_only_asked(post) else RETURNED)


ANSWER_FIRST = (
    "It goes no further before you have answered. Press 'About the photos', please."
)
NOT_TO_BE_POSTED = (
    "It goes to no leader, and is not for posting. Go to the safeguarding lead first."
)
RETURNED = (
    "It cannot go out as it stands. Change what is marked 'must be changed', or use "
    "the safe version where there is one."
)

_AT_REST = {
    State.DRAFT: "It is being checked.",
    State.ADVISED: "You may change it, or send it to the leaders as it is: they will "
    "see this advice too.",
    State.EXPIRED: "No leader decided in time, so it was not posted. Its author can "
    "edit it to put it forward again.",
}


def title(post: Post) -> str:
    """What its author's card is headed."""
    if post.state is State.RETURNED and post.verdict.disclosure:
        return DO_NOT_POST
    return A_QUESTION if is_only_asked(post) else TITLES[post.state]


A_QUESTION = "A question about your photos"
DO_NOT_POST = "Please do not post this"


def is_only_asked(post: Post) -> bool:
    """Whether nothing but an answer of its author's is missing."""
    return (
        post.state is State.RETURNED
        and post.trouble is None
        and post.last is not None
        and post.last.step == Step.BLOCK
        and bool(post.verdict.unanswered)
        and not post.verdict.of(Duty.MUST)
    )


def _agreed(post: Post, zone: ZoneInfo, name: Name) -> str:
    if post.agreed is None:
        return ""
    by, at = name(post.agreed.by), when(post.agreed.at, zone)
    return f"Approved by {by} on {at}; a second leader has to approve it as well. "


def approved(post: Post, zone: ZoneInfo, name: Name) -> str:
    """Who approved it and when: it stays on the card for ever."""
    given = [yes for yes in (post.agreed, post.approval) if yes]
    if post.approval is None:
        return ""
    said = " and by ".join(f"{name(y.by)} on {when(y.at, zone)}" for y in given)
    return f"Approved by {said}."


def _after_approval(post: Post, zone: ZoneInfo, network: str) -> str:
    at = when(post.last.at, zone) if post.last else ""
    if post.state is State.APPROVED:
        why = f"{trouble(post, network)} " if post.trouble else ""
        return why + _goes_out(post, zone)
    if post.state is State.SENDING:
        return "It is being sent now."
    if post.state is State.UNSURE:
        return (
            f"{network} gave no clear answer. Schoolgate is looking whether the post "
            "is there, and will not send it twice."
        )
    if post.state is State.NEEDS_PERSON:
        return trouble(post, network)
    if post.state is State.MISSED:
        return (
            f"It could not go out in time, and on {at} it was given up. Its author can "
            "edit it to put it forward again."
        )
    return f"Published on {at}."


def _goes_out(post: Post, zone: ZoneInfo) -> str:
    if post.goes_out and post.last and post.goes_out > post.last.at:
        return f"It goes out on {when(post.goes_out, zone)}."
    return "It goes out now."


def _would_go_out(post: Post, zone: ZoneInfo) -> str:
    if post.goes_out and post.last and post.goes_out > post.last.at:
        return f"Once approved, it goes out on {when(post.goes_out, zone)}."
    return "Once approved, it goes out at once."


def _by(last: Entry | None, zone: ZoneInfo, name: Name, what: str) -> str:
    return f"{what} by {name(last.actor)} on {when(last.at, zone)}." if last else what


def _since(last: Entry | None, zone: ZoneInfo) -> str:
    return f" since {when(last.at, zone)}" if last else ""


# --- on the cards -----------------------------------------------------------------

NO_WORDS = "(no words, only photos)"
PHOTO = "Photo {number}"
BLURRED_PHOTO = "Photo {number}, blurred"
NO_ALT = "no description yet"
THE_REASON = "The reason given:"
SEE_IT = "See the post"
SAFE_VERSION = "A safe version of it:"
MARKS = "What is ~struck out~ goes, what is *bold* comes. So it would read:"
WILL_REMEMBER = (
    "If you approve it, Schoolgate knows from now on that this name is not a child's, "
    "and does not ask again. A pupil on the roll, or with a class beside the name, is "
    "still stopped."
)
SCHOOL_DEVICE = "Please decide on a school device (1.4)."
DELETE_PHOTOS = (
    "Your post was finished on {since}. Please delete its {photos} from your own "
    "device now, and press the button (3.4). Schoolgate deletes its own copies."
)
PHOTOS_DELETED = "You deleted its {photos} from your own device on {at} (3.4)."
STILL_ON_DEVICES = "Photos that nobody has said are deleted from their device (3.4):"
STILL_ON_YOURS = "Photos that you have not said are deleted from your device (3.4):"
NO_DEVICES = "There are no photos left to delete from a device (3.4)."
ON_DEVICE = "{name}: {photos}, since {since}"
MORE_DEVICES = "And {count} more."
WITH_AUTHOR = "It is with its author again, so its words are not shown here."
CARD_MOVED = "This draft has a newer card below."
NO_LEADERS_BECAUSE = {  # by Slack's word for it
    "is_archived": "is archived",
    "channel_not_found": "is gone, or the bot is not in it",
    "not_in_channel": "does not have the bot in it any more",
    "restricted_action": "does not let the bot write",
}
NO_SAFEGUARDING_LEAD = (
    "A safeguarding lead cannot be written to in Slack. Set SAFEGUARDING_LEAD to the "
    "ids of people who are in the workspace."
)


def no_leaders(code: str) -> str:
    why = NO_LEADERS_BECAUSE.get(code, "cannot be reached")
    return (
        f"The leaders have not seen it yet: their channel {why}. Ask whoever looks "
        "after Schoolgate to put that right. Schoolgate keeps trying."
    )


def disclosure(people: str, at: datetime, zone: ZoneInfo) -> str:
    """For the safeguarding lead: who wrote, when, what to do; never what they wrote."""
    return (
        f"Safeguarding: please act now. A draft by {people}, begun on "
        f"{when(at, zone)}, may hold words like a child telling of harm. Speak to "
        f"{people} in person, and follow the school's safeguarding procedure. The "
        "draft went to no leader, and its words are not shown here. Please do not "
        "discuss it in Slack."
    )


# What a phone may show on a locked screen: never a word of the draft.
FOR_AUTHOR = "About your draft: {title}."
FOR_LEADERS = "About a draft: {title}."

PLEASE_ANSWER = "please answer"
DUTIES = {
    Duty.MUST: "must be changed",
    Duty.SHOULD: "please think again",
    Duty.NOTE: "worth knowing",
}


def size(length: int, limit: int, network: str) -> str:
    """How long it is, as the network counts."""
    count = f"{length} of {limit} characters"
    if length > limit:
        return f"As it will look on {network}: {count}, too long by {length - limit}."
    return f"As it will look on {network}: {count}."


MOST_REASONS = 8  # in one section of a card


def findings(alike: Sequence[Finding]) -> str:
    """The words that are meant, and the one thing to do about them."""
    quoted = [_quoted(f, reason=len(alike) <= MOST_REASONS) for f in alike if f.text]
    advice = alike[0].advice
    return f"{', '.join(quoted)}. {advice}" if quoted else advice


def _quoted(found: Finding, *, reason: bool) -> str:
    if found.photo is None:
        place = ""
    elif found.box is None:
        place = f" in the description of photo {found.photo + 1}"
    else:
        place = f" in photo {found.photo + 1}"
    why = f" ({found.why})" if found.why and reason else ""
    return f"“{found.text}”{place}{why}"


def more_findings(count: int) -> str:
    return f"And {count} more. Put these right first, please."


WHAT_IT_IS = {
    "staff": "a member of staff",
    "figure": "an author or a public figure",
    "character": "a character in a story",
    "place": "a place, a house or a class",
    "other": "something else, but not a child",
}


def claim(said: Claim, draft: Draft) -> str:
    """What the author says, for a leader to weigh; empty where its photo is gone."""
    numbers = {photo.digest: n for n, photo in enumerate(draft.photos, 1)}
    if said.kind in {ClaimKind.ADULT, ClaimKind.RECOGNISABLE}:
        return _of_photo(said, numbers[said.about]) if said.about in numbers else ""
    if said.kind is ClaimKind.EVENT:
        return "Its author says that this is about a school event (4.2)."
    if said.kind is ClaimKind.URGENT:
        return "Its author says that this is urgent school news (4.2)."
    what = WHAT_IT_IS.get(said.what, WHAT_IT_IS["other"])
    return f"Its author says that “{said.about}” is {what}."


def _of_photo(said: Claim, number: int) -> str:
    if said.kind is ClaimKind.ADULT:
        who = WHICH_ADULT[said.what]
        return f"Its author says that the one person in photo {number} is {who}."
    who = HOW_MANY[said.what]
    return f"Its author says that {who} can be recognised in photo {number}."


WHICH_ADULT = {
    "staff": "a member of staff",
    "visitor": "a visitor, or another adult",
    "nobody real": "nobody real: a drawing, a statue, a toy",
}
HOW_MANY = {"nobody": "nobody", "one": "one person", "group": "more than one person"}

# --- when a step is not taken -----------------------------------------------------

NOT_AUTHORISED = (
    "Only staff whom the Headteacher has authorised may put a draft forward (1.2), so "
    "nothing was kept. If you should be one of them, ask whoever looks after "
    "Schoolgate to add you."
)
TICK_FIRST = (
    "It is not approved yet: please answer the questions on the card first, each with "
    "a tick."
)
REFUSALS = {
    Refusal.NO_SUCH_POST: "That draft is no longer here. Send it to me again as a new "
    "message, please.",
    Refusal.STALE: "Nothing was done: that card is out of date, as the draft has "
    "changed since. Please look at it as it is now.",
    Refusal.NOT_YOURS: "Only its author can do that.",
    Refusal.OWN_POST: "Nobody decides on their own words (1.3). Another leader has to "
    "do it.",
    Refusal.AGREED_ALREADY: "You have approved it already. Another leader has to "
    "approve it as well.",
    Refusal.NO_HEAD: "Nothing was done: there is no Headteacher who could decide on "
    "these words. Another leader has to do it.",
    Refusal.NO_ROLE: "Only a senior leader can do that (1.3). If you should be one of "
    "them, ask whoever looks after Schoolgate to add you.",
}
ONLY_THE_HEAD = "This one is with the Headteacher, who alone can decide it now."


def refused(
    refusal: Refusal, post: Post | None, zone: ZoneInfo, name: Name, network: str
) -> str:
    """Why nothing was done, and who was first where somebody was."""
    if post is None:
        return NOT_AUTHORISED if refusal is Refusal.NO_ROLE else REFUSALS[refusal]
    if refusal is Refusal.NO_SUCH_STEP:
        return f"Nothing was done. {standing(post, zone, name, network)}"
    if refusal is Refusal.NO_ROLE and post.state is State.WITH_HEAD:
        return ONLY_THE_HEAD
    return REFUSALS[refusal]


# --- told to the author, once -----------------------------------------------------

APPROVED_FOR_LATER = "A leader has approved your draft. It goes out on {at}."
PUBLISHED = "Your post is out."
PUBLISHED_AT = "Your post is out: {link}"
DECLINED = "A leader has declined your draft. The reason is on the card above."
RETURNED_BY_LEADER = (
    "A leader asks you to change your draft. What to change is on the card above."
)
RETURNED_BY_NETWORK = (
    "Your post could not go out as it is. What to change is on the card above."
)
EXPIRED = "No leader decided on your draft in time, so it was not posted."
MISSED = "Your post could not go out in time, so it was not posted."
WITHDRAWN_TOO_LATE = (
    "Your post is withdrawn and is not sent again, but it may be out already. Ask a "
    "leader to look at the school's account now and, if it is there, to delete it."
)


def news(post: Post, zone: ZoneInfo) -> str:
    """What the author is told of the latest step; empty where the card is enough.

    Never a word of the draft, nor of a reason: a locked screen may show it.
    """
    last = post.last
    if post.state is State.PUBLISHED:
        return PUBLISHED_AT.format(link=post.link) if post.link else PUBLISHED
    if post.state is State.APPROVED and last and last.step == Step.APPROVE:
        waits = post.goes_out is not None and post.goes_out > last.at
        at = when(post.goes_out, zone) if post.goes_out else ""
        return APPROVED_FOR_LATER.format(at=at) if waits else ""
    if post.state is State.RETURNED and last and last.was is State.SENDING:
        return RETURNED_BY_NETWORK
    if post.state is State.RETURNED:
        return RETURNED_BY_LEADER if last and last.step == Step.RETURN else ""
    if may_be_out(post):
        return WITHDRAWN_TOO_LATE
    return {
        State.DECLINED: DECLINED,
        State.EXPIRED: EXPIRED,
        State.MISSED: MISSED,
    }.get(post.state, "")
