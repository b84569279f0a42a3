"""What officers do with cases: queue, acts, referral, files, and what the complainant sees of it."""

import datetime as dt

import pytest

from api.domain.phrase_book import PHRASES
from api.domain.phrases import Part, slots
from api.services import case_acts, casework, complaining, returning
from api.services.case_acts import Changed, Done, NoSuchCase, Referral, Refused
from api.services.casework import OpenedFile
from api.services.complaining import Staged
from api.services.resources import DeskResources, Resources
from api.services.returning import CaseView, NotClosed, UnknownReceipt
from api.store import desk_audit
from tests.filing import filled
from tests.support import Clock
from tests.worked import Bureau, human, officer

PHRASE = next(key for key, each in PHRASES.items() if not slots(each.text))


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau without any case."""
    return Bureau(*stores)


def _audit(bureau: Bureau, reference: str) -> list[tuple[str, str]]:
    with bureau.desk.reader.begin() as connection:
        rows = desk_audit.newest(connection, reference=reference)
    return [(row.officer, row.action) for _, row in reversed(rows)]


def test_a_question_and_an_answer_arrive_part_by_part(bureau: Bureau) -> None:
    """A phrase and a sentence arrive as two labelled parts, first as a question, then as an answer; the clock runs until the result."""
    lodged = bureau.lodge()
    phrase: Part = {"label": "phrase", "key": PHRASE, "values": {}}
    version = bureau.row(lodged).version
    asked = case_acts.ask(bureau.desk, bureau.lin, lodged.reference, version, [phrase, *human()], bureau.press())
    assert asked == Done("asked")
    view = bureau.sees(lodged)
    assert (view.state, view.clock.waits_for, view.clock.stage) == ("asked", "complainant", "due")
    bureau.answers(lodged, text="Majikan sudah membayar.")
    view = bureau.sees(lodged)
    assert [(each.step, [part["label"] for part in each.parts]) for each in view.answers] == [
        ("asked", ["phrase", "human"]),
        ("answered", ["human"]),
    ]
    assert (view.state, view.clock.stage, view.answers[1].text) == ("answered", "answered", "Majikan sudah membayar.")


def test_what_is_no_reply_is_refused_and_nothing_is_kept(bureau: Bureau) -> None:
    """Without a part that says who worded it nothing is sent, and the case stays as it was."""
    lodged = bureau.lodge()
    for parts in ([], [{"label": "human", "lang": "id", "text": ""}]):
        refused = case_acts.answer(bureau.desk, bureau.lin, lodged.reference, None, parts, bureau.press())
        assert refused == Refused("empty")
    assert bureau.sees(lodged).answers == ()


def test_of_two_officers_at_once_the_second_looks_again(bureau: Bureau) -> None:
    """Both opened the case; Lin answers, Chen's answer to what Chen saw is not sent; a letter from outside has the same effect."""
    lodged = bureau.lodge()
    bureau.opens(lodged, bureau.lin)
    seen = bureau.opens(lodged, bureau.chen).row.version
    desk, reference = bureau.desk, lodged.reference
    assert case_acts.answer(desk, bureau.lin, reference, seen, human(), bureau.press()) == Done("answered")
    assert case_acts.answer(desk, bureau.chen, reference, seen, human(), bureau.press()) == Changed()
    seen = bureau.row(lodged).version
    returning.write_to(bureau.service, lodged.receipt, "Belum!", bureau.press())
    assert case_acts.answer(desk, bureau.chen, reference, seen, human(), bureau.press()) == Changed()
    assert len(bureau.sees(lodged).answers) == 1


def test_looking_at_a_case_takes_nobodys_turn(bureau: Bureau) -> None:
    """Lin has the case open; that Chen opens it meanwhile does not make Lin's answer come too late."""
    lodged = bureau.lodge()
    seen = bureau.opens(lodged, bureau.lin).row.version
    bureau.opens(lodged, bureau.chen)
    said = case_acts.answer(bureau.desk, bureau.lin, lodged.reference, seen, human(), bureau.press())
    assert said == Done("answered")


def test_one_press_counts_once_even_if_the_case_has_gone_elsewhere(bureau: Bureau) -> None:
    """Lin of inspection refers a case to the migrants' unit and presses twice: it is referred once, and Lin sees it no more."""
    lodged, lin = bureau.lodge(), officer("lin", "officer", "inspection")
    told = Referral("migrants", "responsible", "Mereka tahu.")
    for _ in range(2):
        assert case_acts.refer(bureau.desk, lin, lodged.reference, None, told, "one press") == Done("referred")
    assert casework.open_case(bureau.desk, lin, lodged.reference, ()) is None
    assert case_acts.answer(bureau.desk, lin, lodged.reference, None, human(), "x") == NoSuchCase()
    row = bureau.row(lodged)
    assert (row.unit, row.state) == ("migrants", "referred")
    assert _audit(bureau, lodged.reference) == [("lin", "case-referred")]
    assert bureau.opens(lodged, officer("mai", "officer", "migrants")).letters[-2].note == "Mereka tahu."


def test_another_authority_has_it_beside_us(bureau: Bureau) -> None:
    """Referred to the police the case stays in its unit; to nobody, to the same unit or for no reason it is not referred."""
    lodged = bureau.lodge()
    for told, code in (
        (Referral("nobody", "crime"), "receiver"),
        (Referral("inspection", "crime"), "same-unit"),
        (Referral("police", "why not"), "reason"),
    ):
        refused = case_acts.refer(bureau.desk, bureau.lin, lodged.reference, None, told, bureau.press())
        assert refused == Refused(code)
    told = Referral("police", "crime")
    assert case_acts.refer(bureau.desk, bureau.lin, lodged.reference, None, told, bureau.press()) == Done("referred")
    assert (bureau.row(lodged).unit, bureau.sees(lodged).state) == ("inspection", "referred")


def test_a_unit_sees_its_own_cases_and_corruption_is_seen_by_the_ethics_office_alone(bureau: Bureau) -> None:
    """Of a dispute and a case of corruption an inspector sees the first, a chief of other units too, ethics the second."""
    dispute, bribe = bureau.lodge(), bureau.lodge(kind="corruption")
    for member, seen in (
        (officer("lin", "officer", "inspection"), [dispute]),
        (officer("wang", "chief", "inspection"), [dispute]),
        (officer("xu", "officer", "ethics"), [bribe]),
        (officer("yu", "auditor"), []),
    ):
        rows = casework.queue(bureau.desk, member, ())
        assert [row.reference for row in rows] == [each.reference for each in seen]
        for hidden in {dispute.reference, bribe.reference} - {each.reference for each in seen}:
            assert casework.open_case(bureau.desk, member, hidden, ()) is None
            assert case_acts.answer(bureau.desk, member, hidden, None, human(), "x") == NoSuchCase()


def test_the_queue_tells_what_is_odd_and_puts_it_in_front(bureau: Bureau, clock: Clock) -> None:
    """Late cases come before fresh ones, closed ones last; chases, unread languages, new letters and linked cases are flagged."""
    late, answered = bureau.lodge(), bureau.lodge()
    bureau.answers(answered)
    clock.move(days=62)
    fresh = bureau.lodge()
    rows = casework.queue(bureau.desk, bureau.chief, ())
    assert [row.reference for row in rows] == [late.reference, fresh.reference, answered.reference]
    # Nobody is on the staff of this desk yet.
    assert rows[0].flags == ("chase-one", "late", "unread-language")
    assert rows[0].days_left == -2
    assert bureau.row(answered).flags == ("unread-language",)
    returning.write_to(bureau.service, answered.receipt, "Masih belum.", bureau.press())
    assert bureau.row(answered).flags == ("new-letter", "unread-language")
    assert bureau.row(answered).officer == "lin"


def test_chases_go_up_by_name(bureau: Bureau, clock: Clock) -> None:
    """Three days after it was due, a case is with the chief of its unit by name, and on the page of escalations."""
    lodged = bureau.lodge()
    assert casework.escalations(bureau.desk, bureau.chief, ()) == []
    clock.now = dt.datetime(2027, 1, 26, 9)  # noqa: DTZ001 - the bureau's own time
    (found,) = casework.escalations(bureau.desk, bureau.chief, ())
    assert (found.row.reference, found.row.clock.stage) == (lodged.reference, "chase-two")
    assert bureau.sees(lodged).clock == found.row.clock


def test_a_contest_of_an_open_case_is_told_so(bureau: Bureau) -> None:
    """Only what is closed or withdrawn can be contested; a wrong receipt contests nothing."""
    lodged = bureau.lodge()
    assert returning.contest(bureau.service, lodged.receipt, "Tidak!", "press") == NotClosed()
    assert returning.contest(bureau.service, "0" * 26, "Tidak!", "press") == UnknownReceipt()
    assert not bureau.sees(lodged).may_contest


def test_a_withdrawal_that_was_not_free_can_be_taken_back(bureau: Bureau) -> None:
    """Withdrawn with a reason that only the desk reads, then contested: it is open again, and with the chief."""
    lodged = bureau.lodge()
    returning.withdraw(bureau.service, lodged.receipt, "afraid")
    assert bureau.sees(lodged).may_contest
    assert [each.detail.reason for each in bureau.opens(lodged).letters if each.step == "withdrawn"] == ["afraid"]
    view = returning.contest(bureau.service, lodged.receipt, "Mereka memaksa saya.", "press")
    assert isinstance(view, CaseView)
    assert (view.state, view.may_write) == ("contested", True)
    assert "contested" in bureau.row(lodged).flags
    assert returning.withdraw(bureau.service, lodged.receipt).state == "withdrawn"  # type: ignore[union-attr]


def test_another_way_to_be_reached_counts_from_then_on(bureau: Bureau) -> None:
    """The newest rule is the one that counts; the case stays answered, and the desk sees that it changed and nothing of it in words."""
    lodged = bureau.lodge(contact={"channel": "never"})
    bureau.answers(lodged)
    rule = {"channel": "call", "address": "0912345678", "days": "6", "starts": "14:00", "ends": "18:00"}
    view = returning.change_contact(bureau.service, lodged.receipt, rule, "press")
    assert isinstance(view, CaseView)
    assert (view.state, view.letters, view.has_contact) == ("answered", 1, True)
    case = bureau.opens(lodged)
    assert case.contact == rule
    assert [each.step for each in case.letters] == ["lodged", "answered", "contact", "opened"]
    # Whoever withdrew may still ask for silence.
    returning.withdraw(bureau.service, lodged.receipt)
    silent = returning.change_contact(bureau.service, lodged.receipt, {"channel": "never"}, "again")
    assert silent.state == "withdrawn"  # type: ignore[union-attr]
    assert bureau.opens(lodged).contact == {"channel": "never"}


def test_a_file_is_opened_by_whoever_may_and_is_noted(bureau: Bureau) -> None:
    """The officer gets the bytes that were handed in; another unit, another case and a wrong number get nothing; it is on record."""
    waits = complaining.stage(bureau.service, b"\xff\xd8 picture", "jpg")
    assert isinstance(waits, Staged)
    form = filled(kind="dispute").model_copy(update={"files": (waits.ticket,)})
    lodged = complaining.lodge(bureau.service, form, "id", bureau.press())
    assert isinstance(lodged, complaining.Lodged)
    (found,) = bureau.opens(lodged).files
    assert (found.label, found.letter) == ("jpg", 1)
    desk, reference = bureau.desk, lodged.reference
    assert casework.file(desk, bureau.lin, reference, found.id) == OpenedFile(b"\xff\xd8 picture", "jpg")
    other = bureau.lodge()
    for member, case, number in (
        (officer("mai", "officer", "migrants"), reference, found.id),
        (bureau.lin, other.reference, found.id),
        (bureau.lin, reference, found.id - 1),
    ):
        assert casework.file(desk, member, case, number) is None
    assert _audit(bureau, reference)[-1] == ("lin", "file-opened")


def test_every_act_is_in_the_audit_in_the_same_transaction(bureau: Bureau) -> None:
    """Opened, asked, answered and closed are four rows by name, the chain is whole, and no word of anybody is in it."""
    lodged = bureau.lodge(what="kanari-rahasia")
    bureau.opens(lodged)
    case_acts.ask(bureau.desk, bureau.lin, lodged.reference, None, human("kanari?"), bureau.press())
    bureau.answers(lodged, text="kanari!")
    assert bureau.closes(lodged) == Done("closed")
    assert _audit(bureau, lodged.reference) == [
        ("lin", "case-opened"),
        ("lin", "case-asked"),
        ("lin", "case-answered"),
        ("lin", "case-closed"),
    ]
    with bureau.desk.reader.begin() as connection:
        assert "kanari" not in str(desk_audit.all_rows(connection))


def test_the_complainant_sees_the_clock_that_the_officer_sees(bureau: Bureau, clock: Clock) -> None:
    """On the day of the first chase both see it, with the same dates."""
    lodged = bureau.lodge()
    clock.now = dt.datetime(2027, 1, 21, 9)  # noqa: DTZ001 - the bureau's own time
    view = bureau.sees(lodged)
    assert view.clock == bureau.row(lodged).clock
    assert (view.clock.stage, view.days_left, view.due_on) == ("chase-one", -1, dt.date(2027, 1, 20))
