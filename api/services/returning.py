"""Coming back to a case with the receipt: reading it, adding to it, contesting its closing, withdrawing it."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.domain import cases as rule
from api.domain.deadlines import Clock
from api.domain.phrases import Part
from api.domain.replies import own_words, parts_of
from api.forms.returning import WITHDRAW_REASONS
from api.services import proving
from api.services.case_records import Record, record
from api.services.complaining import keys_of, part, the_hour
from api.services.decoy import decoy
from api.services.envelopes import enclose_words
from api.services.resources import Resources
from api.services.sealing import receipt_key, unseal
from api.services.secrets import keyed
from api.store import case_chases, case_steps, erasures, filings
from api.store import cases as store
from api.store.types import Connection, RowMapping


@dataclass(frozen=True)
class Answer:
    """What an officer wrote to the complainant: an answer or a question, part by part."""

    at: dt.datetime
    step: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Return what was written freely, without the phrases."""
        return own_words(self.parts)


@dataclass(frozen=True)
class CaseView:
    """What the holder of a receipt sees. What they wrote themselves is not shown back: the phone may not be theirs alone."""

    reference: str
    door: str
    kind: str
    category: str
    lang: str
    unit: str
    state: rule.State
    due_on: dt.date
    days_left: int
    clock: Clock
    answers: tuple[Answer, ...]
    letter_hours: tuple[dt.datetime, ...]
    files: int
    closed_reason: str
    may_write: bool
    may_contest: bool
    has_contact: bool
    erased_on: dt.date | None

    @property
    def letters(self) -> int:
        """Return how many letters the complainant has sent."""
        return len(self.letter_hours)


@dataclass(frozen=True)
class UnknownReceipt:
    """No case has this receipt."""


@dataclass(frozen=True)
class Withdrawn:
    """The complainant withdrew the case: nothing can be added to it."""


@dataclass(frozen=True)
class NotClosed:
    """There is nothing to contest: the case is open."""


def _found(resources: Resources, connection: Connection, receipt: str) -> RowMapping | None:
    return store.by_receipt(connection, keyed(resources.pepper, "receipt", receipt))


def _view(
    resources: Resources,
    case: Record,
    answers: tuple[Answer, ...],
    parts: Mapping[str, int],
    erased: erasures.Erasure | None,
    holidays: Collection[dt.date],
) -> CaseView:
    clock, now, row = case.clock(holidays, resources.clock().date()), case.standing, case.row
    return CaseView(
        reference=case.reference,
        door=row["door"],
        kind=row["kind"],
        category=row["category"],
        lang=case.lang,
        unit=now.unit,
        state=now.state,
        due_on=next(each.on for each in clock.milestones if each.key == "due"),
        days_left=clock.days_left,
        clock=clock,
        answers=answers,
        letter_hours=tuple(
            event.at for event in case.history if not event.officer and event.step not in {"contact", "withdrawn"}
        ),
        files=parts.get("file", 0),
        closed_reason=now.closing.detail.reason if now.closing else "",
        may_write=not now.is_withdrawn,
        may_contest=now.state in rule.CONTESTABLE,
        has_contact=parts.get("contact", 0) > 0,
        erased_on=dt.datetime.fromisoformat(erased.at).date() if erased else None,
    )


def look_up(resources: Resources, receipt: str, holidays: Collection[dt.date] = ()) -> CaseView | UnknownReceipt:
    """Return the case of `receipt`, its answers opened with the receipt itself. A wrong one is the same work, on a decoy."""
    private, nobody = receipt_key(receipt, resources.pepper), decoy()
    with resources.reader.begin() as connection:
        known = _found(resources, connection, receipt)
        row = nobody.row if known is None else known
        letters = store.letters(connection, row["id"])
        parts = store.counts_of_parts(connection, row["id"])
    with resources.desk_reader.begin() as connection:
        steps = case_steps.steps(connection, row["reference"])
        chases = case_chases.of(connection, row["reference"])
        erased = erasures.of(connection, row["reference"])
    if known is None:
        letters, steps, private = nobody.letters, nobody.steps, nobody.private
    sealed = [(step, step["sealed_to_complainant"]) for step in steps if step["sealed_to_complainant"]]
    nobody.spend(len(sealed))
    answers = tuple(Answer(step["at"], step["step"], parts_of(unseal(box, private))) for step, box in sealed)
    view = _view(resources, record(row, letters, steps, chases), answers, parts, erased, holidays)
    return UnknownReceipt() if known is None else view


def is_receipt_of(resources: Resources, receipt: str, reference: str) -> bool:
    """Return whether `receipt` belongs to the case called `reference`; trying costs what looking up costs."""
    receipt_key(receipt, resources.pepper)
    with resources.reader.begin() as connection:
        row = _found(resources, connection, receipt)
    return row is not None and row["reference"] == reference


def _standing(resources: Resources, connection: Connection, row: RowMapping) -> rule.Standing:
    with resources.desk_reader.begin() as desk:
        steps = case_steps.steps(desk, row["reference"])
    return record(row, store.letters(connection, row["id"]), steps).standing


def _refusal(now: rule.Standing, step: rule.Step) -> Withdrawn | NotClosed | None:
    if step == "contested":
        return None if now.state in rule.CONTESTABLE else NotClosed()
    if step == "contact":
        # Whoever withdrew may still be told that it was closed: silence can be asked for at any time.
        return None
    is_over = now.is_withdrawn or (step == "withdrawn" and now.state == "closed")
    return Withdrawn() if is_over else None


def _append(
    resources: Resources,
    receipt: str,
    step: rule.Step,
    words: Mapping[str, Any],
    press: str,
    parts: Sequence[store.Part],
) -> UnknownReceipt | Withdrawn | NotClosed | None:
    """Keep a letter, once for each press, and its record; return why it is not kept, if it is not."""
    hashed = keyed(resources.pepper, "letter", press, receipt, step, json.dumps(words, sort_keys=True))
    digest = proving.digest_of(proving.salt_of(receipt), dict(words))

    def work(connection: Connection) -> UnknownReceipt | Withdrawn | NotClosed | None:
        row = _found(resources, connection, receipt)
        if row is None:
            return UnknownReceipt()
        if store.letter_by_press(connection, hashed):
            return None
        if refused := _refusal(_standing(resources, connection, row), step):
            return refused
        kept_as = "written" if step == "contact" else step
        letter = store.add_letter(connection, row["id"], kept_as, parts, hashed, the_hour(resources.clock()))
        filings.add(connection, letter, digest)
        return None

    return resources.writer.write(work)


def _words(resources: Resources, words: Mapping[str, Any]) -> store.Part:
    return part("words", enclose_words(dict(words), keys_of(resources)))


def write_to(
    resources: Resources,
    receipt: str,
    text: str,
    press: str,
    files: Sequence[store.Part] = (),
    holidays: Collection[dt.date] = (),
) -> CaseView | UnknownReceipt | Withdrawn:
    """Add `text` and sealed `files` to the case of `receipt`; the same press twice adds them once."""
    words = {"what": text}
    refused = _append(resources, receipt, "written", words, press, [_words(resources, words), *files])
    return refused if isinstance(refused, UnknownReceipt | Withdrawn) else look_up(resources, receipt, holidays)


def contest(
    resources: Resources, receipt: str, text: str, press: str, holidays: Collection[dt.date] = ()
) -> CaseView | UnknownReceipt | NotClosed:
    """Contest the closing of the case, or a withdrawal that was not free: it is open again, and with the section chief."""
    words = {"what": text}
    refused = _append(resources, receipt, "contested", words, press, [_words(resources, words)])
    return refused if isinstance(refused, UnknownReceipt | NotClosed) else look_up(resources, receipt, holidays)


def withdraw(
    resources: Resources, receipt: str, reason: str = "", holidays: Collection[dt.date] = ()
) -> CaseView | UnknownReceipt:
    """Withdraw the case of `receipt`; it stays in the history. Withdrawing twice changes nothing."""
    with resources.reader.begin() as connection:
        row = _found(resources, connection, receipt)
        letters = len(store.letters(connection, row["id"])) if row else 0
    words = {"what": "", "reason": reason if reason in WITHDRAW_REASONS else ""}
    refused = _append(resources, receipt, "withdrawn", words, f"withdraw {letters}", [_words(resources, words)])
    return refused if isinstance(refused, UnknownReceipt) else look_up(resources, receipt, holidays)


def change_contact(
    resources: Resources, receipt: str, contact: Mapping[str, str], press: str, holidays: Collection[dt.date] = ()
) -> CaseView | UnknownReceipt | Withdrawn:
    """Put another rule for contact in place of the last one; it asks nobody for an answer."""
    sealed = part("contact", enclose_words(dict(contact), keys_of(resources)))
    refused = _append(resources, receipt, "contact", contact, press, [sealed])
    return refused if isinstance(refused, UnknownReceipt | Withdrawn) else look_up(resources, receipt, holidays)
