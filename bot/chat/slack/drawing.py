"""One card, put where it stands, or afresh; and its photos in its thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from bot.chat import answers
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json
from bot.chat.slack.errors import GONE, UNREACHABLE, code, whoever_is_left
from bot.gate.ports import CardPlace, Cards, Photos
from bot.gate.post import Post
from policy.terms import Photo

Places = Mapping[str, CardPlace]  # where a post's cards stand, by audience

NO_FILE = frozenset({"file_not_found", "file_deleted"})
PREVIEW = "blur"  # the audience of Cards for photos before and after
_COPY = "file "
FIRST = 1  # the version of a post that was judged, and no more
UNFINISHED = -1  # the version of a card that has to be drawn again in any case


@dataclass(frozen=True)
class Drawing:
    """Remembers where each card stands. Raises SlackApiError."""

    slack: SlackApi
    cards: Cards
    photos: Photos

    async def draw(
        self,
        post: Post,
        audience: str,
        channel: str,
        card: Json,
        places: Places,
        *,
        photos: bool = True,
        finished: bool = True,
    ) -> CardPlace:
        """Draw the card where it stands, or as a new message; upload each photo once.

        One that is not `finished` will be drawn again, though the post stays as it is.
        `places` are all that are kept of the post.
        """
        place = places.get(audience)
        if not (place and await self.update(place, card)):
            sent = await self.slack.chat_postMessage(
                channel=channel, unfurl_links=False, **card
            )
            place = CardPlace(sent["channel"], sent["ts"], UNFINISHED)
        if photos and post.version > FIRST:
            await self._tidy(post, places)
        shown = photos and bool(post.draft.photos)
        drawn = CardPlace(place.channel, place.ts, post.version)
        undone = CardPlace(place.channel, place.ts, UNFINISHED)
        await self.cards.put(post.id, audience, undone if shown else drawn)
        if shown:
            await self._upload(post, audience, drawn)
        if shown or not finished:
            await self.cards.put(post.id, audience, drawn if finished else undone)
        return drawn

    async def begin(self, post: Post, audience: str, channel: str, card: Json) -> None:
        """Put up what stands in a card's place until it can be drawn; once."""
        if await self.cards.get(post.id, audience):
            return
        with whoever_is_left("card not begun", post=post.id):
            sent = await self.slack.chat_postMessage(channel=channel, **card)
            place = CardPlace(sent["channel"], sent["ts"], UNFINISHED)
            await self.cards.put(post.id, audience, place)

    async def update(self, place: CardPlace, card: Json) -> bool:
        """False where it is gone, or its channel is."""
        try:
            await self.slack.chat_update(channel=place.channel, ts=place.ts, **card)
        except SlackApiError as error:
            if code(error) in GONE | UNREACHABLE:
                return False
            raise
        return True

    async def preview(
        self, post: Post, photo: Photo, channel: str, data: bytes
    ) -> None:
        """Show a photo as it would be, in a message of its own; JPEG."""
        key = f"{PREVIEW} {photo.id}"
        await self._delete(post.id, key)
        sent = await self.slack.files_upload_v2(
            channel=channel,
            content=data,
            filename="before-and-after.jpeg",
            title=answers.BLUR_READY,
            alt_txt=photo.alt,
        )
        copy = CardPlace(channel, sent["file"]["id"], post.version)
        await self.cards.put(post.id, _copy(key), copy)

    async def _upload(self, post: Post, audience: str, card: CardPlace) -> None:
        for number, photo in enumerate(post.draft.photos, 1):
            key = f"{audience} {photo.id}"
            shown = await self.cards.get(post.id, key)
            if shown and shown.ts == card.ts:
                continue
            try:
                picture = await self.photos.load(photo.id)
            except FileNotFoundError:
                continue  # it was deleted when the post was over
            await self._delete(post.id, key)  # what stood under an older card
            sent = await self.slack.files_upload_v2(
                channel=card.channel,
                thread_ts=card.ts,
                content=picture.data,
                filename=f"photo-{number}.{picture.media_type.removeprefix('image/')}",
                title=f"Photo {number}",
                alt_txt=photo.alt,
            )
            copy = CardPlace(card.channel, sent["file"]["id"], card.version)
            await self.cards.put(post.id, _copy(key), copy)
            await self.cards.put(post.id, key, card)

    async def forget(self, post: Post, *only: str) -> None:
        """Delete from Slack our copies of its photos; those for `only` an audience."""
        for place in await self.cards.all(post.id):
            key = place.removeprefix(_COPY)
            if place != key and (not only or key.startswith(only)):
                await self._delete(post.id, key)

    async def _tidy(self, post: Post, places: Places) -> None:
        """The same for the photos that the draft holds no more."""
        held = tuple(f" {photo.id}" for photo in post.draft.photos)
        for place in places:
            key = place.removeprefix(_COPY)
            if place != key and not key.startswith(PREVIEW) and not key.endswith(held):
                await self._delete(post.id, key)

    async def _delete(self, post_id: str, key: str) -> None:
        copy = await self.cards.get(post_id, _copy(key))
        if copy is None:
            return
        try:
            await self.slack.files_delete(file=copy.ts)
        except SlackApiError as error:
            if code(error) not in NO_FILE:
                raise
        await self.cards.drop(post_id, key)
        await self.cards.drop(post_id, _copy(key))


def _copy(key: str) -> str:
    """Where the id of the file itself is kept, in place of a message's."""
    return f"{_COPY}{key}"
