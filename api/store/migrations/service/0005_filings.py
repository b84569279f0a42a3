"""What was filed, record by record, and the signed days."""

import sqlalchemy as sa
from alembic import op

revision = "service_0005"
down_revision = "service_0004"


def _hash(name: str, length: int = 64) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "filings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("letter_id", sa.Integer, sa.ForeignKey("case_letters.id"), nullable=False, unique=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        _hash("leaf"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_filings_day", "filings", ["day"])
    op.create_table(
        "filing_days",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        *map(_hash, ("root", "audit", "previous", "head")),
        _hash("signature", 128),
    )
