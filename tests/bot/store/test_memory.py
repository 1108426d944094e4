"""Names that are not children's: kept as hashes, with who and when, and taken back."""

from datetime import timedelta

from sqlalchemy import select

from bot.gate.post import Entry, Role, State
from bot.store.audit import broken_at
from bot.store.engine import Database
from bot.store.memory import MemoryStore
from bot.store.tables import audit, metadata
from tests.fakes import FRIDAY_NOON

KEY = b"a key of this school's own"
LATER = FRIDAY_NOON + timedelta(days=1)


def agreed(by: str = "lena", role: Role = Role.LEADER) -> Entry:
    return Entry(
        "approve", by, role, FRIDAY_NOON, "f" * 64, State.WAITING, State.APPROVED
    )


async def everything(database: Database) -> str:
    """All that the database holds, as one would read it off the disk."""
    rows = [
        await database.read(lambda c, table=table: c.execute(select(table)).all())
        for table in metadata.sorted_tables
    ]
    return repr(rows).casefold()


async def test_a_name_that_was_kept_is_known(database: Database) -> None:
    memory = MemoryStore(database, "ash", KEY)
    await memory.keep({"florence", "st anne"}, agreed())

    assert await memory.known({"florence", "josh"}) == {"florence"}
    assert await memory.known(["st anne"]) == {"st anne"}
    assert await memory.known(()) == frozenset()


async def test_who_agreed_and_when_is_kept_and_the_first_stands(
    database: Database,
) -> None:
    memory = MemoryStore(database, "ash", KEY)
    await memory.keep({"florence"}, agreed("lena"))
    await memory.keep({"florence"}, agreed("liam"))

    (known,) = await memory.all()
    assert (known.by, known.at) == ("lena", FRIDAY_NOON)


async def test_the_database_gives_no_name_away(database: Database) -> None:
    memory = MemoryStore(database, "ash", KEY)
    await memory.keep({"florence"}, agreed())
    await memory.forget("florence", "schoolgate names", LATER)
    await memory.keep({"florence"}, agreed())

    assert "florence" not in await everything(database)
    assert KEY.decode() not in await everything(database)


async def test_a_wrong_key_finds_nothing(database: Database) -> None:
    await MemoryStore(database, "ash", KEY).keep({"florence"}, agreed())
    other = MemoryStore(database, "ash", b"another key")

    assert await other.known({"florence"}) == frozenset()
    assert not await other.forget("florence", "lena", LATER)


async def test_what_is_forgotten_is_asked_about_again(database: Database) -> None:
    memory = MemoryStore(database, "ash", KEY)
    await memory.keep({"florence", "st anne"}, agreed())

    assert await memory.forget("florence", "lena", LATER)
    assert not await memory.forget("florence", "lena", LATER)
    assert await memory.known({"florence", "st anne"}) == {"st anne"}


async def test_a_school_remembers_its_own_only(database: Database) -> None:
    await MemoryStore(database, "ash", KEY).keep({"florence"}, agreed())
    elm = MemoryStore(database, "elm", KEY)

    assert await elm.known({"florence"}) == frozenset()
    assert not await elm.forget("florence", "lena", LATER)
    assert await elm.all() == []


async def test_both_stand_in_the_audit_trail(database: Database) -> None:
    memory = MemoryStore(database, "ash", KEY)
    await memory.keep({"florence"}, agreed("uhead", Role.HEAD))
    await memory.keep({"florence"}, agreed("lena"))  # changes nothing
    await memory.forget("florence", "schoolgate names", LATER)

    rows = await database.read(
        lambda c: c.execute(select(audit).order_by(audit.c.seq)).all()
    )
    assert [(r.step, r.actor, r.role, r.at) for r in rows] == [
        ("remember", "uhead", "head", FRIDAY_NOON),
        ("forget", "schoolgate names", "gate", LATER),
    ]
    assert {tuple(row.clauses) for row in rows} == {("2.1",)}
    assert rows[0].fingerprint == rows[1].fingerprint
    assert await broken_at(database, "ash") is None
