"""Whatever is altered, removed or added among the filings is found, and what was erased by rule is told apart."""

import datetime as dt
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary

from api.services import disproving, proving
from api.services.resources import Resources
from api.services.signing import public_part, signing_key
from api.store import desk_audit, erasures
from api.store import filings as store
from api.store.engine import open_reader
from api.store.schema import SERVICE
from api.store.types import Connection
from tests.filed import alter, file
from tests.support import Clock, open_service

TABLES = ("cases", "case_letters", "envelopes", "filings", "filing_days")
RECEIPTS = ("1" * 26, "2" * 26, "3" * 26)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three cases on two days, a day without any between, and one case of today; the days are closed."""
    folder = tmp_path_factory.mktemp("kept")
    clock = Clock(dt.datetime(2026, 11, 18, 10, 30))  # noqa: DTZ001 - the bureau's own time
    with open_service(folder, clock) as (resources, _):
        file(resources, RECEIPTS[0], "written", "withdrawn")
        file(resources, RECEIPTS[1])
        clock.move(days=2)
        proving.close_days(resources)
        file(resources, RECEIPTS[2], "written")
        clock.move(days=1)
        proving.close_days(resources)
        file(resources, "4" * 26)
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of it that may be damaged."""
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _found(folder: Path, *copies: Any, erased: dict[str, int] | None = None) -> list[str]:
    reader = open_reader(folder / "service" / "service.db")
    with reader.begin() as connection:
        key = public_part(signing_key(folder / "service"))
        found, _ = disproving.broken(connection, key, copies, erased)
    reader.dispose()
    return found


def _published(folder: Path) -> dict[str, Any]:
    reader = open_reader(folder / "service" / "service.db")
    with reader.begin() as connection:
        document = proving.document(connection, public_part(signing_key(folder / "service")))
    reader.dispose()
    return json.loads(json.dumps(document))  # type: ignore[no-any-return]


def _cells() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for column in SERVICE.tables[table].c:
            yield table, column.name


def test_what_is_whole_is_not_accused(folder: Path) -> None:
    """Four cases with seven records on four days, one of them without any: nothing is broken, beside its own copy either."""
    document = _published(folder)
    assert [(row["day"], row["count"]) for row in document["days"]] == [
        ("2026-11-18", 4),
        ("2026-11-19", 0),
        ("2026-11-20", 2),
    ]
    assert _found(folder, document) == []


@pytest.mark.parametrize(("table", "column"), list(_cells()), ids=str)
def test_every_altered_field_is_found(folder: Path, table: str, column: str) -> None:
    """One field of one row changed by hand, in each row of each of the five tables: found every time."""
    path = folder / "service" / "service.db"
    whole = path.read_bytes()
    reader = open_reader(path)
    with reader.begin() as connection:
        query = f"SELECT rowid, {column} FROM {table}"  # noqa: S608 - names of our own tables
        rows = [tuple(row) for row in connection.exec_driver_sql(query)]
    reader.dispose()
    assert rows
    for number, value in rows:
        changed: object = f"{value}x"
        if isinstance(SERVICE.tables[table].c[column].type, LargeBinary):
            changed = bytes(value) + b"x"
        elif isinstance(value, int):
            changed = value + 100
        alter(folder, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed, number)  # noqa: S608
        assert _found(folder), f"{table}.{column} of row {number} was altered unseen"
        path.write_bytes(whole)


def test_a_small_change_is_found_too(folder: Path) -> None:
    """An hour moved, a due day put off, an answer key exchanged for another of the same length, a key of an envelope cut: found."""
    for statement in (
        "UPDATE case_letters SET at = '2026-11-18 11:00:00.000000' WHERE id = 2",
        "UPDATE case_letters SET at = '2026-11-18 10:00:00.000001' WHERE id = 2",
        "UPDATE cases SET due_on = '2027-02-17' WHERE id = 1",
        "UPDATE cases SET complainant_key = randomblob(32) WHERE id = 1",
        "UPDATE envelopes SET key_escrow = x'' WHERE id = 1",
        "UPDATE envelopes SET sealed = randomblob(length(sealed)) WHERE id = 6",
        "UPDATE case_letters SET step = 'written' WHERE step = 'withdrawn'",
        "UPDATE filings SET record = replace(record, '\"vi\"', '\"id\"') WHERE id = 7",
    ):
        path = folder / "service" / "service.db"
        whole = path.read_bytes()
        alter(folder, statement)
        assert _found(folder), statement
        path.write_bytes(whole)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_that_is_taken_out_is_missed(folder: Path, table: str) -> None:
    """One row of each table after the other is deleted: each time it is missed, the last day and the newest record as well."""
    path = folder / "service" / "service.db"
    whole = path.read_bytes()
    reader = open_reader(path)
    with reader.begin() as connection:
        numbers = list(connection.exec_driver_sql(f"SELECT rowid FROM {table}").scalars())  # noqa: S608
    reader.dispose()
    for number in numbers:
        alter(folder, f"DELETE FROM {table} WHERE rowid = ?", number)  # noqa: S608
        assert _found(folder), f"row {number} of {table} was taken out unseen"
        path.write_bytes(whole)


def test_a_whole_case_that_vanishes_is_named(folder: Path) -> None:
    """All rows of case 2026-000002 but its record are deleted: the sentence names the case."""
    for statement in (
        "DELETE FROM envelopes WHERE case_id = 2",
        "DELETE FROM case_letters WHERE case_id = 2",
        "DELETE FROM cases WHERE id = 2",
    ):
        alter(folder, statement)
    assert _found(folder) == ["Case 2026-000002: removed."]


def test_the_audit_holds_the_days_and_the_days_hold_the_audit(folder: Path) -> None:
    """Each of the three rows with which the audit notes a day, altered or taken out: found here, not by `verify audit` alone."""
    path = folder / "service" / "service.db"
    whole = path.read_bytes()
    for number in (1, 2, 3):
        for statement in ("UPDATE audit SET detail = 'x' WHERE id = ?", "DELETE FROM audit WHERE id >= ?"):
            alter(folder, statement, number)
            assert any("audit" in sentence for sentence in _found(folder)), (statement, number)
            path.write_bytes(whole)


def test_a_case_of_today_that_vanishes_from_every_table_is_missed(folder: Path) -> None:
    """Its day is not closed yet and no row is left of it: the database has counted one record more than there are."""
    for statement in (
        "DELETE FROM envelopes WHERE case_id = 4",
        "DELETE FROM filings WHERE id = 7",
        "DELETE FROM case_letters WHERE case_id = 4",
        "DELETE FROM cases WHERE id = 4",
    ):
        alter(folder, statement)
    assert _found(folder) == ["The log: a record was taken out, or the numbers of the records were altered."]


def test_what_is_slipped_in_is_found(folder: Path) -> None:
    """An envelope, a letter, or an envelope of a letter that never was, is told as added."""
    path = folder / "service" / "service.db"
    whole = path.read_bytes()
    for table, columns in (
        ("envelopes", "case_id, letter_id, part, label, digest, sealed, key_desk, key_escrow"),
        ("case_letters", "case_id, at, step, 'another'"),
    ):
        into = columns.replace("'another'", "press")
        alter(folder, f"INSERT INTO {table} ({into}) SELECT {columns} FROM {table} LIMIT 1")  # noqa: S608
        assert _found(folder), table
        path.write_bytes(whole)
    columns = "case_id, part, label, digest, sealed, key_desk, key_escrow"
    alter(folder, f"INSERT INTO envelopes (letter_id, {columns}) SELECT 999, {columns} FROM envelopes LIMIT 1")  # noqa: S608
    assert _found(folder) == ["Envelope 16: added, or the record of its letter was taken out of the log."]


def test_two_records_that_change_places_are_found(folder: Path) -> None:
    """Records 1 and 2 of the same day exchanged, their letters with them: the root of the day is another."""
    alter(folder, "UPDATE filings SET id = 99 WHERE id = 1")
    alter(folder, "UPDATE filings SET id = 1 WHERE id = 2")
    alter(folder, "UPDATE filings SET id = 2 WHERE id = 99")
    assert _found(folder) == ["2026-11-18: the records of this day are not those that were counted and signed."]


def _forget_last_case(folder: Path) -> None:
    """Take the case of the third day out of every table, with the day, its trace in the audit, and the counters."""
    for statement in (
        "DELETE FROM envelopes WHERE case_id > 2",
        "DELETE FROM filings WHERE day > '2026-11-19'",
        "DELETE FROM case_letters WHERE case_id > 2",
        "DELETE FROM cases WHERE id > 2",
        "DELETE FROM filing_days WHERE day > '2026-11-19'",
        "DELETE FROM audit WHERE id > 2",
        "UPDATE sqlite_sequence SET seq = 4 WHERE name = 'filings'",
    ):
        alter(folder, statement)


def test_a_history_that_was_cut_without_a_trace_shows_beside_an_older_copy(folder: Path) -> None:
    """Whoever cuts everything after the second day, counters and audit as well, leaves nothing to see here; a copy shows it."""
    copy = _published(folder)
    _forget_last_case(folder)
    assert _found(folder) == []
    assert _found(folder, copy) == ["2026-11-20: not what your copy says."]


def test_a_history_that_was_written_anew_and_signed_shows_beside_an_older_copy(folder: Path) -> None:
    """The service's own key signs another past (a case less): the chain is whole, and every day differs from the copy."""
    copy = _published(folder)
    _forget_last_case(folder)
    alter(folder, "DELETE FROM envelopes WHERE case_id = 2")
    alter(folder, "DELETE FROM filings WHERE id = 4")
    alter(folder, "DELETE FROM case_letters WHERE case_id = 2")
    alter(folder, "DELETE FROM cases WHERE id = 2")
    alter(folder, "DELETE FROM filing_days")
    alter(folder, "DELETE FROM audit")
    alter(folder, "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'filings'")
    alter(folder, "DELETE FROM sqlite_sequence WHERE name = 'audit'")
    with open_service(folder, Clock(dt.datetime(2026, 11, 21, 9))) as (resources, _):  # noqa: DTZ001
        proving.close_days(resources)
    assert _found(folder) == []
    assert _found(folder, copy) == [f"2026-11-{day}: not what your copy says." for day in (18, 19, 20)]


def _empty(folder: Path, letters: str) -> None:
    alter(folder, f"UPDATE envelopes SET sealed = x'', key_desk = x'', key_escrow = x'' WHERE letter_id IN ({letters})")  # noqa: S608


def test_an_erased_letter_is_told_apart_from_an_emptied_one(folder: Path) -> None:
    """Of case 1 two of three letters are erased by rule: all is well. Without the rule, or for the third one, it is told."""
    _empty(folder, "1, 2")
    assert len([sentence for sentence in _found(folder) if "emptied" in sentence]) == 4
    rule = {"2026-000001": 2}
    assert _found(folder, erased=rule) == []
    assert _found(folder, erased={"2026-000001": 1}) == [
        "Case 2026-000001, letter 1: altered (keys).",
        "Case 2026-000001, letter 1: envelope 4 was emptied.",
    ]
    _empty(folder, "3")
    assert len(_found(folder, erased=rule)) == 2


def test_erased_is_empty_and_nothing_else(folder: Path) -> None:
    """In an erased letter an envelope with other content, another key, or that is gone, and a case that is gone, are told."""
    _empty(folder, "1, 2")
    path = folder / "service" / "service.db"
    whole = path.read_bytes()
    for statement in (
        "UPDATE envelopes SET sealed = x'00' WHERE id = 2",
        "UPDATE envelopes SET key_desk = x'00' WHERE id = 2",
        "UPDATE envelopes SET digest = 'x' WHERE id = 2",
        "DELETE FROM envelopes WHERE id = 2",
        "DELETE FROM case_letters WHERE id = 2",
        "DELETE FROM cases WHERE id = 1",
    ):
        alter(folder, statement)
        assert _found(folder, erased={"2026-000001": 2}), statement
        path.write_bytes(whole)


def test_an_erasure_that_the_audit_of_the_desk_does_not_know_excuses_nothing(folder: Path) -> None:
    """Only what the desk noted as erased counts: a row slipped into its erasures does not, nor one with more letters."""
    with open_service(folder, Clock(dt.datetime(2026, 11, 21, 9))) as (_, desk):  # noqa: DTZ001 - the bureau's own time

        def erase(connection: Connection) -> None:
            at = "2026-11-21T09:00:00"
            for reference, letters in (("2026-000001", 2), ("2026-000002", 1), ("2026-000003", 2)):
                erasures.add(connection, reference, at, "rule", letters)
            for reference, letters in (("2026-000001", 2), ("2026-000003", 1)):
                note = desk_audit.DeskHappened(at, "rule", "case-erased", reference, "rule", str(letters))
                desk_audit.note(connection, note)

        desk.writer.write(erase)
        with desk.reader.begin() as connection:
            assert disproving.erased_by_rule(connection) == {"2026-000001": 2}


def test_random_damage_is_found_or_changes_nothing(folder: Path) -> None:
    """100 times two letters or digits anywhere in a record are exchanged: every time that alters it, it is found."""
    drawn = random.Random(5)
    reader = open_reader(folder / "service" / "service.db")
    with reader.begin() as connection:
        records = {filing.id: filing.record for filing in store.log(connection)}
    reader.dispose()
    path = folder / "service" / "service.db"
    whole = path.read_bytes()
    for _ in range(100):
        number, record = drawn.choice(list(records.items()))
        first, second = sorted(drawn.sample(range(len(record)), 2))
        changed = record[:first] + record[second] + record[first + 1 : second] + record[first] + record[second + 1 :]
        if changed != record:
            alter(folder, "UPDATE filings SET record = ? WHERE id = ?", changed, number)
            assert _found(folder), (number, first, second)
            path.write_bytes(whole)


def test_the_first_version_covers_every_column(resources: Resources) -> None:
    """A column that a table of complaints gets later needs a new version of the record: this list is that of version 1."""
    del resources
    covered = {
        "cases": {
            "id", "reference", "receipt_hash", "press", "body", "door", "kind", "category", "lang", "lodged_at", "due_on",
            "complainant_key",
        },
        "case_letters": {"id", "case_id", "at", "step", "press"},
        "envelopes": {"id", "case_id", "letter_id", "part", "label", "digest", "sealed", "key_desk", "key_escrow"},
    }  # fmt: skip
    assert {name: set(SERVICE.tables[name].c.keys()) for name in covered} == covered
