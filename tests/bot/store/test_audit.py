"""The audit trail cannot be altered unseen."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from bot.gate.lifecycle import Step
from bot.store.audit import _link, broken_at
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.tables import audit
from tests.bot.store.made import LENA, a_post, after
from tests.fakes import FRIDAY_NOON


@pytest.fixture
async def kept(database: Database) -> Database:
    """Two schools, two posts each, two steps a post."""
    store = PostStore(database)
    for school in ("ash", "elm"):
        for n in range(2):
            waiting = after(a_post(f"{school}{n}", school=school), Step.PASS)
            await store.add(waiting, ())
            await store.save(after(waiting, Step.APPROVE, LENA), waiting, ())
    return database


async def tamper(database: Database, statement: Any) -> None:
    await database.write(lambda c: c.execute(statement))


async def test_an_untouched_chain_is_whole(kept: Database) -> None:
    assert await broken_at(kept, "ash") is None
    assert await broken_at(kept, "elm") is None
    assert await broken_at(kept, "nobody") is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("post_id", "other"),
        ("step", "decline"),
        ("actor", "liam"),
        ("role", "head"),
        ("at", FRIDAY_NOON.replace(hour=13)),
        ("fingerprint", "0" * 64),
        ("was", "draft"),
        ("to", "declined"),
        ("clauses", ["2.1"]),
        ("hash", "0" * 64),
    ],
)
async def test_an_altered_row_is_found(
    kept: Database, column: str, value: object
) -> None:
    second = (audit.c.school == "ash") & (audit.c.seq == 2)
    await tamper(kept, update(audit).where(second).values({column: value}))
    assert await broken_at(kept, "ash") == 2
    assert await broken_at(kept, "elm") is None


async def test_a_row_with_a_hash_to_match_is_found_by_the_row_after(
    kept: Database,
) -> None:
    chain = select(audit).where(audit.c.school == "ash").order_by(audit.c.seq)
    first, second, *_ = await kept.read(lambda c: c.execute(chain).all())
    forged = {**second._mapping, "actor": "liam"}
    del forged["hash"]
    forged["hash"] = _link(first.hash, forged)
    row = (audit.c.school == "ash") & (audit.c.seq == 2)
    await tamper(kept, update(audit).where(row).values(forged))
    assert await broken_at(kept, "ash") == 3


@pytest.mark.parametrize("seq", [1, 2, 4])
async def test_a_row_that_was_taken_out_is_missed(kept: Database, seq: int) -> None:
    gone = (audit.c.school == "ash") & (audit.c.seq == seq)
    await tamper(kept, delete(audit).where(gone))
    assert await broken_at(kept, "ash") == seq


async def test_a_row_that_was_put_in_is_found(kept: Database) -> None:
    row = {column.name: "x" for column in audit.columns}
    row |= {"school": "ash", "seq": 5, "at": FRIDAY_NOON, "clauses": []}
    await tamper(kept, insert(audit).values(row))
    assert await broken_at(kept, "ash") == 5
