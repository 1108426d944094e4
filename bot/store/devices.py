"""Photos that may still be on somebody's own device."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Select, select, update

from bot.gate.ports import OnDevice
from bot.store.engine import Database
from bot.store.tables import devices
from bot.store.upsert import Upsert


class DeviceStore:
    """`bot.gate.ports.Devices`, of one school. StoreError where the database fails."""

    def __init__(self, database: Database, school: str) -> None:
        self._database = database
        self._school = school

    async def sent(self, photos: OnDevice) -> None:
        """Keep that they were sent; nothing changes where it is known."""
        row = {"school": self._school, **asdict(photos)}
        await self._database.write_one(lambda c: _SENT(c, row))

    async def get(self, post_id: str) -> OnDevice | None:
        found = await self._read(self._ours().where(devices.c.post_id == post_id))
        return found[0] if found else None

    async def reminded(self, post_id: str) -> None:
        """Count one more reminder."""
        of_post = devices.c.post_id == post_id, devices.c.school == self._school
        once_more = {"reminded": devices.c.reminded + 1}
        await self._database.write_one(
            lambda c: c.execute(update(devices).where(*of_post).values(once_more))
        )

    async def deleted(self, post_id: str, at: datetime) -> None:
        """The first time stands."""
        kept = update(devices).where(
            devices.c.post_id == post_id,
            devices.c.school == self._school,
            devices.c.deleted_at.is_(None),
        )
        await self._database.write_one(lambda c: c.execute(kept.values(deleted_at=at)))

    async def outstanding(self) -> Sequence[OnDevice]:
        """Those that nobody has said are deleted, oldest first."""
        return await self._read(
            self._ours()
            .where(devices.c.deleted_at.is_(None))
            .order_by(devices.c.since, devices.c.post_id)
        )

    def _ours(self) -> Select[tuple[str, str, int, datetime, int, datetime | None]]:
        return select(
            devices.c.post_id,
            devices.c.author,
            devices.c.photos,
            devices.c.since,
            devices.c.reminded,
            devices.c.deleted_at,
        ).where(devices.c.school == self._school)

    async def _read(
        self, wanted: Select[tuple[str, str, int, datetime, int, datetime | None]]
    ) -> Sequence[OnDevice]:
        def read(connection: Connection) -> Sequence[OnDevice]:
            return [OnDevice(*row) for row in connection.execute(wanted)]

        return await self._database.read(read)


_SENT = Upsert(
    devices,
    devices.c.keys(),
    lambda new: new.on_conflict_do_nothing(index_elements=[devices.c.post_id]),
)
