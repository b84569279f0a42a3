"""Coming back to a case with the receipt: reading it, adding to it, withdrawing it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from api.domain import cases as rule
from api.services.complaining import keys_of, part, the_hour
from api.services.envelopes import enclose_words
from api.services.resources import Resources
from api.services.sealing import receipt_key, unseal
from api.services.secrets import keyed
from api.store import cases as store
from api.store.types import Connection, RowMapping


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


def is_receipt_of(resources: Resources, receipt: str, reference: str) -> bool:
    """Return whether `receipt` belongs to the case called `reference`."""
    with resources.reader.begin() as connection:
        row = _found(resources, connection, receipt)
    return row is not None and row["reference"] == reference


def _append(
    resources: Resources, receipt: str, step: rule.Step, text: str, press: str
) -> UnknownReceipt | Withdrawn | None:
    sealed = part("words", enclose_words({"what": text}, keys_of(resources)))
    hashed = keyed(resources.pepper, "letter", press, receipt, step, text)

    def work(connection: Connection) -> UnknownReceipt | Withdrawn | None:
        row = _found(resources, connection, receipt)
        if row is None:
            return UnknownReceipt()
        if store.letter_by_press(connection, hashed):
            return None
        if any(letter["step"] == "withdrawn" for letter in store.letters(connection, row["id"])):
            return Withdrawn()
        store.add_letter(connection, row["id"], step, [sealed], hashed, the_hour(resources.clock()))
        return None

    return resources.writer.write(work)


def write_to(resources: Resources, receipt: str, text: str, press: str) -> CaseView | UnknownReceipt | Withdrawn:
    """Add `text` to the case of `receipt`; the same press twice adds it once."""
    return _append(resources, receipt, "written", text, press) or look_up(resources, receipt)


def withdraw(resources: Resources, receipt: str) -> CaseView | UnknownReceipt:
    """Withdraw the case of `receipt`; it stays in the history. Withdrawing twice changes nothing."""
    refused = _append(resources, receipt, "withdrawn", "", "withdraw")
    return refused if isinstance(refused, UnknownReceipt) else look_up(resources, receipt)
