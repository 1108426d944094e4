"""Where Slack posts for many workspaces: each request goes to its own school's app."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import structlog
from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.chat.slack.app import Endpoint, http_endpoint
from bot.chat.slack.blocks import Json
from bot.gate.ports import OutOfOrderError

# Each with a workspace's id; OutOfOrderError where it is not served.
KeepFor = Callable[[str, Json], Awaitable[BoltResponse | None]]
AppOf = Callable[[str], Awaitable[AsyncApp]]

log = structlog.get_logger()


def door(signing_secret: str, keep: KeepFor, app_of: AppOf) -> Endpoint:
    """An endpoint. The app, which takes long to make, is for what is not kept.

    Nothing is looked up for a request that Slack has not signed. One whose school
    cannot be served just now is not acknowledged, so that Slack brings it again.
    """
    verifier = SignatureVerifier(signing_secret)

    async def enter(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        headers = dict(request.headers)
        if not verifier.is_valid_request(body, headers):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        try:
            sent = AsyncBoltRequest(body=body, headers={**headers})
        except ValueError:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        team = sent.context.team_id
        if team is None:
            return _answered(body)
        try:
            if answer := await keep(team, sent.body):
                return to_starlette_response(answer)
            app = await app_of(team)
        except OutOfOrderError as error:
            log.warning("request refused", school=team, error=type(error).__name__)
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        return await http_endpoint(app)(request)

    return enter


def _answered(body: str) -> Response:
    """To the only question of no workspace: is this the right address?"""
    try:
        return JSONResponse({"challenge": json.loads(body)["challenge"]})
    except (ValueError, KeyError, TypeError):
        return Response(status_code=HTTPStatus.BAD_REQUEST)
