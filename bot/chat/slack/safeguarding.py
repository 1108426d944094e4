"""Words like a child telling of harm: the safeguarding lead is told, without them."""

from zoneinfo import ZoneInfo

import structlog
from slack_sdk.errors import SlackApiError

from bot.chat import words
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import mention
from bot.chat.slack.errors import UNREACHABLE, SlackError, code, plainly
from bot.gate.desk import Desk
from bot.gate.ports import CardPlace, Cards
from bot.gate.post import Post

log = structlog.get_logger()


class Safeguarding:
    """`tell` is what the SAFEGUARD timer calls. Called again, it tells the others.

    `leads` are the Slack ids of the designated safeguarding leads.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        slack: SlackApi,
        cards: Cards,
        zone: ZoneInfo,
        leads: frozenset[str],
    ) -> None:
        self._desk = desk
        self._slack = slack
        self._cards = cards
        self._zone = zone
        self._leads = leads

    async def tell(self, post_id: str) -> None:
        """Write to each lead once a post, whatever has become of the post since.

        SlackError where a lead cannot be written to, or Slack cannot be used: the
        worker tries again later.
        """
        post = await self._desk.load(post_id)
        if post is None:
            return
        failed: SlackApiError | None = None
        with plainly():
            for lead in sorted(self._leads - {post.author}):
                try:
                    await self._tell(lead, post)
                except SlackApiError as error:  # the others are told all the same
                    failed = error
            if failed and code(failed) not in UNREACHABLE:
                raise failed
        if failed:
            log.error("safeguarding lead out of reach", post=post.id)
            raise SlackError(words.NO_SAFEGUARDING_LEAD)

    async def _tell(self, lead: str, post: Post) -> None:
        """It is noted after it is sent: better told twice than never."""
        audience = f"safeguarding {lead}"
        if await self._cards.get(post.id, audience):
            return
        people = " and ".join(map(mention, (post.author, *sorted(post.editors))))
        text = words.disclosure(people, post.created_at, self._zone)
        sent = await self._slack.chat_postMessage(channel=lead, text=text)
        place = CardPlace(sent["channel"], sent["ts"], post.version)
        await self._cards.put(post.id, audience, place)
