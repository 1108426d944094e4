"""Rows that one worker at a time works on: free, or leased to whoever claimed them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, or_, true, update

from bot.store.engine import Database


def is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    return or_(table.c.lease_until.is_(None), table.c.lease_until <= now)


def of_school(table: Table, school: str | None) -> ColumnElement[bool]:
    """The rows of one school; None: of every school in the database."""
    return true() if school is None else table.c.school == school


async def claim(
    database: Database, wanted: Select[Any], table: Table, leased: Mapping[str, Any]
) -> Sequence[Row[Any]]:
    """The rows of `table` that are `wanted`, as they were; `leased` is set on them.

    What another claims at this moment is passed over.
    """
    async with database.writing(lasting=False) as connection:
        found = await connection.execute(wanted.with_for_update(skip_locked=True))
        rows = found.all()
        if rows:
            await connection.execute(
                update(table)
                .where(table.c.id.in_([row.id for row in rows]))
                .values(leased)
            )
    return rows
