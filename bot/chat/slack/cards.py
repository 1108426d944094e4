"""A post in, Block Kit out: its author's card, the leaders' and the Head's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.chat import answers, words
from bot.chat.slack.blocks import (
    SECTION_HOLDS,
    Json,
    actions,
    context,
    cut,
    divider,
    escape,
    exact,
    header,
    mention,
    mrkdwn,
    option,
    section,
    units,
    verbatim,
)
from bot.chat.slack.buttons import (
    author_buttons,
    deciding_buttons,
    offers_safe,
    photos_gone,
)
from bot.chat.slack.difference import difference
from bot.chat.slack.findings import findings
from bot.chat.slack.on_device import device_line
from bot.chat.slack.presses import Press
from bot.gate.lifecycle import Step
from bot.gate.ports import OnDevice
from bot.gate.post import Post, Role, State
from policy.terms import Asked, ClaimKind

QUOTE_HOLDS = 300

# Their words are for their author alone, until they are put forward (again).
UNSEEN = frozenset({State.DRAFT, State.RETURNED, State.ADVISED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a card needs to know besides its post. `length` counts as `network` does;
    `head` are the ids of whoever can be asked as the Head."""

    zone: ZoneInfo
    length: Callable[[str], int]
    network: str = "X"
    limit: int = 280
    head: frozenset[str] = frozenset()


def author_card(
    post: Post, setting: Setting, snag: str = "", on_device: OnDevice | None = None
) -> Json:
    """The author's card; `snag` is a sentence on what holds the post up, `on_device`
    what is known of the author's own copies of its photos, once it is over."""
    title = words.title(post)
    blocks = [
        header(title),
        *_as_posted(post, setting),
        *findings(post.verdict.findings),
        *_unanswered(post),
        *_claims(post),
        *_safe(post),
        *_standing(post, setting),
    ]
    if snag:
        blocks.append(section(snag))
    if photos_gone(post):
        blocks.append(section(answers.PHOTOS_GONE))
    if on_device:
        blocks.append(device_line(post, on_device, setting.zone))
    blocks += actions(author_buttons(post, setting.head))
    return _message(words.FOR_AUTHOR, title, blocks)


def leaders_card(post: Post, setting: Setting) -> Json:
    """The card in the leaders' channel. What the Head was asked has no buttons here."""
    return _deciders_card(post, setting, Role.LEADER)


def head_card(post: Post, setting: Setting) -> Json:
    """The Head's own copy, by direct message, of what they were asked."""
    return _deciders_card(post, setting, Role.HEAD)


def moved_card() -> Json:
    """What is left of a leaders' card when the draft has come back in a new one."""
    return {"text": words.CARD_MOVED, "blocks": [context(words.CARD_MOVED)]}


def _deciders_card(post: Post, setting: Setting, role: Role) -> Json:
    title = words.TITLES_FOR_LEADERS[post.state]
    blocks = [header(title), section(_by_whom(post))]
    if post.state in UNSEEN:
        decided = post.last and post.last.step in {Step.RETURN, Step.WITHDRAW}
        blocks += _standing(post, setting) if decided else ()
        if post.state is not State.WITHDRAWN:
            blocks.append(section(words.WITH_AUTHOR))
        return _message(words.FOR_LEADERS, title, blocks)
    buttons = deciding_buttons(post, role, setting.head)
    blocks += [
        *_as_posted(post, setting),
        *findings(post.verdict.findings),
        *_claims(post),
        *_remembers(post, buttons),
        *(
            _questions(post)
            if Press.APPROVE in {made["action_id"] for made in buttons}
            else ()
        ),
        *_standing(post, setting),
        *actions(buttons),
    ]
    if buttons:
        blocks.append(context(words.SCHOOL_DEVICE))
    return _message(words.FOR_LEADERS, title, blocks)


def _message(notice: str, title: str, blocks: list[Json]) -> Json:
    return {"text": notice.format(title=title.lower()), "blocks": blocks}


def _by_whom(post: Post) -> str:
    by = f"From {mention(post.author)}"
    editors = " and ".join(mention(editor) for editor in sorted(post.editors))
    return f"{by}, changed by {editors}" if editors else by


def _as_posted(post: Post, setting: Setting) -> Iterator[Json]:
    text, photos = post.draft.text, post.draft.photos
    length = setting.length(text)
    yield context(words.size(length, setting.limit, setting.network))
    yield from exact(text if text.strip() else words.NO_WORDS)
    for number, photo in enumerate(photos, 1):
        name = words.BLURRED_PHOTO if photo.blurred_from else words.PHOTO
        said = photo.alt.strip() or words.NO_ALT
        yield from exact(f"{name.format(number=number)}: {said}")


def _unanswered(post: Post) -> Iterator[Json]:
    for asked in post.verdict.unanswered:
        head = f"*{asked.clause} {words.PLEASE_ANSWER}*"
        yield section(f"{head}\n{escape(asked.prompt)}")


def _claims(post: Post) -> Iterator[Json]:
    for claim in post.draft.claims:
        if said := words.claim(claim, post.draft):
            yield from exact(cut(said, QUOTE_HOLDS))


def _remembers(post: Post, buttons: list[Json]) -> Iterator[Json]:
    """A leader has to know what else their yes means."""
    argued = bool(post.draft.claims_of(ClaimKind.NOT_A_CHILD))
    if argued and Press.APPROVE in {made["action_id"] for made in buttons}:
        yield context(words.WILL_REMEMBER)


def _safe(post: Post) -> Iterator[Json]:
    if offers_safe(post):
        yield divider()
        yield section(f"*{words.SAFE_VERSION}*")
        changes = difference(post.draft.text, post.safe)
        if units(changes) <= SECTION_HOLDS:  # cut, its marks would be broken
            yield verbatim(changes)
            yield context(words.MARKS)
        yield from exact(post.safe)


def _questions(post: Post) -> Iterator[Json]:
    yield divider()
    for number, asked in enumerate(post.verdict.questions):
        yield _question(post, number, asked)


def _question(post: Post, number: int, asked: Asked) -> Json:
    """An edit changes the block's id, and so takes the tick away."""
    return {
        "type": "section",
        "block_id": f"{Press.TICK}:{number}:{post.version}",
        "text": mrkdwn(f"*{asked.clause}* {escape(asked.prompt)}"),
        "accessory": {
            "type": "checkboxes",
            "action_id": Press.TICK.value,
            "options": [option("Yes", str(number))],
        },
    }


def _standing(post: Post, setting: Setting) -> Iterator[Json]:
    yield divider()
    said = words.standing(post, setting.zone, mention, setting.network)
    link = f" <{post.link}|{words.SEE_IT}>" if post.link else ""
    yield section(f"{said}{link}")
    if post.reason and post.state in {State.RETURNED, State.DECLINED}:
        yield section(words.THE_REASON)
        yield from exact(cut(post.reason, QUOTE_HOLDS * 4))
