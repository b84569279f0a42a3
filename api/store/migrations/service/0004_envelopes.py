"""Complaints in envelopes: categories, parts sealed each for itself, files that wait for their complaint."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "service_0004"
down_revision = "service_0003"

_KINDS = {
    "wages": ("dispute", "wages"),
    "hours": ("dispute", "wages"),
    "accident": ("dispute", "accident"),
    "dismissal": ("dispute", "contract"),
    "papers": ("migrant", "papers"),
    "broker": ("agency", "fees"),
    "harassment": ("discrimination", "harassment"),
    "discrimination": ("discrimination", "other"),
    "other": ("dispute", "other"),
}


def _sealed(*more: sa.Column[object]) -> list[sa.Column[object]]:
    names = ("sealed", "key_desk", "key_escrow")
    return [*more, *(sa.Column(name, sa.LargeBinary, nullable=False) for name in names)]


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _line(name: str, length: int, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, **more)  # type: ignore[arg-type]


def _tables() -> None:
    op.create_table(
        "envelopes",
        _number(),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("letter_id", sa.Integer, sa.ForeignKey("case_letters.id"), nullable=False),
        _line("part", 12),
        _line("label", 12, server_default=""),
        _line("digest", 64),
        *_sealed(),
        sa.CheckConstraint("part IN ('words', 'name', 'contact', 'file')", name="ck_envelopes_known_part"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_envelopes_case_id", "envelopes", ["case_id"])
    op.create_index("ix_envelopes_letter_id", "envelopes", ["letter_id"])
    op.create_table(
        "staged_files",
        _number(),
        _line("ticket", 64, unique=True),
        sa.Column("staged_at", sa.DateTime, nullable=False),
        _line("label", 12),
        sa.Column("size", sa.Integer, nullable=False),
        *_sealed(),
        sqlite_autoincrement=True,
    )


def _sealed_before() -> list[dict[str, object]]:
    """Return what was sealed before, as envelopes; it stays sealed to the desk alone, so they have no keys of their own."""
    connection = op.get_bind()
    letters = connection.execute(sa.text("SELECT id, case_id, step, sealed FROM case_letters ORDER BY id")).all()
    names = {row.id: row.sealed_name for row in connection.execute(sa.text("SELECT id, sealed_name FROM cases"))}
    rows = []
    for number, case, step, sealed in letters:
        parts = {"words": sealed} | ({"name": names[case]} if step == "lodged" else {})
        rows += [
            {"case": case, "letter": number, "part": part, "sealed": box, "digest": hashlib.sha256(box).hexdigest()}
            for part, box in parts.items()
        ]
    return rows


def _enclose(rows: list[dict[str, object]]) -> None:
    if rows:
        op.get_bind().execute(
            sa.text(
                "INSERT INTO envelopes (case_id, letter_id, part, label, digest, sealed, key_desk, key_escrow)"
                " VALUES (:case, :letter, :part, '', :digest, :sealed, x'', x'')"
            ),
            rows,
        )


def upgrade() -> None:
    """Apply."""
    rows = _sealed_before()
    # While nothing points to its rows yet: a table that is made anew is dropped for a moment.
    with op.batch_alter_table("case_letters", recreate="always") as table:
        table.drop_column("sealed")
        table.drop_constraint("ck_case_letters_known_step", type_="check")
        table.create_check_constraint(
            "ck_case_letters_known_step", "step IN ('lodged', 'written', 'withdrawn', 'contested')"
        )
    _tables()
    _enclose(rows)
    op.execute("ALTER TABLE cases DROP COLUMN sealed_name")
    op.add_column("cases", sa.Column("category", sa.String(24), nullable=False, server_default=""))
    for old, (kind, category) in _KINDS.items():
        op.get_bind().execute(
            sa.text("UPDATE cases SET kind = :kind, category = :category WHERE kind = :old AND category = ''"),
            {"kind": kind, "category": category, "old": old},
        )
