"""The part of X's API v2 that the bot uses, each request checked to the letter."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.x_answers import (
    Created,
    CreatedPost,
    Described,
    DescribedMedia,
    ImageSize,
    Me,
    Uploaded,
    UploadedMedia,
    User,
    answer,
    problem,
)
from sandbox.x_faults import DUPLICATE, Call, Faults, failed
from sandbox.x_models import (
    CreatePost,
    DescribeMedia,
    MeQuery,
    TimelineQuery,
    UploadMedia,
    measure,
)
from sandbox.x_oauth import Account, Signatures
from sandbox.x_state import DuplicateError, State, UnknownMediaError
from sandbox.x_timeline import timeline

MEDIA_KEPT = 86400  # seconds, says X

_Model = TypeVar("_Model", bound=BaseModel)
_Endpoint = Callable[[Request], Awaitable[Response]]


class Api:
    """X's endpoints over one state, for one account."""

    def __init__(self, state: State, faults: Faults, account: Account) -> None:
        self._state = state
        self._faults = faults
        self._account = account
        self._signatures = Signatures(account)

    @property
    def routes(self) -> list[Route]:
        def route(path: str, method: str, call: Call, to: _Endpoint) -> Route:
            return Route(path, self._guarded(call, to), methods=[method])

        return [
            route("/2/tweets", "POST", "post", self._create),
            route("/2/media/upload", "POST", "upload", self._upload),
            route("/2/media/metadata", "POST", "metadata", self._describe),
            route("/2/users/me", "GET", "me", self._me),
            route("/2/users/{id}/tweets", "GET", "timeline", self._timeline),
        ]

    def _guarded(self, call: Call, to: _Endpoint) -> _Endpoint:
        """Check the signature, fail if told to, and refuse what is wrong as X does."""

        async def endpoint(request: Request) -> Response:
            if not self._signatures.accept(
                request.method,
                request.url.path,
                request.url.query,
                request.headers.get("authorization", ""),
            ):
                return problem(401, "Unauthorized", "Unauthorized")
            sent = (await request.body()).decode(errors="replace")
            fault = self._faults.take(call)
            if fault and not fault.kind.accepts:
                return await failed(fault, sent, None)
            try:
                response = await to(request)
            except ValidationError as error:
                response = _invalid(_what_is_wrong(error), sent)
            except UnknownMediaError:
                response = _invalid("Your media IDs are invalid.", sent)
            except DuplicateError:
                response = problem(403, "Forbidden", DUPLICATE, sent)
            response.headers["x-access-level"] = self._state.behaviour.access
            return await failed(fault, sent, response) if fault else response

        return endpoint

    async def _create(self, request: Request) -> Response:
        asked = await _body(request, CreatePost)
        media = asked.media.media_ids if asked.media else []
        post = self._state.post(asked.text, media, asked.reply_settings)
        created = CreatedPost(
            id=post.id, text=post.text, edit_history_post_ids=[post.id]
        )
        return answer(Created(data=created), 201)

    async def _upload(self, request: Request) -> Response:
        data = (await _body(request, UploadMedia)).data
        media = self._state.upload(data, *measure(data))
        size = ImageSize(w=media.width, h=media.height, image_type=media.media_type)
        uploaded = UploadedMedia(
            id=media.id,
            media_key=media.key,
            size=len(data),
            expires_after_secs=MEDIA_KEPT,
            image=size,
        )
        return answer(Uploaded(data=uploaded))

    async def _describe(self, request: Request) -> Response:
        asked = await _body(request, DescribeMedia)
        self._state.describe(asked.id, asked.metadata.alt_text.text)
        now_there: dict[str, object] = asked.metadata.model_dump()
        described = DescribedMedia(id=asked.id, associated_metadata=now_there)
        return answer(Described(data=described))

    async def _me(self, request: Request) -> Response:
        MeQuery.model_validate(dict(request.query_params))
        account = self._account
        user = User(id=account.user_id, name=account.name, username=account.username)
        return answer(Me(data=user))

    async def _timeline(self, request: Request) -> Response:
        if request.path_params["id"] != self._account.user_id:
            return problem(404, "Not Found Error", "Could not find that user.")
        asked = TimelineQuery.model_validate(dict(request.query_params))
        posts, more = self._state.page(
            asked.start_time, asked.before, asked.max_results
        )
        at = f"https://x.com/{self._account.username}"
        return answer(timeline(posts, asked.post_fields, more=more, profile=at))


async def _body(request: Request, model: type[_Model]) -> _Model:
    return model.model_validate_json(await request.body())


def _invalid(detail: str, value: str) -> Response:
    return problem(400, "Invalid Request", detail, value)


def _what_is_wrong(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'request'}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False)
    )
