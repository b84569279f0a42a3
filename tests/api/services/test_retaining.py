"""Retention: what is erased when, that nothing of it is left, and that nothing else is."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from api.services import casework, disproving, retaining, returning
from api.services.case_linking import Linking
from api.services.complaining import Lodged
from api.services.erasing import Erasing
from api.services.resources import DeskResources, Resources
from api.services.signing import public_part
from api.store import audit
from tests.support import Clock, open_service
from tests.worked import Bureau

CANARY = "kanari-rahasia-8841"
YEARS = 366 * 5 + 30


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau without any case."""
    return Bureau(*stores)


def _closed(bureau: Bureau, **parts: Any) -> Lodged:
    lodged = bureau.lodge(what=CANARY, person={"name": "Kanari Dewi"}, **parts)
    bureau.answers(lodged, text=CANARY)
    bureau.closes(lodged)
    return lodged


def _sealed(bureau: Bureau) -> list[bytes]:
    """Return every sealed byte of both files that could ever be opened."""
    with bureau.service.reader.begin() as connection:
        rows = connection.exec_driver_sql("SELECT sealed, key_desk, key_escrow FROM envelopes").all()
    with bureau.desk.reader.begin() as connection:
        steps = connection.exec_driver_sql("SELECT sealed_to_desk, sealed_to_complainant FROM case_steps").all()
    return [bytes(box) for row in (*rows, *steps) for box in row if box]


def test_a_dry_run_tells_and_changes_nothing(bureau: Bureau, clock: Clock) -> None:
    """Five years after closing the case is on the list, a day before it is not; after the dry run it can still be read."""
    lodged = _closed(bureau)
    clock.now = dt.datetime(2031, 11, 20, 9)  # noqa: DTZ001 - the bureau's own time
    assert retaining.dry_run(bureau.desk) == []
    clock.move(days=1)
    (due,) = retaining.dry_run(bureau.desk)
    assert (due.reference, due.erase_on, due.held) == (lodged.reference, dt.date(2031, 11, 21), "")
    assert bureau.opens(lodged).letters[0].text == CANARY


def test_after_an_erasure_no_sealed_byte_is_left_in_any_file(tmp_path: Path, clock: Clock) -> None:
    """Of every envelope, key and reply of the case 0 bytes are left in both files and their logs; another case is whole."""
    with open_service(tmp_path, clock) as (service, desk):
        bureau = Bureau(service, desk)
        lodged = _closed(bureau)
        boxes = _sealed(bureau)
        kept = bureau.lodge(what="yang lain")
        others = [box for box in _sealed(bureau) if box not in boxes]
        assert len(boxes) == 11
        clock.move(days=YEARS)
        (certificate,) = retaining.erase(desk, "wang")
        assert (certificate.reference, certificate.officer, certificate.letters) == (lodged.reference, "wang", 1)
        assert Erasing(service).round() == 3
        content = b"".join(path.read_bytes() for path in tmp_path.rglob("*.db*"))
        assert [box for box in boxes if box[16:48] in content] == []
        assert len([box for box in others if box[16:48] in content]) == len(others)
        assert bureau.opens(kept).letters[0].text == "yang lain"


def test_what_is_erased_can_be_opened_by_nobody_and_is_told(bureau: Bureau, clock: Clock) -> None:
    """The desk opens an empty case with its history; the receipt finds it closed, without words, and with the day of the erasure."""
    lodged = _closed(bureau)
    clock.move(days=YEARS)
    retaining.erase(bureau.desk)
    Erasing(bureau.service).round()
    case = bureau.opens(lodged)
    assert CANARY not in str(case)
    assert (case.has_name, case.files, case.erased_on) == (False, (), clock.now.date())
    assert [each.step for each in case.letters] == ["lodged", "answered", "closed", "opened"]
    view = bureau.sees(lodged)
    assert (view.state, view.answers, view.erased_on) == ("closed", (), clock.now.date())
    with bureau.service.reader.begin() as connection:
        (row,) = audit.of_offer(connection, lodged.reference, "case-erased")
    assert (row.actor, row.reason, row.detail) == ("clock", "rule", "3")


def test_an_erasure_is_carried_out_once_and_after_every_start(bureau: Bureau, clock: Clock) -> None:
    """The second round has nothing to do, nor has a service that starts anew; one that was away catches up."""
    _closed(bureau)
    clock.move(days=YEARS)
    retaining.erase(bureau.desk)
    erasing = Erasing(bureau.service)
    assert (erasing.round(), erasing.round(), Erasing(bureau.service).round()) == (3, 0, 0)
    assert retaining.erase(bureau.desk) == []


def test_a_letter_after_the_erasure_is_kept(bureau: Bureau, clock: Clock) -> None:
    """Years later somebody writes again: the letter opens the case, survives a new start, and is erased in its own time."""
    lodged = _closed(bureau)
    clock.move(days=YEARS)
    retaining.erase(bureau.desk)
    Erasing(bureau.service).round()
    returning.write_to(bureau.service, lodged.receipt, "Mereka mulai lagi.", "press")
    assert Erasing(bureau.service).round() == 0
    case = bureau.opens(lodged)
    assert [each.text for each in case.letters if each.step == "written"] == ["Mereka mulai lagi."]
    assert retaining.dry_run(bureau.desk) == []
    bureau.answers(lodged)
    bureau.closes(lodged)
    clock.move(days=YEARS)
    assert [each.letters for each in retaining.erase(bureau.desk)] == [2]
    assert Erasing(bureau.service).round() == 1


def test_a_tip_that_nobody_closed_is_on_the_list_and_never_erased(bureau: Bureau, clock: Clock) -> None:
    """After two years it is named as held, with all its words; once it is closed they go."""
    tip = bureau.lodge("tip", "safety", CANARY)
    clock.now = dt.datetime(2028, 11, 20, 9)  # noqa: DTZ001 - the bureau's own time
    assert retaining.dry_run(bureau.desk) == []
    clock.move(days=1)
    (due,) = retaining.dry_run(bureau.desk)
    assert (due.reference, due.held, due.closed_on) == (tip.reference, "tip-open", None)
    assert retaining.erase(bureau.desk) == []
    assert bureau.opens(tip).letters[0].text == CANARY
    bureau.closes(tip)
    assert [each.reference for each in retaining.erase(bureau.desk)] == [tip.reference]


def test_an_open_linked_case_holds_a_closed_one(bureau: Bureau, clock: Clock) -> None:
    """While another case about the firm is open the old one is listed as held; once that is closed it goes."""
    old, firm = _closed(bureau, respondent={"name": "PT Kanari"}), {"name": "PT. KANARI"}
    clock.move(days=YEARS)
    new = bureau.lodge(respondent=firm)
    Linking(bureau.desk).round()
    assert [(each.reference, each.held) for each in retaining.dry_run(bureau.desk)] == [(old.reference, "linked-open")]
    assert retaining.erase(bureau.desk) == []
    bureau.answers(new)
    bureau.closes(new)
    bureau.confirms(new)
    assert [each.reference for each in retaining.erase(bureau.desk)] == [old.reference]
    # Its links go with it: nothing of whom it was about is left.
    assert casework.open_case(bureau.desk, bureau.lin, new.reference, ()).linked.total == 0  # type: ignore[union-attr]


def test_an_erased_case_is_told_apart_from_a_removed_one(bureau: Bureau, clock: Clock) -> None:
    """The check of the filings finds nothing broken when it knows the erasures, and names the emptied envelopes when it does not."""
    _closed(bureau)
    clock.move(days=YEARS)
    retaining.erase(bureau.desk)
    Erasing(bureau.service).round()
    key = public_part(bureau.service.signing_key)
    with bureau.desk.reader.begin() as connection:
        by_rule = disproving.erased_by_rule(connection)
    with bureau.service.reader.begin() as connection:
        assert disproving.broken(connection, key, (), by_rule)[0] == []
        assert disproving.broken(connection, key)[0] != []
