"""The audit of the desk: it only grows, its head is signed each day, and any mutation of any row is found."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from api.__main__ import main
from api.services import auditing
from api.services.desk_staff import add_staff, remove_staff
from api.services.resources import DeskResources, Resources
from api.services.signing import public_part, sign
from api.store import audit
from api.store.audit import Happened
from api.store.chain import Head
from tests.support import PASSWORD, Clock, make_member, open_service

COLUMNS = ("id", "at", "officer", "action", "reference", "reason", "detail", "digest")
HEAD_COLUMNS = ("day", "rows", "digest", "signature")
SET, OUT = "UPDATE {} SET {} = {} WHERE {}", "DELETE FROM {} WHERE {}"


@pytest.fixture
def lived(desk_resources: DeskResources, clock: Clock, tmp_path: Path) -> DeskResources:
    """Return a desk after two days with 3 and 2 rows and a third day with 1 row; the first two are signed."""
    for name in ("lin", "chen", "wu"):
        add_staff(desk_resources, make_member(name), PASSWORD)
    clock.move(days=1)
    auditing.sign_day(desk_resources, tmp_path / "heads")
    for name in ("chen", "wu"):
        remove_staff(desk_resources, name)
    clock.move(days=1)
    auditing.sign_day(desk_resources, tmp_path / "heads")
    remove_staff(desk_resources, "lin")
    return desk_resources


def _broken(resources: DeskResources, copy: Path | None = None) -> list[str]:
    with resources.reader.begin() as connection:
        return auditing.broken(connection, public_part(resources.signing_key), copy)


def _tampered(resources: DeskResources, *statements: str) -> Iterator[list[str]]:
    """Yield what is told of the file after each of `statements`, done alone by somebody who took the triggers away first."""
    path = Path(str(resources.reader.url.database))
    for statement in statements:
        copy = path.with_name("tampered.db")
        copy.unlink(missing_ok=True)
        _engine(path, f"VACUUM INTO '{copy}'")
        guards = [f"{table}_no_{verb}" for table in ("desk_audit", "audit_heads") for verb in ("update", "delete")]
        made = [f"CREATE TRIGGER {name} BEFORE INSERT ON {name[:-10]} BEGIN SELECT 1; END" for name in guards]
        _engine(copy, *(f"DROP TRIGGER {name}" for name in guards), statement, *made)
        engine = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
        with engine.begin() as connection:
            yield auditing.broken(connection, public_part(resources.signing_key))


def _engine(path: Path, *statements: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    return engine


def test_a_healthy_audit_breaks_nothing(lived: DeskResources) -> None:
    """6 rows and 2 signed heads: nothing is told."""
    assert _broken(lived) == []


def test_any_mutation_of_any_row_is_found(lived: DeskResources) -> None:
    """Each of 8 columns of each of 6 rows, each of 4 columns of each of 2 heads, each row taken out: 62 of 62 are told."""
    done = []
    for row in range(1, 7):
        for column in COLUMNS:
            value = "id + 100" if column == "id" else f"{column} || 'x'"
            done.append(SET.format("desk_audit", column, value, f"id = {row}"))
    done += [OUT.format("desk_audit", f"id = {row}") for row in range(1, 6)]  # row 6: only with a head, below
    for day in ("2026-11-21", "2026-11-22"):
        for column in HEAD_COLUMNS:
            value = "rows - 1" if column == "rows" else f"'x' || {column}"
            done.append(SET.format("audit_heads", column, value, f"day = '{day}'"))
    done.append(SET.format("desk_audit", "id", "id + 1", "id = 6"))
    found = dict(zip(done, _tampered(lived, *done), strict=True))
    assert [statement for statement, told in found.items() if not told] == []
    assert len(found) == 62


def test_rows_that_were_cut_off_are_found_with_a_head_that_was_kept(
    lived: DeskResources, clock: Clock, tmp_path: Path
) -> None:
    """The last row alone is missed until its day is signed; rows of signed days never are, heads included in the cut or not."""
    clock.move(days=1)
    auditing.sign_day(lived, tmp_path / "heads")
    kept = tmp_path / "heads" / "2026-11-23.json"
    assert _broken(lived, kept) == []
    cut = "DELETE FROM desk_audit WHERE id = 6"
    assert list(_tampered(lived, cut)) == [["signed head of 2026-11-23: there were 6 rows, now there are 5"]]
    path = Path(str(lived.reader.url.database))
    _engine(
        path, "DROP TRIGGER audit_heads_no_delete", "DELETE FROM audit_heads", "DROP TRIGGER desk_audit_no_delete", cut
    )
    told = _broken(lived, kept)
    assert "2026-11-23.json: there were 6 rows, now there are 5" in told
    assert "desk_audit: desk_audit_no_delete is missing" in told


def test_a_history_that_was_written_anew_is_found_with_a_head_that_was_kept(
    lived: DeskResources, tmp_path: Path
) -> None:
    """Somebody with the desk's own key writes every digest and signature anew: the file kept elsewhere tells it."""
    other = tmp_path / "other"
    with open_service(other, Clock(lived.clock())) as (_, anew):
        for name in ("lin", "chen", "wu"):
            add_staff(anew, make_member(name), PASSWORD)
        told = _broken(anew, tmp_path / "heads" / "2026-11-21.json")
    assert told == [
        "2026-11-21.json: its signature is not that of this desk",
        "2026-11-21.json: row 3 or one before it was changed since",
    ]


def test_a_file_that_is_no_head_is_told(lived: DeskResources, tmp_path: Path) -> None:
    """Five unreadable files are sentences; a head with a number changed has a wrong signature."""
    kept = tmp_path / "heads" / "2026-11-22.json"
    document = json.loads(kept.read_text(encoding="utf-8"))
    file = tmp_path / "copy.json"
    for content in ("", "[]", "{}", '{"statement": "x", "signature": ""}', "[" * 100_000):
        file.write_text(content, encoding="utf-8")
        assert [sentence[:42] for sentence in _broken(lived, file)] == ["copy.json cannot be read as a signed head:"]
    assert "cannot be read" in _broken(lived, tmp_path / "nowhere.json")[0]
    file.write_text(json.dumps(document | {"statement": document["statement"].replace("5", "4")}), encoding="utf-8")
    assert "copy.json: its signature is not that of this desk" in _broken(lived, file)


def test_each_day_is_signed_once_and_handed_out(lived: DeskResources, clock: Clock, tmp_path: Path) -> None:
    """Looking ten times a day signs it once; a desk that stood still for a week signs the last day; lost files come back."""
    folder = tmp_path / "heads"
    assert sorted(path.name for path in folder.iterdir()) == ["2026-11-21.json", "2026-11-22.json"]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    for _ in range(10):
        auditing.sign_day(lived, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    clock.move(days=7)
    auditing.sign_day(lived, folder)
    assert sorted(path.stem for path in folder.iterdir()) == ["2026-11-21", "2026-11-22", "2026-11-29"]
    document = json.loads((folder / "2026-11-22.json").read_text(encoding="utf-8"))
    told = json.loads(document["statement"])
    assert (told["chain"], told["day"], told["rows"]) == ("desk", "2026-11-22", 5)
    assert document["signature"] == sign(
        lived.signing_key, auditing.statement("2026-11-22", Head(told["rows"], told["digest"]))
    )


def test_the_database_itself_refuses_to_change_an_audit(
    stores: tuple[Resources, DeskResources], clock: Clock, tmp_path: Path
) -> None:
    """UPDATE and DELETE of a row of either audit, or of a signed head, end in an error; rows can only be added."""
    service, desk = stores
    add_staff(desk, make_member(), PASSWORD)
    service.writer.write(lambda connection: audit.note(connection, Happened("2026", "lin", "x", "y", "z")))
    clock.move(days=1)
    auditing.sign_day(desk, tmp_path / "heads")
    for writer, table, column in (
        (service.writer, "audit", "actor"),
        (desk.writer, "desk_audit", "officer"),
        (desk.writer, "audit_heads", "day"),
    ):
        for statement in (SET.format(table, column, "'x'", 1), OUT.format(table, 1)):
            with pytest.raises(IntegrityError, match=f"{table} only grows"):
                writer.write(partial(Connection.exec_driver_sql, statement=statement))


def test_both_audits_are_verified_from_the_command_line(
    lived: DeskResources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`harbour verify audit` says OK, with a kept head too; after a row of the desk was changed it names the row and ends with 1."""
    monkeypatch.setenv("HARBOUR_VAR", str(tmp_path / "service"))
    kept = str(tmp_path / "heads" / "2026-11-21.json")
    for subject in ((), (kept,)):
        assert (main(["verify", "audit", *subject]), capsys.readouterr().out) == (0, "OK: nothing is broken\n")
    path = Path(str(lived.reader.url.database))
    _engine(path, "DROP TRIGGER desk_audit_no_update", "UPDATE desk_audit SET officer = 'nobody' WHERE id = 2")
    assert main(["verify", "audit", kept]) == 1
    assert "BROKEN: desk audit row 2: does not follow from the one before it" in capsys.readouterr().out
