"""Photos that may still be on somebody's own device."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select, update

from bot.gate.ports import OnDevice
from bot.store.engine import Database, insert_into
from bot.store.tables import devices


class DeviceStore:
    """`bot.gate.ports.Devices`, of one school. StoreError where the database fails."""

    def __init__(self, database: Database, school: str) -> None:
        self._database = database
        self._school = school

    async def sent(self, photos: OnDevice) -> None:
        """Keep that they were sent; nothing changes where it is known."""
        async with self._database.writing() as connection:
            await connection.execute(
                insert_into(connection, devices)
                .values(
                    post_id=photos.post_id,
                    school=self._school,
                    author=photos.author,
                    photos=photos.photos,
                    since=photos.since,
                    reminded=photos.reminded,
                    deleted_at=photos.deleted_at,
                )
                .on_conflict_do_nothing(index_elements=[devices.c.post_id])
            )

    async def get(self, post_id: str) -> OnDevice | None:
        found = await self._read(self._ours().where(devices.c.post_id == post_id))
        return found[0] if found else None

    async def reminded(self, post_id: str) -> None:
        """Count one more reminder."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(devices)
                .where(devices.c.post_id == post_id, devices.c.school == self._school)
                .values(reminded=devices.c.reminded + 1)
            )

    async def deleted(self, post_id: str, at: datetime) -> None:
        """The first time stands."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(devices)
                .where(
                    devices.c.post_id == post_id,
                    devices.c.school == self._school,
                    devices.c.deleted_at.is_(None),
                )
                .values(deleted_at=at)
            )

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
        async with self._database.reading() as connection:
            rows = await connection.execute(wanted)
            return [OnDevice(*row) for row in rows]
