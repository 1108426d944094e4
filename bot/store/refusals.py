"""How a database fails, as one sentence that says what to do."""

from typing import Any, NoReturn

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.gate.ports import StoreError

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


def faults(engine: AsyncEngine) -> tuple[type[Exception], ...]:
    """What this database may raise, to be given to `refuse`.

    SQLAlchemy lets asyncpg's own errors through where it could not connect.
    """
    driver: Any = getattr(engine.dialect.dbapi, "asyncpg", None)
    own = (driver.PostgresError, driver.InterfaceError) if driver else ()
    return (DBAPIError, NoConnectionError, OSError, *own)


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
