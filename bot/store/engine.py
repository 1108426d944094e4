"""One database, SQLite or Postgres: how it is opened, and worked with."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import greenlet_spawn

from bot.gate.ports import StoreError
from bot.store.refusals import UNREACHABLE, faults, refuse

# FULL: what was committed survives a power cut, the intent to publish above all.
# secure_delete: words that were deleted are gone from the file.
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "busy_timeout = 5000",
    "foreign_keys = ON",
    "secure_delete = ON",
)
ADDRESS = (
    "DATABASE_URL is no address that can be used: it begins with "
    "sqlite+aiosqlite:/// and a file, or with postgresql+asyncpg://."
)
MOST = 5  # connections of one engine
USUAL: Mapping[str, Any] = {}
ALONE = {"isolation_level": "AUTOCOMMIT"}  # each statement is a transaction
HASTY = {"connect_args": {"server_settings": {"synchronous_commit": "off"}}}
IDLE = 1.0  # seconds, after which a connection may have been hung up on
Answer = TypeVar("Answer")
Work: TypeAlias = Callable[[Connection], Answer]


class Database:
    """Connections to one database. `file` is the SQLite file, if it is one.

    Work is a function of a connection and awaits nothing itself: SQLAlchemy waits for
    the database underneath it. So a transaction is entered once, and not once for
    each of its statements, which is half of what a short one costs.

    Each method raises StoreError where the database fails.
    """

    def __init__(self, url: str) -> None:
        """Open nothing yet; StoreError where the address itself is no good."""
        self.engine = make_engine(url)
        self.file = sqlite_file(self.engine.url)
        self._faults = faults(self.engine)
        with_ = self.engine.execution_options
        if self.file:
            self._readers = self._snapshots = with_(begin="BEGIN")
            self._single, self._leases = self.engine, with_(lasting=False)
        else:
            # Connections of their own: to switch one takes longer than a statement.
            self._readers = self._single = make_engine(url, ALONE)
            self._leases = make_engine(url, ALONE | HASTY)
            self._snapshots = with_(isolation_level="REPEATABLE READ")
        # SQLite has one writer: queue for it here, where waiting costs nothing.
        self._turn: AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if self.file else nullcontext()
        )

    async def read(self, work: Work[Answer]) -> Answer:
        """For one statement, or several of which none minds another's moment.

        Postgres is not asked to begin and to commit.
        """
        return await self._run(self._readers, work)

    async def snapshot(self, work: Work[Answer]) -> Answer:
        """Reading, where every statement sees the same moment."""
        return await self._run(self._snapshots, work)

    async def write(self, work: Work[Answer]) -> Answer:
        """A transaction, committed at the end: what it wrote survives a power cut."""
        async with self._turn:
            return await self._run(self.engine, work)

    async def write_one(self, work: Work[Answer]) -> Answer:
        """The same for a single statement, which Postgres commits by itself."""
        async with self._turn:
            return await self._run(self._single, work)

    async def lease(self, work: Work[Answer]) -> Answer:
        """Statements each of which stands by itself, and none waits for the disk.

        A power cut may undo one, with the work that it was for; a kill does not.
        Leases are like that.
        """
        async with self._turn:
            return await self._run(self._leases, work)

    async def _run(self, engine: AsyncEngine, work: Work[Answer]) -> Answer:
        if self.file and not self.file.exists():  # or SQLite would begin a new one
            raise StoreError(UNREACHABLE)

        def transaction() -> Answer:
            with engine.sync_engine.begin() as connection:
                return work(connection)

        try:
            return await greenlet_spawn(transaction)
        except self._faults as error:
            refuse(error)

    async def close(self) -> None:
        for engine in (self._leases, self._single, self.engine):
            await engine.dispose()


def make_engine(url: str, options: Mapping[str, Any] = USUAL) -> AsyncEngine:
    """An engine whose transactions are begun as the functions below say.

    It keeps its connections, and lets whoever wants more of them wait: to open one
    costs more than a draft does.
    """
    try:
        parsed = make_url(url)
        remote = parsed.get_backend_name() != "sqlite"  # and may have hung up
        engine = create_async_engine(
            parsed,
            hide_parameters=True,
            pool_size=MOST,
            max_overflow=0,
            pool_use_lifo=True,
            **options,
        )
    except (ArgumentError, InvalidRequestError, ModuleNotFoundError, TypeError):
        raise StoreError(ADDRESS) from None
    if remote:
        _ask_the_idle(engine.sync_engine)
    else:
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def sqlite_file(url: URL | str) -> Path | None:
    """The file of a SQLite address; None for any other database."""
    url = make_url(url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database)


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own
    cursor = connection.cursor()
    try:
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()  # or its thread would stay: the pool never had it
        raise
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """IMMEDIATE, or two that read first and write later would refuse each other."""
    options = connection.get_execution_options()
    wait = "FULL" if options.get("lasting", True) else "NORMAL"
    if connection.info.get("synchronous", "FULL") != wait:
        connection.exec_driver_sql(f"PRAGMA synchronous = {wait}")
        connection.info["synchronous"] = wait
    connection.exec_driver_sql(options.get("begin", "BEGIN IMMEDIATE"))


def _ask_the_idle(engine: Engine) -> None:
    """Whether a connection is still there, before it is used; not if it just was.

    `pool_pre_ping` asks each time, and there are dozens of times to a draft.
    """

    def given(connection: Any, record: ConnectionPoolEntry, _: object) -> None:
        used = record.info.get("used")  # None: it is new
        idle = used is not None and time.monotonic() - used > IDLE
        if idle and not _is_there(engine, connection):
            raise DisconnectionError

    def back(_: Any, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    event.listen(engine, "checkout", given)
    event.listen(engine, "checkin", back)


def _is_there(engine: Engine, connection: Any) -> bool:
    try:
        return engine.dialect.do_ping(connection)
    except Exception:  # noqa: BLE001 - whatever it is: it cannot be used
        return False
