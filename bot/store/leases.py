"""Rows that one worker at a time works on: free, or leased to whoever claimed them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    or_,
    select,
    true,
    update,
)

NOW: ColumnElement[datetime] = bindparam("now")
MOST = bindparam("most", type_=Integer)
LEASED: Mapping[str, Any] = {
    "owner": bindparam("by"),
    "lease_until": bindparam("until"),
}


def is_free(table: Table) -> ColumnElement[bool]:
    return or_(table.c.lease_until.is_(None), table.c.lease_until <= NOW)


def of_school(table: Table, school: str | None) -> ColumnElement[bool]:
    """The rows of one school; None: of every school in the database."""
    return true() if school is None else table.c.school == school


def claiming(wanted: Select[Any], table: Table, **more: Any) -> Update:
    """Lease the MOST first of the rows that are `wanted`; it answers with them.

    To be given what `asked` makes; `more` is set on each row as well. What another
    claims at this moment is passed over.
    """
    first = wanted.with_only_columns(table.c.id).limit(MOST)
    # Read once and first: within the update, Postgres might read it for each row.
    picked = first.with_for_update(skip_locked=True).cte("picked")
    return (
        update(table)
        .where(table.c.id.in_(select(picked.c.id)))
        .values({**LEASED, **more})
        .returning(table)
    )


def asked(owner: str, now: datetime, lease: timedelta, most: int) -> dict[str, Any]:
    """With what a claim is executed."""
    return {"now": now, "by": owner, "until": now + lease, "most": most}
