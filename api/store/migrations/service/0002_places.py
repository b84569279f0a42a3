"""Entries and their places, groups and holds; the audit chain, the outbox, draws, and what the desk ordered."""

import sqlalchemy as sa
from alembic import op

revision = "service_0002"
down_revision = "service_0001"

LIVE = "state IN ('confirmed', 'offered', 'waiting', 'entered', 'invited')"


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _line(name: str, length: int, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, **more)  # type: ignore[arg-type]


def _lists() -> None:
    op.create_table(
        "entries",
        _number(),
        _line("code_hash", 64, unique=True),
        _line("press", 64, unique=True),
        _line("body", 64),
        _line("pseudonym", 12),
        _line("lang", 16),
        _line("arrived_at", 19),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "places",
        _number(),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.id"), nullable=False),
        _line("offer", 80),
        _line("person", 64),
        sa.Column("wish", sa.Integer, nullable=False),
        _line("state", 12),
        _line("pool", 24),
        _line("groups", 80),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("hold_until", sa.String(19)),
        _line("changed_at", 19),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_places_entry", "places", ["entry"])
    op.create_index("ix_places_queue", "places", ["offer", "state", "rank"])
    op.create_index("ix_places_person", "places", ["person", "state"])
    op.create_index("ix_places_hold", "places", ["hold_until"], sqlite_where=sa.text("hold_until IS NOT NULL"))
    op.create_index(
        "ix_places_one_place",
        "places",
        ["offer", "person"],
        unique=True,
        sqlite_where=sa.text(LIVE),
        postgresql_where=sa.text(LIVE),
    )


def _records() -> None:
    op.create_table(
        "completions",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("step", sa.String(40), primary_key=True),
    )
    op.create_table(
        "audit",
        _number(),
        _line("at", 19),
        _line("actor", 60),
        _line("action", 24),
        _line("offer", 80),
        _line("pseudonym", 12),
        _line("reason", 40),
        _line("detail", 200),
        _line("digest", 64),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox",
        _number(),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.id"), nullable=False),
        _line("offer", 80),
        _line("notice", 24),
        _line("occasion", 40),
        _line("at", 19),
        sa.UniqueConstraint("entry", "offer", "notice", "occasion", name="uq_outbox_once"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draws",
        sa.Column("round", sa.String(80), primary_key=True),
        _line("secret", 64),
        sa.Column("document", sa.Text, nullable=False),
        _line("stage", 12),
    )
    op.create_table(
        "carried_out", sa.Column("order", sa.Integer, primary_key=True), _line("at", 19), _line("outcome", 40)
    )
    op.create_table(
        "calendar_tokens",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.id"), nullable=False),
        _line("made_at", 19),
    )
    op.create_index("ix_calendar_tokens_entry", "calendar_tokens", ["entry"])


def upgrade() -> None:
    """Apply. What was enrolled before is taken over with its code, its order and its state."""
    _lists()
    _records()
    op.execute(
        "INSERT INTO entries (id, code_hash, press, body, pseudonym, lang, arrived_at, sealed) "
        "SELECT id, code_hash, press, body, 'E' || id, '', replace(substr(arrived_at, 1, 19), ' ', 'T'), sealed FROM enrolments"
    )
    op.execute(
        'INSERT INTO places (entry, offer, person, wish, state, pool, "groups", rank, hold_until, changed_at) '
        "SELECT id, course, person, 0, state, CASE state WHEN 'confirmed' THEN 'general' ELSE '' END, '', id, NULL, "
        "replace(substr(changed_at, 1, 19), ' ', 'T') FROM enrolments"
    )
    op.drop_table("enrolments")
    with op.batch_alter_table("seats") as seats:
        seats.alter_column("course", new_column_name="offer")
        seats.add_column(sa.Column("set_capacity", sa.Integer))
        seats.add_column(sa.Column("gate", sa.String(12), nullable=False, server_default=""))
        seats.add_column(sa.Column("version", sa.Integer, nullable=False, server_default="0"))
