"""Seats, enrolments, cases and letters."""

import sqlalchemy as sa
from alembic import op

revision = "service_0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "seats",
        sa.Column("course", sa.String(80), primary_key=True),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.CheckConstraint("taken <= capacity", name="ck_seats_not_oversold"),
        sa.CheckConstraint("taken >= 0 AND waiting >= 0", name="ck_seats_not_negative"),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("course", sa.String(80), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("press", sa.String(64), nullable=False, unique=True),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("arrived_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("state IN ('confirmed', 'waiting', 'cancelled')", name="ck_enrolments_known_state"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_enrolments_queue", "enrolments", ["course", "state", "id"])
    op.create_index(
        "ix_enrolments_one_seat",
        "enrolments",
        ["course", "person"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("reference", sa.String(20), nullable=False, unique=True),
        sa.Column("receipt_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("press", sa.String(64), nullable=False, unique=True),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("door", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.Column("lodged_at", sa.DateTime, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("complainant_key", sa.LargeBinary, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "case_letters",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("step", sa.String(12), nullable=False),
        sa.Column("press", sa.String(64), nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("step IN ('lodged', 'written', 'withdrawn')", name="ck_case_letters_known_step"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_letters_case_id", "case_letters", ["case_id"])
