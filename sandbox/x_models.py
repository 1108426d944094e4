"""What the stand-in for X takes and gives: a strict part of X's own API v2."""

import binascii
import re
from base64 import b32hexdecode, b32hexencode, b64decode
from datetime import UTC, datetime
from io import BytesIO
from typing import Annotated, Any, Literal, Self

from PIL import Image
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from sandbox.x_words import fits

LARGEST_IMAGE = 5 * 1024 * 1024  # bytes
FIRST_DAY = datetime(2010, 11, 6, tzinfo=UTC)  # nothing older can be asked for
IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}

Id = Annotated[str, Field(pattern=r"^[0-9]{1,19}$")]
ReplySettings = Literal["following", "mentionedUsers", "subscribers", "verified"]
PostField = Literal[
    "attachments", "created_at", "entities", "id", "reply_settings", "text"
]


class Strict(BaseModel):
    """No unknown fields, and no 1 for "1"."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PostMedia(Strict):
    media_ids: list[Id] = Field(min_length=1, max_length=4)


class CreatePost(Strict):
    """Of POST /2/tweets. Replies, quotes and polls are X's, but never a school's."""

    text: str = ""
    media: PostMedia | None = None
    reply_settings: ReplySettings | None = None

    @model_validator(mode="after")
    def _is_a_post(self) -> Self:
        if not self.text.strip():
            if self.media is None:
                raise ValueError("neither text nor media")
        elif not fits(self.text):
            raise ValueError("too long, or with characters that are not allowed")
        return self


def _is_base64(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    return text


class UploadMedia(Strict):
    """Of POST /2/media/upload."""

    media: Annotated[str, AfterValidator(_is_base64)]
    media_category: Literal["tweet_image"]

    @property
    def data(self) -> bytes:
        return b64decode(self.media)

    @model_validator(mode="after")
    def _is_an_image(self) -> Self:
        if len(self.data) > LARGEST_IMAGE:
            raise ValueError("larger than 5 MB")
        measure(self.data)
        return self


class AltText(Strict):
    text: str = Field(min_length=1, max_length=1000)


class Metadata(Strict):
    alt_text: AltText


class DescribeMedia(Strict):
    """Of POST /2/media/metadata."""

    id: Id
    metadata: Metadata


def page_token(post_id: str) -> str:
    """The token for what is older than this post: base32hex, as X says of its own."""
    return b32hexencode(post_id.encode()).decode().rstrip("=").lower()


def page_of(token: str) -> str:
    """The post id in a token; ValueError where there is none."""
    try:
        post_id = b32hexdecode(token.upper() + "=" * (-len(token) % 8)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise ValueError("no page token") from None
    if not post_id.isdigit():
        raise ValueError("no page token")
    return post_id


def _is_time(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        raise ValueError("not as 2026-11-20T16:00:00Z")
    return text


class TimelineQuery(BaseModel):
    """Of GET /2/users/{id}/tweets, from a query string: all is text there."""

    model_config = ConfigDict(extra="forbid")

    max_results: int = Field(10, ge=5, le=100)
    before: Annotated[str, AfterValidator(page_of)] | None = Field(
        None, alias="pagination_token"
    )
    start_time: (
        Annotated[datetime, BeforeValidator(_is_time), Field(ge=FIRST_DAY)] | None
    ) = None
    post_fields: frozenset[PostField] = Field(frozenset(), alias="post.fields")

    @model_validator(mode="before")
    @classmethod
    def _split(cls, query: dict[str, Any]) -> dict[str, Any]:
        if fields := query.get("post.fields"):
            return query | {"post.fields": fields.split(",")}
        return query


class MeQuery(BaseModel):
    """Of GET /2/users/me: nothing is asked for but the account itself."""

    model_config = ConfigDict(extra="forbid")


def measure(data: bytes) -> tuple[str, int, int]:
    """Media type, width and height in pixels of a whole image; else ValueError."""
    try:
        with Image.open(BytesIO(data), formats=[*IMAGES]) as image:
            image.load()
            return IMAGES[image.format or ""], image.width, image.height
    except (OSError, Image.DecompressionBombError):
        raise ValueError("not a whole JPEG, PNG or WebP image") from None
