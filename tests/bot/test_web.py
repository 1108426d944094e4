"""Whether it is alive, and whether it is ready: two questions, two answers."""

import asyncio
from collections.abc import AsyncGenerator

import httpx
import pytest
from starlette.applications import Starlette

from bot import web
from bot.gate.ports import StoreError
from bot.web import Check, is_connected, is_loaded, watched


async def never() -> None:
    await asyncio.Event().wait()


async def well() -> None: ...


async def figures() -> bytes:
    return b"schoolgate_posts 1\n"


@pytest.fixture
async def working() -> AsyncGenerator[asyncio.Task[None]]:
    task = asyncio.create_task(never())
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def get(
    path: str,
    working: asyncio.Future[None],
    exposition: web.Exposition = figures,
    **checks: Check,
) -> tuple[int, str]:
    app = Starlette(routes=watched(working, checks, exposition))
    at = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=at, base_url="http://here") as client:
        answer = await client.get(path)
    return answer.status_code, answer.text


async def test_it_is_alive_while_its_worker_works(working: asyncio.Task[None]):
    assert await get("/healthz", working) == (200, "ok\n")

    working.cancel()
    await asyncio.gather(working, return_exceptions=True)

    assert (await get("/healthz", working))[0] == 503


async def test_a_database_that_is_away_does_not_have_it_killed(
    working: asyncio.Task[None],
):
    async def away() -> None:
        raise StoreError("The database cannot be reached.")

    assert (await get("/healthz", working, database=away))[0] == 200
    assert await get("/readyz", working, database=away, reader=well) == (
        503,
        "database: The database cannot be reached.\nreader: ok\n",
    )


async def test_it_is_ready_when_all_is_well(working: asyncio.Task[None]):
    assert await get("/readyz", working, database=well) == (200, "database: ok\n")


async def test_a_check_that_hangs_is_a_no(
    working: asyncio.Task[None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(web, "PATIENCE", 0.01)

    found = await get("/readyz", working, database=never)

    assert found == (503, "database: no answer in time\n")


async def test_a_reader_is_ready_once_it_is_loaded(working: asyncio.Task[None]):
    loading: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    check = is_loaded(loading)
    assert (await get("/readyz", working, reader=check))[0] == 503

    loading.set_result("read")
    assert (await get("/readyz", working, reader=check))[0] == 200


async def test_a_reader_that_cannot_be_loaded_says_whom_to_ask(
    working: asyncio.Task[None],
):
    loading: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    loading.set_exception(OSError("no file"))

    status, says = await get("/readyz", working, reader=is_loaded(loading))

    assert status == 503
    assert "schoolgate doctor" in says
    assert "no file" not in says


@pytest.mark.parametrize("status", [200, 503])
async def test_a_socket_is_ready_while_it_is_connected(
    working: asyncio.Task[None], status: int
):
    async def asked() -> bool:
        return status == 200

    found = await get("/readyz", working, slack=is_connected(asked))

    assert found[0] == status


async def test_figures_are_given_or_a_reason_why_not(working: asyncio.Task[None]):
    async def away() -> bytes:
        raise StoreError("The database cannot be reached.")

    assert await get("/metrics", working) == (200, "schoolgate_posts 1\n")
    assert (await get("/metrics", working, away))[0] == 503
