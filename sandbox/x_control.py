"""Telling the stand-in for X how to behave, and asking what it has."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.x_faults import Fault, Faults
from sandbox.x_state import Behaviour, Post, State

_Model = TypeVar("_Model", bound=BaseModel)


def control_routes(state: State, faults: Faults) -> list[Route]:
    """`fail` takes a Fault, `behave` a Behaviour; `posts` lists, `reset` empties."""

    async def fail(request: Request) -> Response:
        fault = await _read(request, Fault)
        if isinstance(fault, Response):
            return fault
        faults.add(fault)
        return Response(status_code=204)

    async def behave(request: Request) -> Response:
        behaviour = await _read(request, Behaviour)
        if isinstance(behaviour, Response):
            return behaviour
        state.behaviour = behaviour
        return Response(status_code=204)

    async def reset(_: Request) -> Response:
        state.reset()
        faults.clear()
        return Response(status_code=204)

    async def posts(_: Request) -> Response:
        accepted = [_accepted(post) for post in state.posts]
        return JSONResponse({"count": len(accepted), "posts": accepted})

    return [
        Route("/_control/fail", fail, methods=["POST"]),
        Route("/_control/behave", behave, methods=["POST"]),
        Route("/_control/reset", reset, methods=["POST"]),
        Route("/_control/posts", posts),
    ]


async def _read(request: Request, model: type[_Model]) -> _Model | Response:
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        return PlainTextResponse(f"{error}\n", 400)


def _accepted(post: Post) -> dict[str, object]:
    return {
        "id": post.id,
        "text": post.text,
        "reply_settings": post.reply_settings,
        "created_at": post.created_at.isoformat(),
        "media": [
            {"id": media.id, "digest": media.digest, "alt": media.alt}
            for media in post.media
        ],
    }
