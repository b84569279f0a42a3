"""The form of a resume as a page shows and sends it: its choices of the day, its parts, its answers as flat values."""

import datetime as dt

from api.forms.base import FieldError, FieldView, nested, validate
from api.forms.finding import Choices, not_offered
from api.forms.resume import PARTS, Resume
from api.services.snapshot import Snapshot
from api.web.context import resources
from api.web.pages_fairs import districts, languages
from i18n import formats
from i18n.languages import Language
from i18n.messages import Message, mark, translate

FAIR_OVER = mark("This fair is over or not announced any more. Choose another one.")


def coming(current: Snapshot) -> dict[str, dt.date]:
    """Return the coming fairs with their days, the next one in front."""
    today = resources().clock().date()
    held = sorted(current.fairs, key=lambda fair: (fair.held_on, fair.id))
    return {fair.id: fair.held_on for fair in held if fair.held_on >= today}


def choices_of(current: Snapshot, language: Language) -> Choices:
    """Return the answers that only the moment knows: coming fairs, languages and districts."""
    days = coming(current)
    titles = {fair.id: fair.titles[language.slug] for fair in current.fairs}
    fairs = ((key, f"{formats.day_and_month(day, language)} · {titles[key]}") for key, day in days.items())
    near = districts(current, language)
    return {
        "fair": tuple(fairs),
        "languages": languages(language, chinese=True),
        "districts.first": near,
        "districts.second": near,
    }


def filled_in(values: dict[str, str], choices: Choices) -> Resume | list[FieldError]:
    """Return the filled resume, or what is wrong with each field; a fair that is over says so."""
    filled = validate(Resume, nested(values))
    known = {name: pairs for name, pairs in choices.items() if name != "languages"}
    errors = [*(filled if isinstance(filled, list) else ()), *not_offered(values, known)]
    if not errors and isinstance(filled, Resume):
        return filled
    return [
        FieldError(each.field, each.code, Message(FAIR_OVER))
        if each.field == "fair" and each.code == "literal_error"
        else each
        for each in errors
    ]


def parts(fields: list[FieldView], language: Language) -> list[tuple[str, list[FieldView]]]:
    """Return the fields below their headings."""
    found: list[tuple[str, list[FieldView]]] = [(translate(PARTS[""], language), [])]
    opened = {""}
    for view in fields:
        part = view.name.split(".")[0]
        if part in PARTS and part not in opened:
            opened.add(part)
            found.append((translate(PARTS[part], language), []))
        found[-1][1].append(view)
    return found


def flat(resume: Resume) -> dict[str, str]:
    """Return the answers of `resume` by the dotted names of their fields, as a form shows them."""
    found: dict[str, str] = {}
    for name, value in resume.model_dump(mode="json").items():
        inner = value if isinstance(value, dict) else {"": value}
        for part, each in inner.items():
            text = " ".join(each) if isinstance(each, list) else str(each)
            found[f"{name}.{part}".rstrip(".")] = "" if each is None else text
    return found
