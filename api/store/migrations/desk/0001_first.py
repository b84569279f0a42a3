"""Staff, and what officers did."""

import sqlalchemy as sa
from alembic import op

revision = "desk_0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "staff",
        sa.Column("username", sa.String(60), primary_key=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("barred_until", sa.DateTime),
    )
    op.create_table(
        "case_steps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("step", sa.String(12), nullable=False),
        sa.Column("officer", sa.String(60), nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("sealed_to_complainant", sa.LargeBinary),
        sa.Column("sealed_to_desk", sa.LargeBinary),
        sa.Column("press", sa.String(200), unique=True),
        sa.CheckConstraint("step IN ('opened', 'answered', 'closed')", name="ck_case_steps_known_step"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_steps_reference", "case_steps", ["reference"])
