"""Keeping a resume under a code until its fair is over: only who presents the code can open, change or delete it."""

import datetime as dt
import json
from dataclasses import dataclass

from api.domain.codes import ENROLMENT_DIGITS, derive
from api.forms.resume import Resume
from api.services.resources import Resources
from api.services.sealing import resume_key, seal, unseal
from api.services.secrets import keyed
from api.store import resumes as store
from api.store.types import Connection


@dataclass(frozen=True)
class Kept:
    """The resume is on the disk. `language` is the slug of the language in which it was filled in."""

    code: str
    resume: Resume
    language: str


@dataclass(frozen=True)
class PressReused:
    """The idempotency key was used for another resume."""


@dataclass(frozen=True)
class UnknownResume:
    """No resume has this code: it was mistyped or deleted, or its fair is over."""


def _body(resume: Resume, language: str) -> dict[str, object]:
    return {"resume": resume.model_dump(mode="json"), "language": language}


def _hashed(resources: Resources, code: str) -> str:
    return keyed(resources.pepper, "resume code", code)


def keep(resources: Resources, resume: Resume, language: str, press: str, until: dt.date) -> Kept | PressReused:
    """Seal `resume` to a code of its own and keep it until the day `until` is over; the same press gives the same code."""
    pepper, body = resources.pepper, _body(resume, language)
    seed = f"resume\0{press}\0{json.dumps(body, sort_keys=True, ensure_ascii=False)}"
    code = derive(pepper, seed.encode(), ENROLMENT_DIGITS)
    sealed = seal(body, resume_key(code, pepper).public_key)
    new = store.NewResume(_hashed(resources, code), keyed(pepper, "resume press", press), sealed, until)

    def work(connection: Connection) -> Kept | PressReused:
        store.forget(connection, resources.clock().date())
        if row := store.by_press(connection, new.press):
            return Kept(code, resume, language) if row["code_hash"] == new.code_hash else PressReused()
        store.add(connection, new)
        return Kept(code, resume, language)

    return resources.writer.write(work)


def look_up(resources: Resources, code: str) -> Kept | UnknownResume:
    """Return the resume of `code`, opened with the code itself. A wrong code takes just as long."""
    private = resume_key(code, resources.pepper)
    with resources.reader.begin() as connection:
        row = store.by_code(connection, _hashed(resources, code), resources.clock().date())
    if row is None:
        return UnknownResume()
    body = unseal(row["sealed"], private)
    return Kept(code, Resume.model_validate(body["resume"]), body["language"])


def change(resources: Resources, code: str, resume: Resume, language: str, until: dt.date) -> Kept | UnknownResume:
    """Put `resume` in the place of what `code` holds."""
    hashed = _hashed(resources, code)
    sealed = seal(_body(resume, language), resume_key(code, resources.pepper).public_key)

    def work(connection: Connection) -> Kept | UnknownResume:
        if store.by_code(connection, hashed, resources.clock().date()) is None:
            return UnknownResume()
        store.update(connection, hashed, sealed, until)
        return Kept(code, resume, language)

    return resources.writer.write(work)


def delete(resources: Resources, code: str) -> None:
    """Delete what `code` holds; deleting twice changes nothing."""
    resources.writer.write(lambda connection: store.remove(connection, _hashed(resources, code)))


def forget(resources: Resources) -> int:
    """Delete each resume whose fair is over; return how many."""
    today = resources.clock().date()
    return resources.writer.write(lambda connection: store.forget(connection, today))
