"""Photos that may still be on somebody's own device (3.4)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "devices",
        sa.Column("post_id", sa.String, nullable=False),
        sa.Column("school", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("photos", sa.Integer, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("reminded", sa.Integer, nullable=False),
        sa.Column("deleted_at", _MOMENT),
        sa.PrimaryKeyConstraint("post_id", name="pk_devices"),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_devices_post_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_devices_school", "devices", ["school", "since"])


def downgrade() -> None:
    op.drop_table("devices")
