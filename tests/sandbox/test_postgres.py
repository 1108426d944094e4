"""The Postgres that tests and benches start for themselves."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from sandbox import postgres as module
from sandbox.postgres import NotInstalledError, Postgres, PostgresError, programs
from tests.databases import installed


@pytest.fixture
def server() -> Iterator[Postgres]:
    installed()
    with Postgres() as server:
        yield server


def ask(server: Postgres, question: str, database: str = "postgres") -> object:
    async def answer() -> object:
        connection = await asyncpg.connect(
            host=str(server.folder), user="postgres", database=database
        )
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    return asyncio.run(answer())


def test_it_is_on_no_port_survives_a_kill_and_leaves_nothing(server: Postgres) -> None:
    assert ask(server, "SHOW listen_addresses") == ""

    server.create("one")
    server.sql("CREATE TABLE kept AS SELECT 7 AS n")
    server.kill()
    with pytest.raises(OSError, match="refused"):
        ask(server, "SELECT 1")
    server.start()
    assert ask(server, "SELECT n FROM kept") == 7
    assert ask(server, "SELECT 1", "one") == 1

    server.drop("one")
    with pytest.raises(PostgresError):
        server.drop("one")

    folder = server.folder
    server.__exit__(None, None, None)
    assert not folder.exists()
    folder.mkdir()  # for the fixture to take away


def test_where_it_is_not_installed_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(module, "Path", lambda _: tmp_path)
    with pytest.raises(NotInstalledError, match="make postgres"):
        programs()
