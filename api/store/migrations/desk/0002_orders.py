"""Orders to the service, attendance, messages to a class, and what has been sent."""

import sqlalchemy as sa
from alembic import op

revision = "desk_0002"
down_revision = "desk_0001"


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _line(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "orders",
        _number(),
        _line("at", 19),
        _line("officer", 60),
        _line("action", 24),
        _line("offer", 80),
        sa.Column("entry", sa.Integer),
        _line("value", 200),
        _line("reason", 40),
        _line("note", 500),
        sa.Column("version", sa.Integer),
        sa.Column("press", sa.String(200), unique=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "attendance",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("present", sa.Integer, nullable=False),
        _line("officer", 60),
        _line("at", 19),
    )
    op.create_table(
        "looked",
        sa.Column("officer", sa.String(60), primary_key=True),
        sa.Column("offer", sa.String(80), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
    )
    op.create_table(
        "class_messages",
        _number(),
        _line("at", 19),
        _line("officer", 60),
        _line("offer", 80),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("press", sa.String(200), unique=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sent",
        sa.Column("letter", sa.String(60), primary_key=True),
        _line("at", 19),
        _line("channel", 12),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
    )
