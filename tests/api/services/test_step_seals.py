"""The steps of cases beside the audit of the desk: whatever is done to a step in the file is found."""

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from api.services import auditing, retaining, step_seals
from api.services.resources import DeskResources, Resources
from api.services.signing import public_part
from api.store.copying import copy
from api.store.desk_schema import case_steps
from api.store.migrate import migrate
from tests.support import Clock
from tests.worked import Bureau

COLUMNS = tuple(case_steps.c.keys())
SET, OUT = "UPDATE case_steps SET {} = {} WHERE id = {}", "DELETE FROM case_steps WHERE id = {}"
IN = "INSERT INTO case_steps ({0}) SELECT {0} FROM case_steps WHERE id = 2"


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau with one case, opened, answered and closed: three steps."""
    made = Bureau(*stores)
    lodged = made.lodge()
    made.opens(lodged)
    made.answers(lodged)
    made.closes(lodged)
    return made


def _broken(bureau: Bureau) -> list[str]:
    with bureau.desk.reader.begin() as connection:
        return auditing.broken(connection, public_part(bureau.desk.signing_key))


def _after(bureau: Bureau, statement: str) -> list[str]:
    """Return what is told of a copy of the file after `statement`, by somebody who took the triggers away first."""
    path = Path(str(bureau.desk.reader.url.database))
    target = path.with_name("tampered.db")
    target.unlink(missing_ok=True)
    copy(path, target)
    with create_engine(f"sqlite:///{target}", poolclass=NullPool).begin() as connection:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER case_steps_no_{verb}")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql(statement)
        return list(step_seals.broken(connection))


def test_any_change_of_any_step_is_found(bureau: Bureau) -> None:
    """Each of 11 columns of each of 3 steps, each step taken out, one put in, words emptied or another's: all are told."""
    assert _broken(bureau) == []
    done = [
        SET.format(name, "id + 100" if name == "id" else f"coalesce({name}, 0) || 1", row)
        for row in (1, 2, 3)
        for name in COLUMNS
    ]
    done += [OUT.format(row) for row in (1, 2, 3)]
    rest = ", ".join(name for name in COLUMNS if name not in {"id", "press"})
    done.append(IN.format(rest))
    done += [SET.format(name, "NULL", 2) for name in COLUMNS if name.startswith("sealed")]
    done.append("UPDATE case_steps SET sealed_to_desk = sealed_to_complainant WHERE id = 2")
    done.append("UPDATE case_steps SET sealed_to_complainant = NULL, sealed_to_desk = NULL WHERE id = 2")
    assert [statement for statement in done if not _after(bureau, statement)] == []
    assert len(done) == 11 * 3 + 3 + 1 + 2 + 2


def test_erased_words_are_fine_only_where_the_erasure_is_noted(bureau: Bureau, clock: Clock) -> None:
    """After the erasure by rule nothing is told; codes of the emptied steps are still held; words that come back are told."""
    clock.now = dt.datetime(2031, 12, 24, 9)  # noqa: DTZ001 - the bureau's own time
    assert len(retaining.erase(bureau.desk)) == 1
    assert _broken(bureau) == []
    assert _after(bureau, "UPDATE case_steps SET reason = 'x' WHERE id = 3")
    assert _after(bureau, "UPDATE case_steps SET sealed_to_desk = x'01' WHERE id = 2")


def test_the_database_lets_a_step_only_be_emptied_of_its_words(bureau: Bureau) -> None:
    """A step is neither deleted nor changed, nor are its words replaced: three errors; without the triggers that is told."""
    for statement in (
        "DELETE FROM case_steps WHERE id = 1",
        "UPDATE case_steps SET reason = 'x' WHERE id = 1",
        "UPDATE case_steps SET sealed_to_desk = x'01' WHERE id = 2",
    ):
        with pytest.raises(IntegrityError, match="case_steps only grows"):
            bureau.desk.writer.write(partial(Connection.exec_driver_sql, statement=statement))
    drop = "DROP TRIGGER case_steps_no_delete"
    bureau.desk.writer.write(partial(Connection.exec_driver_sql, statement=drop))
    assert _broken(bureau) == ["case_steps: case_steps_no_delete is missing"]


def test_the_auditor_reads_the_detail_without_the_seal() -> None:
    """What was told is read as it was, at most 100 letters of it; a detail without a seal as it is."""
    seal = step_seals.seal_of(dict.fromkeys(COLUMNS, "null:"))
    assert step_seals.told(step_seals.with_seal("phrase human", seal)) == "phrase human"
    assert step_seals.told(step_seals.with_seal("", seal)) == ""
    assert len(step_seals.with_seal("x" * 200, seal)) <= 200
    assert step_seals.told("migrants, zh-hant") == "migrants, zh-hant"


def test_steps_of_before_are_noted_when_the_schema_comes(tmp_path: Path) -> None:
    """Two steps of the schema before stand in a whole chain afterwards; a changed one is told."""
    path = tmp_path / "desk.db"
    migrate(path, "desk", "desk_0004")
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        for step in ("opened", "answered"):
            connection.exec_driver_sql(
                "INSERT INTO case_steps (reference, at, step, officer, letters, sealed_to_desk)"
                " VALUES ('2026-000001', '2026-11-21 10:00:00.000000', ?, 'lin', 1, x'01')",
                (step,),
            )
    migrate(path, "desk")
    with engine.begin() as connection:
        assert auditing.broken(connection, "") == []
        connection.exec_driver_sql("DROP TRIGGER case_steps_no_update")
        connection.exec_driver_sql("UPDATE case_steps SET officer = 'chen' WHERE id = 2")
        assert len(list(step_seals.broken(connection))) == 2
