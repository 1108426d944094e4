"""What we read of X's answers. Anything else in them is left alone."""

from pydantic import BaseModel, Field

from bot.networks.x_text import Link


class _Id(BaseModel):
    id: str = Field(pattern=r"^[0-9]{1,19}$")


class Created(BaseModel):
    """Of POST /2/tweets."""

    data: _Id


class Uploaded(BaseModel):
    """Of POST /2/media/upload."""

    data: _Id


class _User(BaseModel):
    username: str


class Me(BaseModel):
    """Of GET /2/users/me."""

    data: _User


class _Url(BaseModel):
    url: str | None = None
    expanded_url: str | None = None
    media_key: str | None = None


class _Entities(BaseModel):
    urls: list[_Url] | None = None


class _Attachments(BaseModel):
    media_keys: list[str] | None = None


class _Post(_Id):
    text: str
    entities: _Entities = _Entities()
    attachments: _Attachments = _Attachments()

    @property
    def links(self) -> list[Link]:
        """The t.co links in the text; that of a photo stands for no words of ours."""
        return [
            Link(url.url, "" if url.media_key else url.expanded_url or url.url)
            for url in self.entities.urls or ()
            if url.url
        ]

    @property
    def pictures(self) -> int:
        return len(self.attachments.media_keys or ())


class _Meta(BaseModel):
    result_count: int
    next_token: str | None = None


class Timeline(BaseModel):
    """Of GET /2/users/{id}/tweets: one page, the newest post first."""

    data: list[_Post] = []
    meta: _Meta
