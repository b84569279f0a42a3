"""More steps of officers with their codes, links between cases, and what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "desk_0004"
down_revision = "desk_0003"

_STEPS = (
    "opened", "asked", "answered", "referred", "proposed", "refused", "closed",
    "name-asked", "name-granted", "name-refused", "name-opened",
)  # fmt: skip


def _line(name: str, length: int, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, **more)  # type: ignore[arg-type]


def upgrade() -> None:
    """Apply."""
    known = ", ".join(f"'{step}'" for step in _STEPS)
    with op.batch_alter_table("case_steps", recreate="always") as table:
        table.drop_constraint("ck_case_steps_known_step", type_="check")
        table.alter_column("step", type_=sa.String(16), existing_nullable=False)
        table.add_column(sa.Column("reason", sa.String(40), nullable=False, server_default=""))
        table.add_column(sa.Column("detail", sa.Text, nullable=False, server_default=""))
        table.create_check_constraint("ck_case_steps_known_step", f"step IN ({known})")
    op.create_table(
        "links",
        sa.Column("reference", sa.String(20), primary_key=True),
        sa.Column("sort", sa.String(12), primary_key=True),
        sa.Column("hash", sa.String(64), primary_key=True),
    )
    op.create_index("ix_links_hash", "links", ["hash"])
    op.create_table("linked_cases", sa.Column("reference", sa.String(20), primary_key=True))
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _line("reference", 20),
        _line("at", 19),
        _line("officer", 60),
        sa.Column("letters", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_erasures_reference", "erasures", ["reference"])
