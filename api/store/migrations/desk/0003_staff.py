"""Roles and second factors, tries to sign in by network, and the audit of the desk, which only grows."""

import sqlalchemy as sa
from alembic import op

revision = "desk_0003"
down_revision = "desk_0002"


def _line(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("staff") as staff:
        staff.drop_column("failures")
        staff.drop_column("barred_until")
        staff.add_column(sa.Column("role", sa.String(12), nullable=False, server_default="officer"))
        staff.add_column(sa.Column("units", sa.String(200), nullable=False, server_default=""))
        staff.add_column(sa.Column("languages", sa.String(100), nullable=False, server_default=""))
        staff.add_column(sa.Column("totp", sa.LargeBinary))
        staff.add_column(sa.Column("totp_last", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "sign_in_failures",
        sa.Column("username", sa.String(64), primary_key=True),
        sa.Column("network", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        _line("barred_until", 19),
        _line("at", 19),
    )
    op.create_table(
        "desk_audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _line("at", 19),
        _line("officer", 60),
        _line("action", 24),
        _line("reference", 80),
        _line("reason", 40),
        _line("detail", 200),
        _line("digest", 64),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_audit_reference", "desk_audit", ["reference"])
    op.create_table(
        "audit_heads",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("rows", sa.Integer, nullable=False),
        _line("digest", 64),
        _line("signature", 128),
    )
    for table in ("desk_audit", "audit_heads"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
