"""Calls the stand-in for X as tweepy does, or wrongly where a test says so."""

import base64
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import httpx
from oauthlib.oauth1 import Client
from PIL import Image

from sandbox.x_oauth import SIGNED_HOST
from sandbox.x_server import ACCOUNT, create_app


class Caller:
    """Signs as tweepy does, or otherwise where a test says so."""

    def __init__(self) -> None:
        transport = httpx.ASGITransport(create_app())
        self.http = httpx.AsyncClient(transport=transport, base_url="http://x")

    def signed(self, method: str, path: str, **how: Any) -> dict[str, str]:
        keys = {
            "client_key": ACCOUNT.consumer_key,
            "client_secret": ACCOUNT.consumer_secret,
            "resource_owner_key": ACCOUNT.access_token,
            "resource_owner_secret": ACCOUNT.access_secret,
        }
        _, headers, _ = Client(**keys | how).sign(SIGNED_HOST + path, method)
        return headers

    async def post(self, path: str, body: Any) -> httpx.Response:
        return await self.http.post(path, json=body, headers=self.signed("POST", path))

    async def get(self, path: str, **query: Any) -> httpx.Response:
        path = f"{path}?{urlencode(query)}" if query else path
        return await self.http.get(path, headers=self.signed("GET", path))


def image(kind: str = "PNG") -> str:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return base64.b64encode(file.getvalue()).decode()
