"""Resumes, sealed to their codes."""

import sqlalchemy as sa
from alembic import op

revision = "service_0003"
down_revision = "service_0002"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "resumes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("press", sa.String(64), nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_resumes_until", "resumes", ["until"])
