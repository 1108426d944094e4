"""The stand-in's answers, in the form of X's."""

from datetime import datetime

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response


class CreatedPost(BaseModel):
    id: str
    text: str
    edit_history_post_ids: list[str]


class Created(BaseModel):
    data: CreatedPost


class ImageSize(BaseModel):
    w: int
    h: int
    image_type: str


class UploadedMedia(BaseModel):
    id: str
    media_key: str
    size: int
    expires_after_secs: int
    image: ImageSize


class Uploaded(BaseModel):
    data: UploadedMedia


class DescribedMedia(BaseModel):
    id: str
    associated_metadata: dict[str, object]


class Described(BaseModel):
    data: DescribedMedia


class User(BaseModel):
    id: str
    name: str
    username: str


class Me(BaseModel):
    data: User


class Url(BaseModel):
    start: int
    end: int
    url: str
    expanded_url: str
    display_url: str
    media_key: str | None = None


class Entities(BaseModel):
    urls: list[Url]


class Attachments(BaseModel):
    media_keys: list[str]


class TimelinePost(BaseModel):
    id: str
    text: str
    edit_history_post_ids: list[str]
    created_at: datetime | None = None
    reply_settings: str | None = None
    entities: Entities | None = None
    attachments: Attachments | None = None


class Meta(BaseModel):
    result_count: int
    newest_id: str | None = None
    oldest_id: str | None = None
    next_token: str | None = None


class Timeline(BaseModel):
    data: list[TimelinePost] | None = None
    meta: Meta


class Problem(BaseModel):
    type: str = "about:blank"
    title: str
    detail: str
    status: int
    value: str | None = None


def answer(model: BaseModel, status: int = 200) -> Response:
    """The model as X would send it: what is not there is left out."""
    content = model.model_dump(mode="json", exclude_none=True)
    return JSONResponse(content, status)


def problem(status: int, title: str, detail: str, value: str | None = None) -> Response:
    """A refusal. `value` is what X found wrong: it repeats what it was sent."""
    invalid = "https://api.x.com/2/problems/invalid-request"
    said = Problem(
        type=invalid if title == "Invalid Request" else "about:blank",
        title=title,
        detail=detail,
        status=status,
        value=value,
    )
    return JSONResponse(
        said.model_dump(exclude_none=True),
        status,
        media_type="application/problem+json",
    )
