"""Which cards a post has, for whom, and what its author is told besides."""

import structlog
from slack_sdk.errors import SlackApiError

from bot.chat import words
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json
from bot.chat.slack.cards import (
    Setting,
    author_card,
    head_card,
    leaders_card,
    moved_card,
)
from bot.chat.slack.drawing import Drawing, Places
from bot.chat.slack.errors import (
    UNREACHABLE,
    SlackError,
    code,
    plainly,
    whoever_is_left,
)
from bot.chat.slack.on_device import sent_in
from bot.gate.desk import Desk
from bot.gate.ports import CardPlace, Cards, Devices, Photos
from bot.gate.post import Post, Role, State
from bot.gate.waits import OVER, UNDECIDED

log = structlog.get_logger()

AUTHOR, LEADERS, NEWS = "author", "leaders", "news"  # audiences of Cards

ASKED = UNDECIDED | {State.NEEDS_PERSON}  # of leaders
# While a draft stays within these, the leaders' card stays where it is.
WITH_LEADERS = UNDECIDED | {State.DRAFT}


class Showing:
    """`show` is what the SHOW timer calls. Called again, it draws what is missing."""

    def __init__(
        self,
        *,
        desk: Desk,
        slack: SlackApi,
        cards: Cards,
        photos: Photos,
        setting: Setting,
        leaders_channel: str,
        devices: Devices,
    ) -> None:
        self._desk = desk
        self._slack = slack
        self._cards = cards
        self._drawing = Drawing(slack, cards, photos)
        self._setting = setting
        self._leaders_channel = leaders_channel
        self._devices = devices

    async def show(self, post_id: str) -> Post | None:
        """Draw every card of the post that is out of date, and tell its author.

        It answers with the post as it is shown; None where there is nothing to show.
        SlackError where the leaders' channel cannot be reached, or Slack cannot be
        used: the worker tries again later.
        """
        post = await self._desk.load(post_id)
        if post is None or post.state is State.DRAFT:
            return None
        places = await self._cards.all(post_id)
        with plainly():
            snag = await self._show_leaders(post, places)
            await self._show_head(post, places)
            await self._show_author(post, places, snag)
        if snag:
            log.error("leaders' channel out of reach", post=post.id)
            raise SlackError(snag)
        return post

    async def forget(self, post_id: str) -> None:
        """Delete from Slack the bot's copies of the photos of a post (3.4)."""
        post = await self._desk.load(post_id)
        if post is None:
            return
        with plainly():
            await self._drawing.forget(post)

    async def redraw(self, post_id: str) -> None:
        """Draw the author's card again, though the post is as it was."""
        post = await self._desk.load(post_id)
        place = await self._cards.get(post_id, AUTHOR)
        if post and place:
            await self._drawing.update(place, await self._author_card(post, ""))

    async def _show_leaders(self, post: Post, places: Places) -> str:
        """Empty, or a sentence for the author on why the leaders do not see it."""
        place = places.get(LEADERS)
        if place is None and not _is_known_to_leaders(post):
            return ""
        if place and place.version == post.version:
            return ""
        card = leaders_card(post, self._setting)
        try:
            if place and await self._has_come_back(post, place):
                await self._drawing.update(place, moved_card())
                places = {key: at for key, at in places.items() if key != LEADERS}
            await self._drawing.draw(
                post,
                LEADERS,
                self._leaders_channel,
                card,
                places,
                photos=post.state in UNDECIDED,
            )
        except SlackApiError as error:
            if code(error) not in UNREACHABLE:
                raise
            return words.no_leaders(code(error)) if post.state in ASKED else ""
        return ""

    async def _has_come_back(self, post: Post, place: CardPlace) -> bool:
        """Whether leaders are asked anew since their card was last drawn.

        The card may stand far up by now, where nobody sees it change.
        """
        if post.state not in ASKED:
            return False
        trail = await self._desk.trail(post.id)
        since = trail[max(0, place.version - 1) :]
        if post.state is State.NEEDS_PERSON:
            return any(entry.to is post.state for entry in since)
        return any(entry.to not in WITH_LEADERS for entry in since)

    async def _show_head(self, post: Post, places: Places) -> None:
        """The Head has a card once the Head was asked."""
        for head in sorted(self._setting.head - {post.author}):
            audience = _head(head)
            place = places.get(audience)
            if place or post.state is State.WITH_HEAD:
                card = head_card(post, self._setting)
                await self._show_in_dm(post, audience, head, card, places)

    async def _show_author(self, post: Post, places: Places, snag: str) -> None:
        card = await self._author_card(post, snag)
        place = await self._show_in_dm(
            post, AUTHOR, post.author, card, places, finished=not snag
        )
        if place:
            await self._tell_news(post, place, places.get(NEWS))

    async def _author_card(self, post: Post, snag: str) -> Json:
        kept = None
        if post.draft.photos and post.state in OVER:
            kept = await self._devices.get(post.id) or sent_in(post)
        return author_card(post, self._setting, snag, kept)

    async def _show_in_dm(
        self,
        post: Post,
        audience: str,
        user: str,
        card: Json,
        places: Places,
        *,
        finished: bool = True,
    ) -> CardPlace | None:
        """None where somebody cannot be written to: they may have left the school."""
        place = places.get(audience)
        if place and place.version == post.version:
            return place
        with whoever_is_left("card not shown", post=post.id):
            return await self._drawing.draw(
                post, audience, user, card, places, finished=finished
            )
        return None

    async def _tell_news(
        self, post: Post, place: CardPlace, told: CardPlace | None
    ) -> None:
        """Once: it is noted first, for nobody wants the same news twice."""
        news = words.news(post, self._setting.zone)
        if not news or (told and told.version == post.version):
            return
        note = CardPlace(place.channel, place.ts, post.version)
        await self._cards.put(post.id, NEWS, note)
        await self._slack.chat_postMessage(
            channel=place.channel, thread_ts=place.ts, text=news, unfurl_links=False
        )


def _is_known_to_leaders(post: Post) -> bool:
    """Asked about it, or one has decided: on a card whose place we may not know.

    Whoever drew it may have died, or lost the database, before its place was kept.
    """
    last = post.last and post.last.role in {Role.LEADER, Role.HEAD}
    return post.state in ASKED or post.approval is not None or bool(last)


def _head(user: str) -> str:
    """The audience of one Head's own card."""
    return f"head {user}"
