"""Searches that found nothing, counted without anybody in them."""

import sqlalchemy as sa
from alembic import op

revision = "service_0007"
down_revision = "service_0006"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "missed_searches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("understood", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_on", sa.Date, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("words", sa.String(160), nullable=False),
        sa.Column("kept_on", sa.Date),
        sa.UniqueConstraint("lang", "digest"),
    )
    op.create_index("ix_missed_searches_lang", "missed_searches", ["lang", "count", "last_on"])
    op.create_index("ix_missed_searches_last_on", "missed_searches", ["last_on"])
    op.create_table("struck_searches", sa.Column("digest", sa.String(64), primary_key=True))
