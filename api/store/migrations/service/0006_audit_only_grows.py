"""The audit of the lists only grows: the database itself refuses to change a row or to take one out."""

from alembic import op

revision = "service_0006"
down_revision = "service_0005"


def upgrade() -> None:
    """Apply."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit only grows'); END"
        )
