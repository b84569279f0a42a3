"""The steps of cases are only added, and emptied of their words; each one of before is noted in the audit with its hashes."""

import base64
import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "desk_0005"
down_revision = "desk_0004"

_WORDS = ("sealed_to_complainant", "sealed_to_desk")
_CODES = ("id", "reference", "at", "step", "officer", "letters", "press", "reason", "detail")


def _hash(row: sa.RowMapping, names: tuple[str, ...]) -> str:
    text = json.dumps({name: row[name] for name in names}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def _note_old_steps() -> None:
    connection = op.get_bind()
    last = connection.exec_driver_sql("SELECT at, digest FROM desk_audit ORDER BY id DESC LIMIT 1").first()
    at, digest = last or ("", "0" * 64)
    names = ", ".join(f"typeof({name}) || ':' || hex({name}) AS {name}" for name in (*_CODES, *_WORDS))
    query = f"SELECT {names}, reference AS named, at AS moment FROM case_steps ORDER BY id"  # noqa: S608 - our own columns
    for row in connection.exec_driver_sql(query).mappings().all():
        at = at or str(row["moment"])[:19].replace(" ", "T")
        detail = f"sha256:{_hash(row, _CODES)}.{_hash(row, _WORDS)}"
        happened = (at, "console", "case-noted", row["named"], "", detail)
        digest = hashlib.sha256(json.dumps([digest, *happened], ensure_ascii=False).encode()).hexdigest()
        connection.exec_driver_sql(
            "INSERT INTO desk_audit (at, officer, action, reference, reason, detail, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*happened, digest),
        )


def upgrade() -> None:
    """Apply."""
    _note_old_steps()
    same = [f"NEW.{name} IS OLD.{name}" for name in _CODES]
    emptied = [f"(NEW.{name} IS NULL OR NEW.{name} IS OLD.{name})" for name in _WORDS]
    op.execute(
        f"CREATE TRIGGER case_steps_no_update BEFORE UPDATE ON case_steps WHEN NOT ({' AND '.join([*same, *emptied])}) "
        "BEGIN SELECT RAISE(ABORT, 'case_steps only grows'); END"
    )
    op.execute(
        "CREATE TRIGGER case_steps_no_delete BEFORE DELETE ON case_steps "
        "BEGIN SELECT RAISE(ABORT, 'case_steps only grows'); END"
    )
