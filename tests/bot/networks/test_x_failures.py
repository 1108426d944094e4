"""What odd answers, and none, are taken for: anything unclear is a doubt."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from bot.gate.ports import SureNoError, UnsureError
from bot.gate.post import Trouble
from bot.networks.x import X
from tests.bot.networks.stand_in import KEYS

WORDS = "Year 4 built bridges out of paper today."


@asynccontextmanager
async def answering(head: str, body: str = "") -> AsyncIterator[tuple[X, list[str]]]:
    """X at a server that says this to everybody, and what it was asked for."""
    asked: list[str] = []

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().partition(" ")[0])
        length = f"content-length: {len(body)}\r\nconnection: close"
        writer.write(f"HTTP/1.1 {head}\r\n{length}\r\n\r\n{body}".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(say, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield X(KEYS, f"http://127.0.0.1:{port}"), asked


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("200 OK", ""),
        ("201 Created", "[]"),
        ("201 Created", '{"data": {"id": "not a number", "text": ""}}'),
        ("201 Created", '{"errors": [{"title": "odd"}]}'),
        ("204 No Content", ""),
        ("302 Found\r\nlocation: /elsewhere", ""),
        ("307 Temporary Redirect\r\nlocation: /elsewhere", ""),
        ("400 Bad Request", "[]"),  # which tweepy cannot read
        ("408 Request Timeout", "{}"),
        ("429 Too Many Requests\r\nx-rate-limit-reset: soon", "{}"),  # nor this
        ("599 Odd", "<html>"),
    ],
)
async def test_an_odd_answer_is_a_doubt_and_is_not_followed(
    head: str, body: str
) -> None:
    async with answering(head, body) as (x, asked):
        with pytest.raises(UnsureError):
            await x.publish(WORDS, [])

    assert asked == ["POST"]


@pytest.mark.parametrize("body", ["", "<html>Forbidden</html>", "{}"])
async def test_a_403_needs_no_words_to_be_a_sure_no(body: str) -> None:
    async with answering("403 Forbidden", body) as (x, _):
        with pytest.raises(SureNoError) as caught:
            await x.publish(WORDS, [])

    assert caught.value.trouble is Trouble.FORBIDDEN


def spent(limit: str, seconds: int, left: int = 0) -> list[str]:
    reset = int(datetime.now(UTC).timestamp()) + seconds
    return [f"{limit}-remaining: {left}", f"{limit}-reset: {reset}"]


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        (lambda: ["retry-after: 90"], 90, 90),
        (lambda: spent("x-rate-limit", 60), 58, 60),
        (lambda: spent("x-rate-limit", -9), 1, 1),
        (
            lambda: (
                spent("x-rate-limit", 60, left=7) + spent("x-user-limit-24hour", 3600)
            ),
            3590,
            3600,
        ),
    ],
)
async def test_the_pause_is_that_of_the_limit_that_is_used_up(
    headers: Callable[[], list[str]], least: int, most: int
) -> None:
    head = "\r\n".join(["429 Too Many Requests", *headers()])
    async with answering(head, "{}") as (x, _):
        with pytest.raises(SureNoError) as caught:
            await x.publish(WORDS, [])

    pause = caught.value.retry_after
    assert pause is not None
    assert timedelta(seconds=least) <= pause <= timedelta(seconds=most)


async def test_a_429_that_names_no_limit_leaves_the_pause_to_us() -> None:
    async with answering("429 Too Many Requests", "{}") as (x, _):
        with pytest.raises(SureNoError) as caught:
            await x.publish(WORDS, [])

    assert caught.value.retry_after is None


async def test_a_certificate_that_nobody_vouches_for_is_a_sure_no(
    tmp_path: Path,
) -> None:
    async with untrusted(tmp_path) as port:
        with pytest.raises(SureNoError) as caught:
            await X(KEYS, f"https://127.0.0.1:{port}").publish(WORDS, [])

    assert caught.value.trouble is Trouble.BUSY


def untrusted(folder: Path) -> AbstractAsyncContextManager[int]:
    """A server with a certificate of its own making; its port."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "both.pem"
    file.write_bytes(certificate.public_bytes(Encoding.PEM) + private)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)

    @asynccontextmanager
    async def serving() -> AsyncIterator[int]:
        async def say(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()

        async with await asyncio.start_server(
            say, "127.0.0.1", 0, ssl=context
        ) as server:
            yield server.sockets[0].getsockname()[1]

    return serving()
