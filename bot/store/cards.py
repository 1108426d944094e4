"""Where each post's cards stand in chat."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, select

from bot.gate.ports import CardPlace
from bot.store.engine import Database
from bot.store.tables import cards
from bot.store.upsert import Upsert


class CardStore:
    """`bot.gate.ports.Cards`, of one school. StoreError where the database fails."""

    def __init__(self, database: Database, school: str) -> None:
        self._database = database
        self._school = school

    async def get(self, post_id: str, audience: str) -> CardPlace | None:
        return (await self.all(post_id)).get(audience)

    async def all(self, post_id: str) -> Mapping[str, CardPlace]:
        """Every place that is kept for a post, by audience."""

        def places(connection: Connection) -> Mapping[str, CardPlace]:
            rows = connection.execute(_ALL, {"of": post_id})
            return {audience: CardPlace(*place) for audience, *place in rows}

        return await self._database.read(places)

    async def drop(self, post_id: str, audience: str) -> None:
        card = {"of": post_id, "to": audience}
        await self._database.write_one(lambda c: c.execute(_DROP, card))

    async def put(self, post_id: str, audience: str, place: CardPlace) -> None:
        """Keep the place, over what was kept for this audience before.

        StoreError also where there is no such post.
        """
        card = {
            "post_id": post_id,
            "audience": audience,
            "school": self._school,
            "channel": place.channel,
            "ts": place.ts,
            "version": place.version,
        }
        await self._database.write_one(lambda c: _PUT(c, card))


_OF_POST = cards.c.post_id == bindparam("of")
_ALL = select(cards.c.audience, cards.c.channel, cards.c.ts, cards.c.version).where(
    _OF_POST
)
_DROP = delete(cards).where(_OF_POST, cards.c.audience == bindparam("to"))
_PUT = Upsert(
    cards,
    ("post_id", "audience", "school", "channel", "ts", "version"),
    lambda new: new.on_conflict_do_update(
        index_elements=[cards.c.post_id, cards.c.audience],
        set_={name: new.excluded[name] for name in ("channel", "ts", "version")},
    ),
)
