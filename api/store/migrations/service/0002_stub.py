"""Holds the place of the next step of the engine."""

revision = "service_0002"
down_revision = "service_0001"


def upgrade() -> None:
    """Apply."""
