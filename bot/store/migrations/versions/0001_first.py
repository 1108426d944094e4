"""Posts, their audit trail and timers, the inbox, and the cards."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_OPEN = sa.text("done_at IS NULL AND parked_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("school", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("said", sa.String),
        sa.Column("published_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
    )
    op.create_index("ix_posts_said", "posts", ["school", "said", "published_at"])
    op.create_table(
        "audit",
        sa.Column("school", sa.String, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("post_id", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("was", sa.String, nullable=False),
        sa.Column("to", sa.String, nullable=False),
        sa.Column("clauses", sa.JSON, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("school", "seq", name="pk_audit"),
    )
    op.create_index("ix_audit_post", "audit", ["post_id", "seq"])
    op.create_table(
        "audit_ends",
        sa.Column("school", sa.String, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("school", name="pk_audit_ends"),
    )
    op.create_table(
        "timers",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("school", sa.String, nullable=False),
        sa.Column("post_id", sa.String, nullable=False),
        sa.Column("alarm", sa.String, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("lease_until", _MOMENT),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_timers_post_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("post_id", "alarm", name="uq_timers_post_id_alarm"),
        sqlite_autoincrement=True,  # an id is never used again
    )
    op.create_index("ix_timers_due", "timers", ["due"])
    op.create_table(
        "inbox",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("school", sa.String, nullable=False),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("lane", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("payload", sa.JSON(none_as_null=True)),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("lease_until", _MOMENT),
        sa.Column("done_at", _MOMENT),
        sa.Column("parked_at", _MOMENT),
        sa.UniqueConstraint("school", "event_id", name="uq_inbox_school_event_id"),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("ix_inbox_open", ["id"]),
        ("ix_inbox_lane", ["school", "lane", "id"]),
    ):
        op.create_index(
            name, "inbox", columns, sqlite_where=_OPEN, postgresql_where=_OPEN
        )
    op.create_table(
        "cards",
        sa.Column("post_id", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("school", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("ts", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("post_id", "audience", name="pk_cards"),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_cards_post_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    for table in ("cards", "inbox", "timers", "audit_ends", "audit", "posts"):
        op.drop_table(table)
