"""Complaints: sealed at rest, found by the receipt alone, answered to the complainant alone."""

import datetime as dt
import shutil
from functools import partial
from pathlib import Path

import nacl.exceptions
import nacl.public
import pytest

from api.domain.files import MEGABYTE, MOST_BYTES_WAITING, Reason
from api.forms.filing import Filing
from api.services import case_acts, casework, complaining, returning
from api.services.casework import OpenCase, QueueRow
from api.services.cleaning import Refused
from api.services.complaining import Lodged, Staged
from api.services.enrolling import KeyReused
from api.services.resources import DeskResources, Resources
from api.services.returning import CaseView, UnknownReceipt, Withdrawn
from api.services.sealing import seal, unseal
from api.services.secrets import keyed
from api.store.types import Connection
from tests.filing import filled
from tests.support import Clock, make_member, open_service
from tests.worked import human

CANARY = "kanari-rahasia-8841"


def _form(what: str = CANARY) -> Filing:
    contact = {"channel": "sms", "address": "0900111222", "days": "6", "starts": "14:00", "ends": "18:00"}
    return filled(what=what, respondent={"name": "PT Kanari"}, person={"name": "Kanari Dewi"}, contact=contact)


def _lodge(resources: Resources, press: str = "one press", what: str = CANARY) -> Lodged:
    lodged = complaining.lodge(resources, _form(what), "id", press)
    assert isinstance(lodged, Lodged)
    return lodged


def _queue(desk: DeskResources) -> list[QueueRow]:
    return casework.queue(desk, make_member(), ())


def _opened(desk: DeskResources, lodged: Lodged, officer: str = "lin") -> OpenCase:
    case = casework.open_case(desk, make_member(officer), lodged.reference, ())
    assert case is not None
    return case


def _answer(desk: DeskResources, lodged: Lodged, text: str, press: str = "press") -> None:
    case_acts.answer(desk, make_member(), lodged.reference, None, human(text), press)


def test_a_complaint_gets_a_receipt_a_reference_and_a_day(resources: Resources) -> None:
    """Filed on 21 November 2026, it has 26 digits, the reference 2026-000001, and an answer due by 20 January 2027."""
    lodged = _lodge(resources)
    assert len(lodged.receipt) == 26
    assert (lodged.reference, lodged.state, lodged.due_on) == ("2026-000001", "received", dt.date(2027, 1, 20))


@pytest.mark.parametrize(
    ("method", "due", "chased"),
    [("mediator", "2026-12-11", "2026-12-14"), ("committee", "2027-01-02", "2027-01-04")],
)
def test_who_mediates_decides_the_day_and_the_chases(
    resources: Resources, desk_resources: DeskResources, method: str, due: str, chased: str
) -> None:
    """Filed on 21 November: one mediator has till 11 December, a committee till 2 January; receipt, case and desk agree."""
    demand = {"wish": "Gaji", "method": method}
    lodged = complaining.lodge(resources, filled("mediation", "dispute", demand=demand), "id", "press")
    assert isinstance(lodged, Lodged)
    view = returning.look_up(resources, lodged.receipt)
    assert isinstance(view, CaseView)
    days = {each.key: each.on.isoformat() for each in view.clock.milestones}
    assert (lodged.due_on.isoformat(), view.due_on.isoformat(), days["due"], days["chase-one"]) == (
        due,
        due,
        due,
        chased,
    )
    (row,) = _queue(desk_resources)
    assert row.due_on.isoformat() == due


def test_the_same_press_twice_is_one_case_with_one_receipt(resources: Resources, desk_resources: DeskResources) -> None:
    """A retry after a lost answer returns the same receipt, and the desk has one case."""
    first, again = _lodge(resources), _lodge(resources)
    assert (again.receipt, again.again) == (first.receipt, True)
    assert len(_queue(desk_resources)) == 1
    assert complaining.lodge(resources, _form("something else"), "id", "one press") == KeyReused()


def test_no_word_of_it_lies_readable_on_the_disk(tmp_path: Path, clock: Clock) -> None:
    """Neither words, employer, name, contact nor receipt stand in any file of service or desk, the write-ahead log included."""
    with open_service(tmp_path, clock) as (resources, desk_resources):
        lodged = _lodge(resources)
        returning.write_to(resources, lodged.receipt, f"{CANARY} again", "press")
        _answer(desk_resources, lodged, f"{CANARY} answer", "press")
        for path in tmp_path.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for secret in (CANARY, "Kanari", "0900 111", lodged.receipt):
                    assert secret.encode() not in content, f"{secret} stands in {path.name}"


def test_the_service_works_without_the_private_key_and_cannot_open_what_it_sealed(tmp_path: Path, clock: Clock) -> None:
    """With the desk's key taken away the service files and looks up; its public key alone opens nothing."""
    with open_service(tmp_path, clock) as (resources, _):
        (tmp_path / "desk" / "desk.key").unlink()
        lodged = _lodge(resources)
        assert isinstance(returning.look_up(resources, lodged.receipt), CaseView)
        sealed = seal({"what": "secret"}, resources.desk_key)
        with pytest.raises(nacl.exceptions.CryptoError):
            unseal(sealed, nacl.public.PrivateKey(bytes(resources.desk_key)))


def test_sealed_words_tell_nothing_by_their_length(resources: Resources) -> None:
    """A sentence of 10 letters and one of 300 are sealed to the same number of bytes."""
    short, long = (len(seal({"what": "x" * length}, resources.desk_key)) for length in (10, 300))
    assert short == long


def test_an_answer_reaches_the_complainant_and_a_new_letter_the_desk(
    resources: Resources, desk_resources: DeskResources
) -> None:
    """Opened, answered, written again: each side sees the other's words, and the state follows."""
    lodged = _lodge(resources)
    case = _opened(desk_resources, lodged)
    assert (case.letters[0].text, case.respondent["name"], case.contact["address"]) == (
        CANARY,
        "PT Kanari",
        "0900111222",
    )
    assert (case.has_name, case.name.state) == (True, "none")
    assert returning.look_up(resources, lodged.receipt).state == "assigned"  # type: ignore[union-attr]
    _answer(desk_resources, lodged, "Kami menelepon majikan.", "press")
    seen = returning.look_up(resources, lodged.receipt)
    assert isinstance(seen, CaseView)
    assert (seen.state, [answer.text for answer in seen.answers]) == ("answered", ["Kami menelepon majikan."])
    after = returning.write_to(resources, lodged.receipt, "Terima kasih", "press")
    assert isinstance(after, CaseView)
    assert after.state == "assigned"
    assert [row.state for row in _queue(desk_resources)] == ["assigned"]


def test_the_same_letter_pressed_twice_is_one_letter(resources: Resources, desk_resources: DeskResources) -> None:
    """A double press on "send" reaches the desk once."""
    lodged = _lodge(resources)
    for _ in range(2):
        returning.write_to(resources, lodged.receipt, "Sekali", "one press")
    case = _opened(desk_resources, lodged)
    assert [letter.text for letter in case.letters if letter.step == "written"] == ["Sekali"]


def test_a_withdrawn_case_stays_withdrawn_and_stays_on_record(
    resources: Resources, desk_resources: DeskResources
) -> None:
    """Withdrawn twice is withdrawn once; the desk still sees that it was filed."""
    lodged = _lodge(resources)
    for _ in range(2):
        assert returning.withdraw(resources, lodged.receipt).state == "withdrawn"  # type: ignore[union-attr]
    assert [row.state for row in _queue(desk_resources)] == ["withdrawn"]


def test_a_wrong_receipt_opens_nothing(resources: Resources) -> None:
    """A receipt that nobody was given finds no case, adds nothing and withdraws nothing."""
    _lodge(resources)
    wrong = "0" * 26
    assert returning.look_up(resources, wrong) == UnknownReceipt()
    assert returning.write_to(resources, wrong, "x", "press") == UnknownReceipt()
    assert returning.withdraw(resources, wrong) == UnknownReceipt()


def test_times_of_complainants_are_coarse(resources: Resources, desk_resources: DeskResources, clock: Clock) -> None:
    """Filed at 10:47 and written to at 11:13, the file says 10:00 and 11:00: nobody can match it with a phone's clock."""
    clock.move(minutes=47)
    lodged = _lodge(resources)
    clock.move(minutes=26)
    returning.write_to(resources, lodged.receipt, "x", "press")
    case = _opened(desk_resources, lodged)
    assert [letter.at.strftime("%H:%M:%S") for letter in case.letters if not letter.officer] == ["10:00:00", "11:00:00"]


def test_every_officer_who_opens_a_case_is_on_record(resources: Resources, desk_resources: DeskResources) -> None:
    """Two officers open one case, one of them twice: the history names both, each once."""
    lodged = _lodge(resources)
    for officer in ("lin", "chen", "lin"):
        _opened(desk_resources, lodged, officer)
    case = _opened(desk_resources, lodged)
    assert [letter.officer for letter in case.letters if letter.step == "opened"] == ["lin", "chen"]


def test_losing_the_pepper_is_losing_the_receipts(tmp_path: Path, clock: Clock) -> None:
    """The file alone, without the pepper, finds no case: a stolen database cannot be searched for receipts."""
    with open_service(tmp_path / "a", clock) as (resources, _):
        lodged = _lodge(resources)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    (tmp_path / "b" / "service" / "pepper").unlink()
    with open_service(tmp_path / "b", clock) as (stolen, _):
        assert returning.look_up(stolen, lodged.receipt) == UnknownReceipt()


def test_nothing_is_added_to_a_withdrawn_case(resources: Resources) -> None:
    """A letter to a withdrawn case is refused in words, not swallowed."""
    lodged = _lodge(resources)
    returning.withdraw(resources, lodged.receipt)
    assert returning.write_to(resources, lodged.receipt, "late", "press") == Withdrawn()


def test_an_answer_pressed_six_times_is_sent_once(resources: Resources, desk_resources: DeskResources) -> None:
    """A double press at the desk reaches the complainant as one answer."""
    lodged = _lodge(resources)
    for _ in range(6):
        _answer(desk_resources, lodged, "Sekali", "one press")
    seen = returning.look_up(resources, lodged.receipt)
    assert isinstance(seen, CaseView)
    assert [answer.text for answer in seen.answers] == ["Sekali"]


def _grow(ticket: str, size: int, connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE staged_files SET size = ? WHERE ticket = ?", (size, ticket))


def _staged(resources: Resources, *sizes: int) -> tuple[str, ...]:
    """Let files wait that are said to be so large, and return their tickets."""
    tickets = []
    for size in sizes:
        waiting = complaining.stage(resources, b"a file", "jpg")
        assert isinstance(waiting, Staged)
        tickets.append(waiting.ticket)
        hashed = keyed(resources.pepper, "staged file", waiting.ticket)
        resources.writer.write(partial(_grow, hashed, size))
    return tuple(tickets)


@pytest.mark.parametrize(
    ("sizes", "reason"), [([9 * MEGABYTE] * 3, Reason.TOO_MUCH), ([1] * 6, Reason.TOO_MANY), ([5 * MEGABYTE] * 5, None)]
)
def test_files_are_measured_together_when_the_complaint_is_filed(
    resources: Resources, sizes: list[int], reason: Reason | None
) -> None:
    """Three of 9 MB or six tiny ones, each handed in alone, are refused together and go on waiting; five of 5 MB are filed."""
    tickets = _staged(resources, *sizes)
    form = _form().model_copy(update={"files": tickets})
    lodged = complaining.lodge(resources, form, "id", "one press")
    assert lodged == Refused(reason) if reason else isinstance(lodged, Lodged)
    assert len(complaining.staged(resources, tickets)) == (len(sizes) if reason else 0)


def test_files_that_wait_never_fill_the_disk(resources: Resources) -> None:
    """With 2 GB waiting one byte more is refused as busy and not kept; once a file is dropped it is taken."""
    full, _ = _staged(resources, MOST_BYTES_WAITING - 6, 6)
    assert complaining.stage(resources, b"x", "txt") == Refused(Reason.BUSY)
    complaining.drop(resources, full)
    assert isinstance(complaining.stage(resources, b"x", "txt"), Staged)
