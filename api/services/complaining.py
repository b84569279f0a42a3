"""Lodging a complaint, coming back to it with the receipt, adding to it, and withdrawing it."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from api.domain import cases as rule
from api.domain.codes import RECEIPT_DIGITS, derive
from api.forms.complaint import Complaint
from api.services.enrolling import KeyReused
from api.services.resources import Resources
from api.services.sealing import receipt_key, seal, unseal
from api.services.secrets import keyed
from api.store import cases as store
from api.store.types import Connection, RowMapping


@dataclass(frozen=True)
class Lodged:
    """The complaint is on the disk. The receipt exists nowhere else; `proof` is the SHA-256 of what was filed."""

    receipt: str
    reference: str
    state: rule.State
    due_on: dt.date
    proof: str
    again: bool = False


@dataclass(frozen=True)
class Answer:
    """What an officer wrote to the complainant."""

    at: dt.datetime
    text: str


@dataclass(frozen=True)
class CaseView:
    """What the holder of a receipt sees. What they wrote themselves is not shown back: the phone may not be theirs alone."""

    reference: str
    state: rule.State
    due_on: dt.date
    days_left: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class UnknownReceipt:
    """No case has this receipt."""


@dataclass(frozen=True)
class Withdrawn:
    """The complainant withdrew the case: nothing can be added to it."""


def _hour(now: dt.datetime) -> dt.datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def lodge(resources: Resources, form: Complaint, lang: str, press: str) -> Lodged | KeyReused:
    """Seal the complaint to the desk and keep it; `press` is the idempotency key of one press of the button."""
    pepper = resources.pepper
    body = json.dumps(form.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    receipt = derive(pepper, f"case\0{press}\0{body}".encode(), RECEIPT_DIGITS)
    now = _hour(resources.clock())
    answers = form.answers
    letter = seal({"what": answers.what, "employer": answers.employer}, resources.desk_key)
    new = store.NewCase(
        receipt_hash=keyed(pepper, "receipt", receipt),
        press=keyed(pepper, "press", press),
        body=keyed(pepper, "body", body),
        door=form.door,
        kind=form.kind,
        lang=lang,
        lodged_at=now,
        due_on=rule.due_on(now.date()),
        complainant_key=bytes(receipt_key(receipt, pepper).public_key),
        sealed_name=seal({"name": answers.name, "contact": answers.contact}, resources.desk_key),
    )
    proof = hashlib.sha256(body.encode()).hexdigest()

    def work(connection: Connection) -> Lodged | KeyReused:
        if row := store.by_press(connection, new.press):
            if row["body"] != new.body:
                return KeyReused()
            return Lodged(receipt, row["reference"], "received", row["due_on"], proof, again=True)
        number, reference = store.add(connection, new)
        store.add_letter(connection, number, "lodged", letter, new.press, now)
        return Lodged(receipt, reference, "received", new.due_on, proof)

    return resources.writer.write(work)


def _found(resources: Resources, connection: Connection, receipt: str) -> RowMapping | None:
    return store.by_receipt(connection, keyed(resources.pepper, "receipt", receipt))


def history_of(letters: Sequence[rule.Step], steps: Sequence[RowMapping]) -> list[rule.Event]:
    """Return the history of a case from the steps of its `letters`, in order, and from what officers did."""
    written = [rule.Event(step, number) for number, step in enumerate(letters, start=1)]
    return [*written, *(rule.Event(step["step"], step["letters"], officer=True) for step in steps)]


def look_up(resources: Resources, receipt: str) -> CaseView | UnknownReceipt:
    """Return the case of `receipt`, its answers opened with the receipt itself. A wrong one takes just as long."""
    private = receipt_key(receipt, resources.pepper)
    with resources.reader.begin() as connection:
        row = _found(resources, connection, receipt)
        letters = store.letters(connection, row["id"]) if row else []
    if row is None:
        return UnknownReceipt()
    with resources.desk_reader.begin() as connection:
        steps = store.steps(connection, row["reference"])
    history = history_of([item["step"] for item in letters], steps)
    return CaseView(
        row["reference"],
        rule.state(history),
        row["due_on"],
        rule.days_left(row["due_on"], resources.clock().date()),
        tuple(
            Answer(step["at"], unseal(step["sealed_to_complainant"], private)["text"])
            for step in steps
            if step["sealed_to_complainant"]
        ),
    )


def _append(
    resources: Resources, receipt: str, step: rule.Step, text: str, press: str
) -> UnknownReceipt | Withdrawn | None:
    sealed = seal({"what": text}, resources.desk_key)
    hashed = keyed(resources.pepper, "letter", press, receipt, step, text)

    def work(connection: Connection) -> UnknownReceipt | Withdrawn | None:
        row = _found(resources, connection, receipt)
        if row is None:
            return UnknownReceipt()
        if store.letter_by_press(connection, hashed):
            return None
        if any(letter["step"] == "withdrawn" for letter in store.letters(connection, row["id"])):
            return Withdrawn()
        store.add_letter(connection, row["id"], step, sealed, hashed, _hour(resources.clock()))
        return None

    return resources.writer.write(work)


def write_to(resources: Resources, receipt: str, text: str, press: str) -> CaseView | UnknownReceipt | Withdrawn:
    """Add `text` to the case of `receipt`; the same press twice adds it once."""
    return _append(resources, receipt, "written", text, press) or look_up(resources, receipt)


def withdraw(resources: Resources, receipt: str) -> CaseView | UnknownReceipt:
    """Withdraw the case of `receipt`; it stays in the history. Withdrawing twice changes nothing."""
    refused = _append(resources, receipt, "withdrawn", "", "withdraw")
    return refused if isinstance(refused, UnknownReceipt) else look_up(resources, receipt)
