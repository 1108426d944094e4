"""How many there are of what: for whoever watches over Schoolgate, not for the gate."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from bot.gate.post import State
from bot.store.engine import Database
from bot.store.tables import posts


async def posts_in(database: Database, states: Collection[State]) -> Sequence[str]:
    """The ids of the posts in these states, of every school in the database."""
    wanted = select(posts.c.id).where(posts.c.state.in_([*states])).order_by(posts.c.id)
    async with database.reading() as connection:
        return list(await connection.scalars(wanted))
