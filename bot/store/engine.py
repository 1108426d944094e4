"""One database, SQLite or Postgres: how it is opened, and how it fails."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    InvalidRequestError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.gate.ports import StoreError

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
IDLE = 1.0  # seconds, after which a connection may have been hung up on
LOCKED = "The database is in use by another program: close it, and try again."
READ_ONLY = "The database may not be written to: give Schoolgate's user that right."
FULL = "The disk that holds the database is full: make room on it."
CORRUPT = "The database file is damaged: put back the last backup."
UNREACHABLE = "The database cannot be reached: see DATABASE_URL, and that it is there."
UNKNOWN = "The database refused: run `schoolgate doctor`"

# By SQLite's primary result code, and by Postgres's SQLSTATE.
SENTENCES: dict[int | str, str] = {
    5: LOCKED,
    6: LOCKED,
    8: READ_ONLY,
    11: CORRUPT,
    13: FULL,
    14: UNREACHABLE,
    26: CORRUPT,
    "55P03": LOCKED,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "53100": FULL,
    "XX001": CORRUPT,
    "08001": UNREACHABLE,
    "08003": UNREACHABLE,
    "08006": UNREACHABLE,
    "57P01": UNREACHABLE,
    "57P02": UNREACHABLE,
    "57P03": UNREACHABLE,
    "28P01": UNREACHABLE,
    "3D000": UNREACHABLE,
}


class Database:
    """Connections to one database. `file` is the SQLite file, if it is one."""

    def __init__(self, url: str) -> None:
        """Open nothing yet; StoreError where the address itself is no good."""
        self.engine = make_engine(url)
        self.file = sqlite_file(self.engine.url)
        self._faults = faults(self.engine)
        if self.file:
            self._readers = self._snapshots = self.engine.execution_options(
                begin="BEGIN"
            )
        else:
            self._readers = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            self._snapshots = self.engine.execution_options(
                isolation_level="REPEATABLE READ"
            )
        # SQLite has one writer: queue for it here, where waiting costs nothing.
        self._turn: AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if self.file else nullcontext()
        )

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """For one statement, or several of which none minds another's moment.

        StoreError where that fails. Postgres is not asked to begin and to commit.
        """
        async with self._transaction(self._readers) as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """Reading, where every statement sees the same moment."""
        async with self._transaction(self._snapshots) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, *, lasting: bool = True) -> AsyncGenerator[AsyncConnection]:
        """A transaction, committed at the end; StoreError where that fails.

        One that is not `lasting` does not wait for the disk: a power cut may undo
        it, with the work that it was for, and a kill does not. Leases are like that.
        """
        engine = self.engine.execution_options(lasting=lasting)
        async with self._turn, self._transaction(engine) as connection:
            yield connection

    @asynccontextmanager
    async def _transaction(
        self, engine: AsyncEngine
    ) -> AsyncGenerator[AsyncConnection]:
        if self.file and not self.file.exists():  # or SQLite would begin a new one
            raise StoreError(UNREACHABLE)
        try:
            async with engine.begin() as connection:
                yield connection
        except self._faults as error:
            refuse(error)

    async def close(self) -> None:
        await self.engine.dispose()


def make_engine(url: str) -> AsyncEngine:
    """An engine whose transactions are begun as the functions below say."""
    try:
        parsed = make_url(url)
        remote = parsed.get_backend_name() != "sqlite"  # and may have hung up
        engine = create_async_engine(parsed, hide_parameters=True)
    except (ArgumentError, InvalidRequestError, ModuleNotFoundError):
        raise StoreError(ADDRESS) from None
    if remote:
        event.listen(engine.sync_engine, "begin", _begin_postgres)
        _ask_the_idle(engine.sync_engine)
    else:
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def faults(engine: AsyncEngine) -> tuple[type[Exception], ...]:
    """What this database may raise, to be given to `refuse`.

    SQLAlchemy lets asyncpg's own errors through where it could not connect.
    """
    driver: Any = getattr(engine.dialect.dbapi, "asyncpg", None)
    own = (driver.PostgresError, driver.InterfaceError) if driver else ()
    return (DBAPIError, NoConnectionError, OSError, *own)


def sqlite_file(url: URL | str) -> Path | None:
    """The file of a SQLite address; None for any other database."""
    url = make_url(url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database)


def insert_into(connection: AsyncConnection, table: Table) -> Any:
    """INSERT that knows ON CONFLICT, which each dialect of SQLAlchemy has for itself.

    Typed loosely, because the two share their methods and no base class.
    """
    dialects = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return dialects[connection.dialect.name](table)


def refuse(error: Exception) -> NoReturn:
    """Raise StoreError for what a database or its driver raised.

    The cause is left behind: a driver's message may quote the row.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    key = code & 0xFF if isinstance(code, int) else getattr(cause, "sqlstate", None)
    if isinstance(cause, OSError):
        sentence = UNREACHABLE
    elif isinstance(error, NoConnectionError):
        sentence = LOCKED
    else:
        name = getattr(cause, "sqlite_errorname", None) or key or type(cause).__name__
        sentence = SENTENCES.get(key or 0, f"{UNKNOWN} ({name}).")
    raise StoreError(sentence) from None


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


def _begin_postgres(connection: Connection) -> None:
    if not connection.get_execution_options().get("lasting", True):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
