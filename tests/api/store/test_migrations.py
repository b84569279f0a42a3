"""Migrations lead to the schema that the code declares."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, inspect

import api.store.missed
import api.store.resumes  # noqa: F401 - both declare tables
from api.store.desk_schema import DESK
from api.store.migrate import migrate
from api.store.schema import SERVICE


def _shape(engine: Engine) -> dict[str, object]:
    found = inspect(engine)
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(table)],
            sorted((index["name"] or "", tuple(index["column_names"])) for index in found.get_indexes(table)),
            sorted((check["name"] or "", check["sqltext"]) for check in found.get_check_constraints(table)),
            found.get_pk_constraint(table)["constrained_columns"],
        )
        for table in sorted(found.get_table_names())
        if table != "alembic_version"
    }


@pytest.mark.parametrize(("name", "declared"), [("service", SERVICE), ("desk", DESK)])
def test_a_migrated_database_is_the_declared_one(tmp_path: Path, name: str, declared: MetaData) -> None:
    """Tables, columns, indexes and checks after all migrations equal those that the code declares."""
    migrate(tmp_path / "migrated.db", name)
    migrated = create_engine(f"sqlite:///{tmp_path}/migrated.db")
    fresh = create_engine("sqlite://")
    declared.create_all(fresh)
    assert _shape(migrated) == _shape(fresh)


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    """The second start of the service finds nothing to migrate and keeps what is there."""
    migrate(tmp_path / "service.db", "service")
    before = _shape(create_engine(f"sqlite:///{tmp_path}/service.db"))
    migrate(tmp_path / "service.db", "service")
    assert _shape(create_engine(f"sqlite:///{tmp_path}/service.db")) == before


def test_complaints_of_before_there_were_envelopes_keep_every_sealed_byte(tmp_path: Path) -> None:
    """A case with two letters of the schema before: its three sealed boxes become three envelopes, its kind a kind and a category."""
    path = tmp_path / "service.db"
    migrate(path, "service", "service_0003")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO cases VALUES (1, '2026-000001', 'r', 'p', 'b', 'case', 'papers', 'id',"
            " '2026-11-21 10:00:00.000000', '2027-01-20', x'01', x'02')"
        )
        for number, step in ((1, "lodged"), (2, "written")):
            connection.exec_driver_sql(
                "INSERT INTO case_letters VALUES (?, 1, '2026-11-21 10:00:00.000000', ?, ?, ?)",
                (number, step, f"p{number}", bytes([16 + number])),
            )
    engine.dispose()
    migrate(path, "service")
    with create_engine(f"sqlite:///{path}").begin() as connection:
        kept = connection.exec_driver_sql("SELECT letter_id, part, sealed FROM envelopes ORDER BY id").all()
        assert [tuple(row) for row in kept] == [(1, "words", b"\x11"), (1, "name", b"\x02"), (2, "words", b"\x12")]
        assert tuple(connection.exec_driver_sql("SELECT kind, category FROM cases").one()) == ("migrant", "papers")
        assert connection.exec_driver_sql("SELECT count(*) FROM case_letters").scalar() == 2
