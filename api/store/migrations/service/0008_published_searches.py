"""Words that found nothing are open data only where a member of staff said yes."""

import sqlalchemy as sa
from alembic import op

revision = "service_0008"
down_revision = "service_0007"


def upgrade() -> None:
    """Apply."""
    op.create_table("published_searches", sa.Column("digest", sa.String(64), primary_key=True))
