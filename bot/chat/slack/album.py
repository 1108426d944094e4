"""The photos of a draft: fetched, cleaned, looked at, kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat import answers
from bot.chat.slack.blocks import Json, cut
from bot.chat.slack.download import FileError
from bot.chat.slack.incoming import post_id
from bot.chat.slack.photo_fields import ALT_HOLDS
from bot.gate.ports import Photos, Picture
from policy.terms import Photo
from vision.blurring import Blurred
from vision.clean import Cleaned, PictureError
from vision.looking import Box, Look

Fetch = Callable[[str], Awaitable[bytes]]


class Darkroom(Protocol):
    """`vision.apart.Apart`."""

    async def clean(self, data: bytes) -> Cleaned: ...

    async def look(self, photo: Cleaned) -> Look: ...

    async def blur(self, data: bytes, boxes: Sequence[Box]) -> Blurred: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """The files that are photos, cleaned, and a sentence for each that is none."""

    photos: tuple[tuple[Json, Cleaned], ...]
    problems: tuple[str, ...]


class Album:
    def __init__(self, fetch: Fetch, darkroom: Darkroom, photos: Photos) -> None:
        self._fetch = fetch
        self._darkroom = darkroom
        self._photos = photos

    async def open(self, files: Sequence[Json]) -> Opened:
        """The first four files, as far as they are photos."""
        first = files[: answers.MOST_PHOTOS]
        cleaned = await asyncio.gather(*map(self._cleaned, first))
        photos = [
            (file, photo)
            for file, photo in zip(first, cleaned, strict=True)
            if isinstance(photo, Cleaned)
        ]
        problems = [problem for problem in cleaned if isinstance(problem, str)]
        if len(files) > answers.MOST_PHOTOS:
            problems.append(answers.TOO_MANY_PHOTOS)
        return Opened(tuple(photos), tuple(problems))

    async def take(self, post: str, opened: Opened) -> tuple[Photo, ...]:
        """The photos, looked at and kept. It takes seconds."""
        taken = (self._taken(post, file, photo) for file, photo in opened.photos)
        return tuple(await asyncio.gather(*taken))

    async def drop(self, photos: Sequence[Photo]) -> None:
        for photo in photos:
            await self._photos.forget(photo.id)

    async def _cleaned(self, file: Json) -> Cleaned | str:
        """The photo, or a sentence that says why there is none."""
        try:
            return await self._darkroom.clean(await self._fetch(file["url"]))
        except FileError as error:
            return str(error)
        except PictureError as error:
            return answers.FLAWS[error.flaw]

    async def _taken(self, post: str, file: Json, cleaned: Cleaned) -> Photo:
        look = await self._darkroom.look(cleaned)
        photo_id = photo_of(post, file)
        await self._photos.keep(photo_id, Picture(cleaned.data, cleaned.media_type, ""))
        return Photo(photo_id, cleaned.digest, cut(file["alt"], ALT_HOLDS), look)


def photo_of(post: str, file: Json) -> str:
    """The id of the photo in this file: always the same."""
    return post_id(post, file["id"])
