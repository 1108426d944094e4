"""A Postgres that fails says so in one sentence, without a word of any draft."""

import traceback
from collections.abc import AsyncGenerator

import pytest
from sqlalchemy import Connection, text

from bot.gate.ports import StoreError
from bot.store import refusals
from bot.store.engine import Database
from bot.store.migrate import migrate
from bot.store.posts import PostStore
from sandbox.postgres import Postgres
from tests.bot.store.made import a_post
from tests.databases import ON_POSTGRES

WORDS = "Zebedee is off sick"
STATES = {s: told for s, told in refusals.SENTENCES.items() if isinstance(s, str)}
# A row that is refused with any of Postgres's own codes, and with its words quoted.
REFUSE = """
CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', NEW.body USING ERRCODE = '{state}'; END $$
"""
ON_POSTS = """
CREATE TRIGGER refuse BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION refuse()
"""


async def refusal(database: Database) -> str:
    with pytest.raises(StoreError) as refused:
        await PostStore(database).add(a_post(text=WORDS), ())
    assert WORDS not in "".join(traceback.format_exception(refused.value))
    return str(refused.value)


async def write(database: Database, *statements: str) -> None:
    await database.write(
        lambda c: [c.execute(text(statement)) for statement in statements]
    )


@pytest.fixture
async def refusing(database: Database) -> AsyncGenerator[Database]:
    yield database
    await write(database, "DROP FUNCTION refuse CASCADE")


@ON_POSTGRES
@pytest.mark.parametrize("state", [*STATES, "23514"])
async def test_each_refusal_has_its_sentence(refusing: Database, state: str) -> None:
    await write(refusing, REFUSE.format(state=state), ON_POSTS)
    said = await refusal(refusing)
    assert said == STATES.get(state, f"{refusals.UNKNOWN} ({state}).")


@ON_POSTGRES
async def test_a_lease_does_not_wait_for_the_disk(database: Database) -> None:
    asked = text("SHOW synchronous_commit")
    ways = (database.write, database.lease, database.write_one)
    found = [await way(lambda c: c.scalar(asked)) for way in ways]
    assert found == ["on", "off", "on"]


async def test_a_server_that_is_not_there(postgres: Postgres) -> None:
    nowhere = Database(postgres.url("schoolgate") + "/nowhere")
    assert await refusal(nowhere) == refusals.UNREACHABLE
    missing = postgres.url("no_such_database")
    assert await refusal(Database(missing)) == refusals.UNREACHABLE
    with pytest.raises(StoreError, match=refusals.UNREACHABLE):
        await migrate(missing)


async def test_a_server_that_goes_away_and_comes_back(
    postgres: Postgres, postgres_tables: str
) -> None:
    """While it is away, and in the middle of a transaction."""
    database = Database(postgres_tables)

    def write_meanwhile(connection: Connection) -> None:
        postgres.kill()
        connection.execute(text("SELECT 1"))

    try:
        with pytest.raises(StoreError, match=refusals.UNREACHABLE):
            await database.write(write_meanwhile)
        assert await refusal(database) == refusals.UNREACHABLE
    finally:
        postgres.start()
    assert await PostStore(database).load("nobody") is None
    await database.close()
