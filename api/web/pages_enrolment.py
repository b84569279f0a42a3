"""Enrolling, looking an enrolment up, taking up a seat and giving it back, with pages."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, request

from api.domain.codes import grouped
from api.domain.offers import Offer
from api.domain.seats import LIVE, NotOpen, window_of
from api.forms.base import FieldError, nested, validate
from api.forms.enrolment import HOW, Enrolment, missing_for
from api.kinds import BY_NAME
from api.kinds.base import SAMPLE_NOTE
from api.services import enrolling
from api.web import words
from api.web.context import language_of, new_press, resources, respond, snapshot
from api.web.offered import announced, fields, seats_of, title, titles
from i18n import formats
from i18n.languages import Language
from i18n.messages import Message, mark, translate

bp = Blueprint("enrolment_pages", __name__)
COURSES = BY_NAME["course"].folder
FOLDERS = f"any({COURSES}, {BY_NAME['activity'].folder})"


def _form_page(
    language: Language,
    offer: Offer,
    status: int = 200,
    *,
    errors: list[FieldError] | None = None,
    message: Message | None = None,
    sure: bool = False,
) -> Response:
    values = request.form.to_dict()
    full, found = seats_of(offer), announced(offer.id)
    where = window_of(offer, full.gate, resources().clock())
    if message is None and where != "open":
        message = words.refused(NotOpen(where), {}, formats.moment(offer.opens_at, language))
    is_class = found["folder"] == COURSES
    return respond(
        "pages/enrol.html",
        language,
        f"{found['folder']}/{offer.id}/enrol",
        mark("Enrol"),
        status=status,
        course=offer.id,
        folder=found["folder"],
        back=found["words"][language.slug]["url"],
        back_words=mark("Back to the class") if is_class else _BACK[bool(full.capacity == full.taken == 1)],
        is_single=full.capacity == 1,
        round=offer.round,
        trail=_trail(offer.id, language),
        course_title=title(offer.id, language),
        capacity=full.capacity,
        taken=full.taken,
        seats_words=words.seats(full, language, offer.allocation),
        is_open=where == "open",
        how=HOW[offer.allocation],
        sample_note=SAMPLE_NOTE if found.get("sample") else "",
        fields=fields(offer, language, values, errors),
        press=new_press(),
        sure=sure,
        message=message.in_(language) if message else "",
    )


_BACK = {False: mark("Back to the activity"), True: mark("Choose another time")}


def _trail(offer: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the steps to `offer`: its list, and its page."""
    if not (found := announced(offer)):
        return ()
    here = found["words"][language.slug]
    return tuple(
        (here[text], here[path].removeprefix(f"/{language.slug}/"))
        for text, path in (("listed", "list"), ("page", "url"))
    )


def _offer(folder: str, offer: str) -> Offer:
    found = snapshot().offers.get(offer)
    return found if found and announced(offer).get("folder") == folder else abort(404)


@bp.get(f"/<slug>/<{FOLDERS}:folder>/<offer>/enrol")
def form(slug: str, folder: str, offer: str) -> Response:
    """Show the form with the live seats."""
    language = language_of(slug)
    return _form_page(language, _offer(folder, offer))


@bp.post(f"/<slug>/<{FOLDERS}:folder>/<offer>/enrol")
def enrol(slug: str, folder: str, offer: str) -> Response:
    """Enrol; the form of the printed page has no key of its own, so it is shown once more with one before it counts."""
    language = language_of(slug)
    found = _offer(folder, offer)
    values = request.form.to_dict()
    filled = validate(Enrolment, {**nested(values), "course": offer})
    errors = filled if isinstance(filled, list) else missing_for(found, filled)
    if isinstance(filled, list) or errors:
        return _form_page(language, found, 422, errors=errors)
    wishes = enrolling.wished(filled, snapshot().offers)
    if wishes is None:
        wrong = FieldError("wishes.second", "wishes", Message(words.NOT_TOGETHER))
        return _form_page(language, found, 422, errors=[wrong])
    if not (press := values.get("press", "")):
        return _form_page(language, found, sure=True)
    held = enrolling.enrol(resources(), snapshot().offers, wishes, filled, press, language.slug)
    if not isinstance(held, enrolling.Enrolled):
        return _form_page(language, found, 409, message=words.refused(held, titles(language)))
    return held_page(language, held, code=held.code, status=200 if held.again else 201)


def _where_and_when(offer: str, language: Language, *, is_entered: bool = False) -> list[tuple[str, str]]:
    """Return when and where the offer meets first, as rows of the confirmation."""
    found, known = announced(offer), snapshot().offers.get(offer)
    if not found or known is None:
        return []
    rows = []
    if known.meetings:
        term = mark("First day") if found["folder"] == COURSES else mark("When")
        rows.append((term, formats.moment(known.meetings[0].starts_at, language)))
    rows.append((mark("Where"), found["words"][language.slug]["place"]))
    if is_entered and known.drawn_on:
        drawn = formats.moment(dt.datetime.combine(known.drawn_on, known.drawn_at), language)
        rows.insert(0, (mark("Drawn on"), drawn))
        rows.append((mark("Draw"), found["words"][language.slug]["round"]))
    return [(translate(term, language), value) for term, value in rows if value]


def _class_or_activity(found: dict[str, Any], language: Language) -> str:
    is_class = not found or found["folder"] == COURSES
    return translate(mark("Class") if is_class else mark("Activity"), language)


def held_page(
    language: Language,
    held: enrolling.Enrolled,
    *,
    code: str | None = None,
    held_code: str = "",
    status: int = 200,
    **more: Any,
) -> Response:
    """Return the page of what somebody holds; `code` is shown in full once, `held_code` travels on in the buttons."""
    best = held.best
    found = announced(best.offer)
    line = mark("%(course)s: %(words)s")
    shown = [
        translate(line, language, course=title(each.offer, language), words=words.held(each, language))
        for each in held.wishes
    ]
    rows = [(_class_or_activity(found, language), title(best.offer, language))]
    rows += _where_and_when(best.offer, language, is_entered=best.state == "entered")
    if any(each.state in {"entered", "waiting"} for each in held.wishes):
        rows.append((translate(mark("Your name on public lists"), language), held.pseudonym))
    return respond(
        "pages/enrolment.html",
        language,
        "enrolments",
        words.ENROLLED_TITLES[best.state],
        status=status,
        words=shown,
        code=grouped(code) if code else "",
        rows=rows,
        round=known.round if (known := snapshot().offers.get(best.offer)) else "",
        trail=_trail(best.offer, language),
        list_url=found["words"][language.slug]["list"] if found else "",
        sample_note=SAMPLE_NOTE if found and found["sample"] else "",
        held_code=held_code if any(each.state in LIVE for each in held.wishes) else "",
        is_offered=any(each.state == "offered" for each in held.wishes),
        **{"message": "", "calendar": "", **more},
    )
