"""Where each post's cards stand in chat."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from bot.gate.ports import CardPlace
from bot.store.engine import Database, insert_into
from bot.store.tables import cards, posts


class CardStore:
    """`bot.gate.ports.Cards`. StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, post_id: str, audience: str) -> CardPlace | None:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(cards.c.channel, cards.c.ts, cards.c.version).where(
                    cards.c.post_id == post_id, cards.c.audience == audience
                )
            )
            row = found.one_or_none()
        return CardPlace(*row) if row else None

    async def all(self, post_id: str) -> Mapping[str, CardPlace]:
        """Every place that is kept for a post, by audience."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(
                    cards.c.audience, cards.c.channel, cards.c.ts, cards.c.version
                ).where(cards.c.post_id == post_id)
            )
            return {audience: CardPlace(*place) for audience, *place in rows}

    async def drop(self, post_id: str, audience: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(
                delete(cards).where(
                    cards.c.post_id == post_id, cards.c.audience == audience
                )
            )

    async def put(self, post_id: str, audience: str, place: CardPlace) -> None:
        """Keep the place, over what was kept for this audience before.

        StoreError also where there is no such post.
        """
        school = select(posts.c.school).where(posts.c.id == post_id).scalar_subquery()
        shown = {"channel": place.channel, "ts": place.ts, "version": place.version}
        async with self._database.writing() as connection:
            await connection.execute(
                insert_into(connection, cards)
                .values(post_id=post_id, audience=audience, school=school, **shown)
                .on_conflict_do_update(
                    index_elements=[cards.c.post_id, cards.c.audience], set_=shown
                )
            )
