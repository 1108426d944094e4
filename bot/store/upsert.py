"""INSERT ... ON CONFLICT, in the words of either database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite


class Upsert:
    """An INSERT that knows ON CONFLICT; each dialect of SQLAlchemy has its own.

    SQLAlchemy 2.0 would put it together anew at each use, which takes longer than the
    database does; here it is done once for each dialect.
    """

    def __init__(
        self, table: Table, columns: Iterable[str], conflict: Callable[[Any], Any]
    ) -> None:
        """`conflict` says what is done about one: it is given the INSERT."""
        self._table = table
        self._columns = [*columns]
        self._conflict = conflict
        self._made: dict[str, Any] = {}

    def __call__(
        self, connection: Connection, rows: Mapping[str, Any] | Sequence[Any]
    ) -> CursorResult[Any]:
        """Insert one row, or several: by the names of the columns."""
        dialect = connection.dialect
        if dialect.name not in self._made:
            dialects = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
            insert = self._conflict(dialects[dialect.name](self._table).inline())
            self._made[dialect.name] = insert.compile(
                dialect=dialect, column_keys=self._columns
            )
        return connection.execute(self._made[dialect.name], rows)
