"""Where the database refuses, nothing is published; and once it is mended, once."""

import sqlite3
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.gate.dispatch import Dispatch
from bot.gate.lifecycle import Step
from bot.gate.ports import Picture, StoreError
from bot.gate.post import Approval, State
from bot.store import engine, refusals
from bot.store.engine import Database
from bot.store.health import examine
from bot.store.migrate import migrate
from bot.store.posts import PostStore
from tests.bot.store.made import LENA, a_post, after
from tests.fakes import FRIDAY_NOON, HOURS, FakeClock, FakeNetwork, FakePhotos


@contextmanager
def locked(file: Path) -> Generator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def read_only(_: Path) -> Generator[None]:
    with pragma("query_only = ON"):
        yield


@contextmanager
def full(file: Path) -> Generator[None]:
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM")  # there is no room within it
    with pragma("max_page_count = 1"):  # and it grows no larger than it is
        yield


@contextmanager
def damaged(file: Path) -> Generator[None]:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xde\xad" * ((len(whole) - 4096) // 2))
    yield
    file.write_bytes(whole)


@contextmanager
def gone(file: Path) -> Generator[None]:
    aside = file.rename(file.with_suffix(".aside"))
    yield
    aside.rename(file)


@contextmanager
def pragma(line: str) -> Generator[None]:
    """Of the connections that are opened now."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "PRAGMAS", [*engine.PRAGMAS, line])
        yield


Fault = Callable[[Path], object]
FAULTS = {
    locked: refusals.LOCKED,
    read_only: refusals.READ_ONLY,
    full: refusals.FULL,
    damaged: refusals.CORRUPT,
    gone: refusals.UNREACHABLE,
}
faults = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


@dataclass
class Stage:
    """An approved post in a SQLite file, and the X that it is for."""

    file: Path
    network: FakeNetwork

    @property
    def database(self) -> Database:
        return Database(f"sqlite+aiosqlite:///{self.file}")

    async def publish(self, network: FakeNetwork | None = None) -> State:
        """What the timers do; how the post stands after it."""
        database = self.database
        posts, clock = PostStore(database), FakeClock()
        dispatch = Dispatch(posts, FakePhotos(), network or self.network, HOURS, clock)
        try:
            await dispatch.publish("p1")
            await dispatch.look_up("p1")
            found = await posts.load("p1")
        finally:
            await database.close()
        assert found
        return found.state


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock to go."""
    monkeypatch.setattr(engine, "PRAGMAS", [*engine.PRAGMAS, "busy_timeout = 0"])


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "schoolgate.db", FakeNetwork())
    await migrate(f"sqlite+aiosqlite:///{stage.file}")
    posts = PostStore(database := stage.database)
    new = a_post(text="Year 4 sang. " * 2000)  # a step does not fit in what there is
    approval = Approval("lena", FRIDAY_NOON, new.fingerprint)
    waiting = after(new, Step.PASS)
    await posts.add(waiting, ())
    await posts.save(after(waiting, Step.APPROVE, LENA, approval=approval), waiting, ())
    await database.close()
    return stage


@faults
async def test_an_intent_that_cannot_be_kept_is_not_acted_upon(
    stage: Stage, fault: Fault
):
    with fault(stage.file), pytest.raises(StoreError) as refused:
        await stage.publish()
    assert str(refused.value) == FAULTS[fault]
    assert stage.network.posted == []

    assert await stage.publish() is State.PUBLISHED
    assert len(stage.network.posted) == 1


@pytest.mark.parametrize("fault", [locked, gone])
async def test_an_outcome_that_cannot_be_kept_is_looked_up(stage: Stage, fault: Fault):
    with ExitStack() as until_mended:

        class Taking(FakeNetwork):
            async def publish(self, text: str, pictures: Sequence[Picture]) -> str:
                link = await super().publish(text, pictures)
                until_mended.enter_context(fault(stage.file))
                return link

        x = Taking()
        with pytest.raises(StoreError):
            await stage.publish(x)

    assert await stage.publish(x) is State.PUBLISHED
    assert len(x.posted) == 1


# The doctor's own try needs no page more, so this kind of full does not hold it up.
@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f is not full], ids=lambda fault: fault.__name__
)
async def test_the_doctor_says_the_same(stage: Stage, fault: Fault):
    database = stage.database
    await examine(database)
    await database.close()

    with fault(stage.file):
        with pytest.raises(StoreError) as refused:
            await examine(database)
        await database.close()

    assert str(refused.value) == FAULTS[fault]
