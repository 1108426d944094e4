"""Every table, in SQL that SQLite and Postgres share. Every row carries its school."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Utc(TypeDecorator[datetime]):
    """An aware datetime, in UTC both ways. A naive one is a mistake: ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its time zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)
Serial = BigInteger().with_variant(Integer, "sqlite")

# `body` is the whole Post as JSON; state and version are what a save is guarded by.
# `said` is a hash of the words, and is kept only once they are published.
posts = Table(
    "posts",
    metadata,
    Column("id", String, primary_key=True),
    Column("school", String, nullable=False),
    Column("state", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("said", String),
    Column("published_at", Utc),
    Index("ix_posts_said", "school", "said", "published_at"),
)

# Outlives its posts. `seq` counts a school's rows from 1, without a gap.
audit = Table(
    "audit",
    metadata,
    Column("school", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("post_id", String, nullable=False),
    Column("step", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("role", String, nullable=False),
    Column("at", Utc, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("was", String, nullable=False),
    Column("to", String, nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("hash", String, nullable=False),
    Index("ix_audit_post", "post_id", "seq"),
)

# Where each school's chain ends: what the next row is linked to.
audit_ends = Table(
    "audit_ends",
    metadata,
    Column("school", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String, nullable=False),
)

# `serial` grows with every setting and every claim: whoever holds an older one has
# been overtaken. Ids are never used again, or an old claim could finish a new timer.
timers = Table(
    "timers",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("school", String, nullable=False),
    Column(
        "post_id", String, ForeignKey("posts.id", ondelete="CASCADE"), nullable=False
    ),
    Column("alarm", String, nullable=False),
    Column("due", Utc, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", String),
    Column("lease_until", Utc),
    UniqueConstraint("post_id", "alarm"),
    Index("ix_timers_due", "due"),
)

_OPEN = text("done_at IS NULL AND parked_at IS NULL")

# A lease without an owner is a pause before the next try. `payload` goes when it is
# done; the row stays, so that the same event is known when it is delivered again.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("school", String, nullable=False),
    Column("event_id", String, nullable=False),
    Column("lane", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("payload", JSON(none_as_null=True)),
    Column("received_at", Utc, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", String),
    Column("lease_until", Utc),
    Column("done_at", Utc),
    Column("parked_at", Utc),
    UniqueConstraint("school", "event_id"),
    Index("ix_inbox_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index(
        "ix_inbox_lane",
        "school",
        "lane",
        "id",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
)

cards = Table(
    "cards",
    metadata,
    Column(
        "post_id",
        String,
        ForeignKey("posts.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("audience", String, primary_key=True),
    Column("school", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("ts", String, nullable=False),
    Column("version", Integer, nullable=False),
)

# Photos that were sent in, and may still be on their author's own device (3.4).
devices = Table(
    "devices",
    metadata,
    Column(
        "post_id",
        String,
        ForeignKey("posts.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("school", String, nullable=False),
    Column("author", String, nullable=False),
    Column("photos", Integer, nullable=False),
    Column("since", Utc, nullable=False),
    Column("reminded", Integer, nullable=False),
    Column("deleted_at", Utc),
    Index("ix_devices_school", "school", "since"),
)

# Names that are not children's, as keyed hashes, and the leader who agreed to each.
remembered = Table(
    "remembered",
    metadata,
    Column("school", String, primary_key=True),
    Column("mark", String, primary_key=True),
    Column("by", String, nullable=False),
    Column("at", Utc, nullable=False),
)
