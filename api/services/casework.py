"""One case as an officer reads it: its letters, replies, files and history, opened with the key of the desk."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.domain.cases import NO_DETAIL, Detail, Event
from api.domain.names import Access, access, waiting
from api.domain.phrases import Part
from api.domain.replies import own_words, parts_of
from api.domain.staffing import Member
from api.services.case_acts import Act, found, perform
from api.services.case_linking import Linked, linked, others, respondent_of
from api.services.case_queue import FLAGS, Proposal, QueueRow, around, escalations, proposals, queue, row_of
from api.services.case_records import Record, detail_of, step_of
from api.services.envelopes import Envelope, open_file, open_packed, open_words
from api.services.resources import DeskResources
from api.store import case_steps, desk_audit, erasures
from api.store import cases as store
from api.store.desk_audit import DeskHappened
from api.store.rows import moment
from api.store.types import RowMapping

__all__ = ["FLAGS", "OpenCase", "Proposal", "QueueRow", "escalations", "open_case", "proposals", "queue"]


@dataclass(frozen=True)
class File:
    """A file that came with a letter; `label` says what it is ("jpg")."""

    id: int
    label: str
    letter: int
    digest: str


@dataclass(frozen=True)
class OpenedFile:
    """What lies in a file."""

    content: bytes
    label: str


@dataclass(frozen=True)
class Letter:
    """One entry of a case, in order. `officer` is empty when the complainant wrote it; `number` counts the letters so far."""

    at: dt.datetime
    step: str
    number: int
    officer: str = ""
    text: str = ""
    lang: str = ""
    parts: tuple[Part, ...] = ()
    note: str = ""
    detail: Detail = NO_DETAIL
    is_lost: bool = False
    """Sealed to a desk's key that is lost, of before such words were sealed to the escrow as well."""


@dataclass(frozen=True)
class OpenCase:
    """A case as the officer reads it; `words` is all that was answered in the first letter, `name` the officer's own asking."""

    row: QueueRow
    letters: tuple[Letter, ...]
    words: Mapping[str, Any]
    answers: Mapping[str, str]
    respondent: Mapping[str, str]
    applicant: Mapping[str, str]
    contact: Mapping[str, str]
    files: tuple[File, ...]
    linked: Linked
    has_name: bool
    name: Access
    name_askings: tuple[Access, ...]
    proposal: Event | None
    closing: Event | None
    erased_on: dt.date | None


def _envelope(row: RowMapping) -> Envelope:
    return Envelope(row["sealed"], row["key_desk"], row["key_escrow"])


def _words(resources: DeskResources, rows: Sequence[RowMapping], part: str) -> dict[int, dict[str, Any]]:
    """Return what lies in the envelopes called `part`, by letter; the newest counts, an erased one is empty."""
    return {
        row["letter_id"]: open_words(_envelope(row), resources.private_key) if row["sealed"] else {}
        for row in rows
        if row["part"] == part
    }


def _note_opening(resources: DeskResources, member: Member, case: Record) -> None:
    """Keep who opened the case: each officer once, and again after each letter."""
    known = ((event.step, event.officer, event.letters) for event in case.history)
    if ("opened", member.username, case.standing.letters) not in known:
        perform(resources, member, case.reference, None, "", lambda _: Act("opened"))


def _written(
    letters: Sequence[RowMapping], told: Mapping[int, Mapping[str, Any]], lang: str
) -> Iterator[tuple[tuple[int, int], Letter]]:
    for number, row in enumerate(letters, start=1):
        content = told.get(row["id"], {})
        detail = Detail(reason=str(content.get("reason", "")))
        yield (
            (number, 0),
            Letter(row["at"], step_of(row), number, text=content.get("what", ""), lang=lang, detail=detail),
        )


def _done(resources: DeskResources, steps: Sequence[RowMapping]) -> Iterator[tuple[tuple[int, int], Letter]]:
    for order, row in enumerate(steps, start=1):
        sealed = row["sealed_to_desk"]
        opened = open_packed(sealed, resources.private_key) if sealed else {}
        content = opened or {}
        parts, note = parts_of(content), content.get("note", "")
        number, detail = row["letters"], detail_of(row)
        letter = Letter(
            row["at"], row["step"], number, row["officer"], own_words(parts), "", parts, note, detail, opened is None
        )
        yield (number, order), letter


def _files(letters: Sequence[RowMapping], rows: Sequence[RowMapping]) -> tuple[File, ...]:
    numbers = {row["id"]: number for number, row in enumerate(letters, start=1)}
    kept = (row for row in rows if row["part"] == "file" and row["sealed"])
    return tuple(File(row["id"], row["label"], numbers[row["letter_id"]], row["digest"]) for row in kept)


def _newest(told: Mapping[int, Mapping[str, Any]]) -> dict[str, str]:
    return {name: str(value) for name, value in (list(told.values())[-1] if told else {}).items()}


def _opened(resources: DeskResources, case: Record, officer: str, row: QueueRow) -> OpenCase:
    with resources.service_reader.begin() as connection:
        letters = store.letters(connection, case.row["id"])
        envelopes = store.parts(connection, case.row["id"], "words", "contact", "file", "name")
    with resources.reader.begin() as connection:
        steps = case_steps.steps(connection, case.reference)
        erased = erasures.of(connection, case.reference)
    words = _words(resources, envelopes, "words")
    first = words.get(letters[0]["id"], {})
    entries = [*_written(letters, words, case.lang), *_done(resources, steps)]
    return OpenCase(
        row=row,
        letters=tuple(letter for _, letter in sorted(entries, key=lambda entry: entry[0])),
        words=first,
        answers=first.get("answers", {}),
        respondent=respondent_of(first),
        applicant=first.get("applicant", {}),
        contact=_newest(_words(resources, envelopes, "contact")),
        files=_files(letters, envelopes),
        linked=linked(resources, case),
        has_name=any(each["part"] == "name" and each["sealed"] for each in envelopes),
        name=access(case.history, officer),
        name_askings=tuple(waiting(case.history)),
        proposal=case.standing.proposal,
        closing=case.standing.closing,
        erased_on=dt.datetime.fromisoformat(erased.at).date() if erased else None,
    )


def open_case(
    resources: DeskResources, member: Member, reference: str, holidays: Collection[dt.date]
) -> OpenCase | None:
    """Return the case `reference` unsealed, and keep who opened it. None if there is no such case for `member`."""
    case = found(resources, member, reference)
    if case is None:
        return None
    _note_opening(resources, member, case)
    case = found(resources, member, reference)
    if case is None:
        return None
    beside = around(resources, holidays, [case, *others(resources.service_reader, resources.reader, reference)])
    row = row_of(case, beside)
    return _opened(resources, case, member.username, row)


def file(resources: DeskResources, member: Member, reference: str, identity: int) -> OpenedFile | None:
    """Return what lies in a file of the case, and note in the audit who opened it."""
    case = found(resources, member, reference)
    if case is None:
        return None
    with resources.service_reader.begin() as connection:
        row = store.envelope(connection, case.row["id"], identity)
    if row is None or row["part"] != "file" or not row["sealed"]:
        return None
    at, detail = moment(resources.clock()), f"{identity} {row['label']}"
    happened = DeskHappened(at, member.username, "file-opened", reference, "", detail)
    resources.writer.write(lambda connection: desk_audit.note(connection, happened))
    return OpenedFile(open_file(_envelope(row), resources.private_key), row["label"])
