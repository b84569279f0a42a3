"""Lodging a complaint: its parts are sealed, each for itself, and kept under a receipt that exists nowhere else."""

import datetime as dt
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.domain import cases as rule
from api.domain.codes import RECEIPT_DIGITS, derive
from api.domain.files import MOST_BYTES_WAITING, Reason, too_many
from api.domain.intake import clock_of
from api.forms.filing import Filing
from api.services import proving
from api.services.cleaning import Refused
from api.services.enrolling import KeyReused
from api.services.envelopes import Envelope, Keys, enclose_file, enclose_words
from api.services.resources import Resources
from api.services.sealing import receipt_key
from api.services.secrets import keyed
from api.store import cases as store
from api.store import filings
from api.store.types import Connection

STAGED = dt.timedelta(days=1)
"""How long a file waits for its complaint."""
_APART = {"person": "name", "contact": "contact"}
"""Which parts of the answers lie in envelopes of their own, and what those are called."""


@dataclass(frozen=True)
class Lodged:
    """The complaint is on the disk. The receipt exists nowhere else; `proof` states what was filed and when, signed."""

    receipt: str
    reference: str
    state: rule.State
    due_on: dt.date
    proof: proving.Signed
    again: bool = False


@dataclass(frozen=True)
class FilesGone:
    """A file was handed in so long ago that it has been forgotten."""


@dataclass(frozen=True)
class Filed:
    """What is known of a complaint that is filed, beside its words: `labels` say what its files are."""

    reference: str
    lang: str
    at: dt.datetime
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Staged:
    """A file that waits, sealed, for its complaint: what it is, and how many bytes."""

    ticket: str
    label: str
    size: int


def the_hour(now: dt.datetime) -> dt.datetime:
    """Return `now` to the hour: what is kept of anonymous people is no finer."""
    return now.replace(minute=0, second=0, microsecond=0)


def keys_of(resources: Resources) -> Keys:
    """Return to whom complaints are sealed."""
    return Keys(resources.desk_key, resources.escrow_key)


def part(name: str, envelope: Envelope, label: str = "") -> store.Part:
    """Return `envelope` as it is kept."""
    return store.Part(name, envelope.sealed, envelope.key_desk, envelope.key_escrow, envelope.digest, label)


def stage(resources: Resources, content: bytes, label: str) -> Staged | Refused:
    """Seal a file and keep it for a day; return the ticket that fetches it when the complaint is filed.

    Where too much waits already, it is not kept: nobody can fill the disk with files.
    """
    ticket = secrets.token_urlsafe(18)
    sealed = part("file", enclose_file(content, keys_of(resources)), label)
    hashed, at = keyed(resources.pepper, "staged file", ticket), the_hour(resources.clock())

    def work(connection: Connection) -> Staged | Refused:
        if store.bytes_staged(connection) + len(content) > MOST_BYTES_WAITING:
            return Refused(Reason.BUSY)
        store.stage(connection, hashed, sealed, len(content), at)
        return Staged(ticket, label, len(content))

    return resources.writer.write(work)


def staged(resources: Resources, tickets: Sequence[str]) -> list[Staged]:
    """Return the files that still wait under `tickets`, in the order of `tickets`."""
    by_hash = {keyed(resources.pepper, "staged file", ticket): ticket for ticket in tickets}
    with resources.reader.begin() as connection:
        rows = store.staged(connection, list(by_hash))
    found = {by_hash[row["ticket"]]: row for row in rows}
    return [Staged(each, found[each]["label"], found[each]["size"]) for each in tickets if each in found]


def drop(resources: Resources, ticket: str) -> None:
    """Forget the file of `ticket` at once."""
    hashed = keyed(resources.pepper, "staged file", ticket)
    resources.writer.write(lambda connection: store.unstage(connection, [hashed]))


def forget_staged(resources: Resources) -> None:
    """Forget the files whose complaint was not filed within a day."""
    before = the_hour(resources.clock() - STAGED)
    with resources.reader.begin() as connection:
        is_old = store.staged_before(connection, before)
    if is_old:
        resources.writer.write(lambda connection: store.unstage(connection, before=before))


def _sealed(answers: Mapping[str, Any], door: str, keys: Keys) -> list[store.Part]:
    """Return `answers` in envelopes: words, and name and contact apart."""
    told = dict(answers)
    story = told.pop("story")
    apart = {_APART[name]: told.pop(name) for name in _APART if name in told}
    about = told.pop("about")
    words = {"door": door, "what": story["what"], "when": story["when"], "answers": about, **told}
    return [part("words", enclose_words(words, keys))] + [
        part(name, enclose_words(content, keys)) for name, content in apart.items()
    ]


def _attached(connection: Connection, tickets: Sequence[str]) -> list[store.Part] | FilesGone | Refused:
    """Return the files of `tickets` as parts of the complaint, no longer waiting; or why they do not come with it."""
    rows = store.staged(connection, tickets)
    if len(rows) != len(tickets):
        return FilesGone()
    # Each was measured beside those that its page named; only here is it known which come together.
    if reason := too_many([row["size"] for row in rows]):
        return Refused(reason)
    store.unstage(connection, tickets)
    return [part("file", Envelope(row["sealed"], row["key_desk"], row["key_escrow"]), row["label"]) for row in rows]


def _due_on(form: Filing, answers: Mapping[str, Any], filed_on: dt.date) -> dt.date:
    """Return the day of the answer: at a mediation it hangs on who mediates."""
    category, method = answers["about"]["category"], answers.get("demand", {}).get("method", "")
    return clock_of(form.kind, form.door, category=category, method=method).due_on(filed_on)


def _body(form: Filing) -> str:
    return json.dumps(form.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)


def filed(resources: Resources, form: Filing, press: str) -> Filed | None:
    """Return what is known of the complaint if `press` has filed exactly what stands in `form`."""
    with resources.reader.begin() as connection:
        row = store.by_press(connection, keyed(resources.pepper, "press", press))
        if row is None or row["body"] != keyed(resources.pepper, "body", _body(form)):
            return None
        files = store.parts(connection, row["id"], "file")
    return Filed(row["reference"], row["lang"], row["lodged_at"], tuple(each["label"] for each in files))


def lodge(resources: Resources, form: Filing, lang: str, press: str) -> Lodged | KeyReused | FilesGone | Refused:
    """Seal the complaint to the desk and keep it; `press` is the idempotency key of one press of the button."""
    pepper = resources.pepper
    content = form.model_dump(mode="json")
    body = _body(form)
    receipt = derive(pepper, f"case\0{press}\0{body}".encode(), RECEIPT_DIGITS)
    now = the_hour(resources.clock())
    new = store.NewCase(
        receipt_hash=keyed(pepper, "receipt", receipt),
        press=keyed(pepper, "press", press),
        body=keyed(pepper, "body", body),
        door=form.door,
        kind=form.kind,
        category=content["answers"]["about"]["category"],
        lang=lang,
        lodged_at=now,
        due_on=_due_on(form, content["answers"], now.date()),
        complainant_key=bytes(receipt_key(receipt, pepper).public_key),
    )
    parts = _sealed(content["answers"], form.door, keys_of(resources))
    tickets = [keyed(pepper, "staged file", ticket) for ticket in dict.fromkeys(form.files)]
    # Without the tickets of files, which nobody else knows: the files stand in the record as hashes.
    told = {name: value for name, value in content.items() if name != "files"}
    digest = proving.digest_of(proving.salt_of(receipt), told)

    def work(connection: Connection) -> Lodged | KeyReused | FilesGone | Refused:
        if row := store.by_press(connection, new.press):
            if row["body"] != new.body:
                return KeyReused()
            record = filings.of_case(connection, row["id"])[0].record
            proof = proving.receipt_proof(resources, record)
            return Lodged(receipt, row["reference"], "received", row["due_on"], proof, again=True)
        if not isinstance(files := _attached(connection, tickets), list):
            return files
        number, reference = store.add(connection, new)
        letter = store.add_letter(connection, number, "lodged", [*parts, *files], new.press, now)
        proof = proving.receipt_proof(resources, filings.add(connection, letter, digest))
        return Lodged(receipt, reference, "received", new.due_on, proof)

    return resources.writer.write(work)
