"""Names of which a leader agreed that they are not children's (2.1)."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "remembered",
        sa.Column("school", sa.String, nullable=False),
        sa.Column("mark", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("school", "mark", name="pk_remembered"),
    )


def downgrade() -> None:
    op.drop_table("remembered")
