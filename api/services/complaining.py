"""Lodging a complaint: its parts are sealed, each for itself, and kept under a receipt that exists nowhere else."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from api.domain import cases as rule
from api.domain.codes import RECEIPT_DIGITS, derive
from api.forms.complaint import Complaint
from api.services.enrolling import KeyReused
from api.services.envelopes import Envelope, Keys, enclose_words
from api.services.resources import Resources
from api.services.sealing import receipt_key
from api.services.secrets import keyed
from api.store import cases as store
from api.store.types import Connection


@dataclass(frozen=True)
class Lodged:
    """The complaint is on the disk. The receipt exists nowhere else; `proof` is the SHA-256 of what was filed."""

    receipt: str
    reference: str
    state: rule.State
    due_on: dt.date
    proof: str
    again: bool = False


def the_hour(now: dt.datetime) -> dt.datetime:
    """Return `now` to the hour: what is kept of anonymous people is no finer."""
    return now.replace(minute=0, second=0, microsecond=0)


def keys_of(resources: Resources) -> Keys:
    """Return to whom complaints are sealed."""
    return Keys(resources.desk_key, resources.escrow_key)


def part(name: str, envelope: Envelope, label: str = "") -> store.Part:
    """Return `envelope` as it is kept."""
    return store.Part(name, envelope.sealed, envelope.key_desk, envelope.key_escrow, envelope.digest, label)


def lodge(resources: Resources, form: Complaint, lang: str, press: str) -> Lodged | KeyReused:
    """Seal the complaint to the desk and keep it; `press` is the idempotency key of one press of the button."""
    pepper = resources.pepper
    body = json.dumps(form.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    receipt = derive(pepper, f"case\0{press}\0{body}".encode(), RECEIPT_DIGITS)
    now = the_hour(resources.clock())
    answers = form.answers
    keys = keys_of(resources)
    parts = [
        part("words", enclose_words({"what": answers.what, "employer": answers.employer}, keys)),
        part("name", enclose_words({"name": answers.name, "contact": answers.contact}, keys)),
    ]
    new = store.NewCase(
        receipt_hash=keyed(pepper, "receipt", receipt),
        press=keyed(pepper, "press", press),
        body=keyed(pepper, "body", body),
        door=form.door,
        kind=form.kind,
        category="",
        lang=lang,
        lodged_at=now,
        due_on=rule.due_on(now.date()),
        complainant_key=bytes(receipt_key(receipt, pepper).public_key),
    )
    proof = hashlib.sha256(body.encode()).hexdigest()

    def work(connection: Connection) -> Lodged | KeyReused:
        if row := store.by_press(connection, new.press):
            if row["body"] != new.body:
                return KeyReused()
            return Lodged(receipt, row["reference"], "received", row["due_on"], proof, again=True)
        number, reference = store.add(connection, new)
        store.add_letter(connection, number, "lodged", parts, new.press, now)
        return Lodged(receipt, reference, "received", new.due_on, proof)

    return resources.writer.write(work)
