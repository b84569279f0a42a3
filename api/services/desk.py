"""What members of staff do with cases: read and answer them."""

import datetime as dt
from dataclasses import dataclass

import nacl.public

from api.domain import cases as rule
from api.domain.intake import unit_of
from api.services.envelopes import Envelope, open_words
from api.services.resources import DeskResources
from api.services.returning import history_of
from api.services.sealing import seal, unseal
from api.store import cases as store
from api.store.types import RowMapping


@dataclass(frozen=True)
class QueueRow:
    """A case in the queue of the desk."""

    reference: str
    kind: str
    lang: str
    lodged_at: dt.datetime
    due_on: dt.date
    days_left: int
    state: rule.State
    unit: str


@dataclass(frozen=True)
class Letter:
    """One entry in the correspondence of a case; `officer` is empty when the complainant wrote it."""

    at: dt.datetime
    step: str
    text: str
    officer: str = ""


@dataclass(frozen=True)
class OpenCase:
    """A case as the officer reads it."""

    row: QueueRow
    employer: str
    name: str
    contact: str
    letters: tuple[Letter, ...]


def queue(resources: DeskResources) -> list[QueueRow]:
    """Return all cases, the one that is due first in front."""
    today = resources.clock().date()
    with resources.service_reader.begin() as connection:
        rows = store.everything(connection)
        letters = store.all_letter_steps(connection)
    with resources.reader.begin() as connection:
        steps = store.all_steps(connection)
    written: dict[int, list[rule.Step]] = {}
    for item in letters:
        written.setdefault(item["case_id"], []).append(item["step"])
    done: dict[str, list[RowMapping]] = {}
    for item in steps:
        done.setdefault(item["reference"], []).append(item)
    return [
        QueueRow(
            row["reference"],
            row["kind"],
            row["lang"],
            row["lodged_at"],
            row["due_on"],
            rule.days_left(row["due_on"], today),
            rule.state(history_of(written.get(row["id"], ()), done.get(row["reference"], ()))),
            unit_of(row["kind"], row["door"]),
        )
        for row in rows
    ]


def _envelope(row: RowMapping) -> Envelope:
    return Envelope(row["sealed"], row["key_desk"], row["key_escrow"])


def open_case(resources: DeskResources, reference: str, officer: str) -> OpenCase | None:
    """Return the case `reference` unsealed, and keep who opened it: each officer, again after each letter. None if there is none."""
    row = next((row for row in queue(resources) if row.reference == reference), None)
    if row is None:
        return None
    with resources.service_reader.begin() as connection:
        case = store.by_reference(connection, reference)
        written = store.letters(connection, case["id"]) if case else []
        parts = store.parts(connection, case["id"], "words", "name") if case else []
    if case is None:
        return None
    with resources.reader.begin() as connection:
        steps = store.steps(connection, reference)
    if not any((step["officer"], step["letters"]) == (officer, len(written)) for step in steps):
        now = resources.clock()
        step = store.NewStep(reference, "opened", officer, len(written))
        resources.writer.write(lambda connection: store.add_step(connection, step, now))
    with resources.reader.begin() as connection:
        steps = store.steps(connection, reference)
    key = resources.private_key
    told = {(row["letter_id"], row["part"]): open_words(_envelope(row), key) for row in parts}
    opened = [(item, told[item["id"], "words"]) for item in written]
    envelope = told.get((written[0]["id"], "name"), {})
    letters = [
        ((number, 0), Letter(item["at"], item["step"], content["what"]))
        for number, (item, content) in enumerate(opened, start=1)
    ]
    for order, item in enumerate(steps, start=1):
        text = unseal(item["sealed_to_desk"], key)["text"] if item["sealed_to_desk"] else ""
        letters.append(((item["letters"], order), Letter(item["at"], item["step"], text, item["officer"])))
    return OpenCase(
        row,
        opened[0][1].get("employer", ""),
        envelope.get("name", ""),
        envelope.get("contact", ""),
        tuple(letter for _, letter in sorted(letters, key=lambda row: row[0])),
    )


def answer(resources: DeskResources, reference: str, text: str, officer: str, press: str) -> bool:
    """Seal `text` to the complainant and to the desk, once for each `press`; return whether there is such a case."""
    with resources.service_reader.begin() as connection:
        case = store.by_reference(connection, reference)
        seen = len(store.letters(connection, case["id"])) if case else 0
    if case is None:
        return False
    to_complainant = seal({"text": text}, nacl.public.PublicKey(case["complainant_key"]))
    to_desk = seal({"text": text}, resources.private_key.public_key)
    step = store.NewStep(reference, "answered", officer, seen, to_complainant, to_desk, f"{officer} {press}")
    now = resources.clock()
    resources.writer.write(lambda connection: store.add_step(connection, step, now))
    return True
