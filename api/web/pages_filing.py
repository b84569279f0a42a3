"""Filing a complaint, page by page: forward, back, files, check, file, and typing the receipt back."""

from typing import NamedTuple

from flask import Blueprint, Response, redirect, request
from markupsafe import Markup

from api.domain.codes import grouped
from api.domain.files import ACCEPT, MEGABYTE, MOST_BYTES, MOST_FILES, Reason, name_of, room_for, treated
from api.forms.base import FieldError, validate, views
from api.forms.complaint import ReceiptLookup
from api.services import cleaning, complaining, returning
from api.services.enrolling import KeyReused
from api.web import words
from api.web.context import language_of, new_press, resources, respond
from api.web.guard import guard, may_send_file, ticket_of
from api.web.journey import CHECK, FILES, Journey, flat, read, said
from api.web.uploads import one_file, refusal
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme.codes import qr
from theme.door_words import promised_of_kind, promises
from theme.filed_words import read_back, title_of

bp = Blueprint("filing_pages", __name__)
PATH = "go/"
TITLE = mark("File a complaint")
NO_FILE = mark("Choose a file first.")
_DUE = {"case": mark("Answer due by"), "mediation": mark("Proposal due about")}
"""What the day on a receipt is; nobody owes an answer to a tip."""


class _File(NamedTuple):
    """A file that was handed in, as whoever did reads of it: its name, its size, and what became of it."""

    ticket: str
    name: str
    size: str
    treated: str


def _page(template: str, journey: Journey, language: Language, status: int = 200, **context: object) -> Response:
    return respond(
        template,
        language,
        PATH,
        TITLE,
        status=status,
        sensitive=True,
        alone=True,
        journey=journey,
        heading=translate(journey.title(), language),
        step=formats.number(journey.pages.index(journey.at) + 1, language),
        steps=formats.number(max(len(journey.pages), 2), language) if journey.kind else "",
        carried=journey.carried(language),
        **context,
    )


def _step(
    journey: Journey, language: Language, errors: list[FieldError] | None = None, message: str = "", status: int = 200
) -> Response:
    """Show the page that `journey` is at."""
    shown: dict[str, object] = {"message": message}
    if journey.at == CHECK:
        shown["parts"] = read_back(journey.door, journey.kind, journey.values, language)
        shown["kind"] = title_of(journey.kind, language)
        shown["press"] = journey.values.get("press", "") or new_press()
    if journey.at in {FILES, CHECK}:
        shown["files"] = _files(journey, language)
        shown["limits"] = {"files": MOST_FILES, "size": MOST_BYTES // MEGABYTE, "accept": ACCEPT}
        return _page(f"pages/filing-{journey.at}.html", journey, language, status, **shown)
    shown["promises"] = promises(journey.door, language) if journey.at == journey.pages[0] else []
    shown["of_kind"] = promised_of_kind(journey.door, journey.kind, language) if journey.at == "about" else []
    if (journey.door, journey.at) == ("mediation", "contact"):
        shown["of_kind"] = [translate(mark("The invitation to the meeting comes in any case."), language)]
    shown["fields"] = journey.asked(language, errors)
    # Since when somebody writes travels from the first page on.
    shown["ticket"] = "" if "ticket" in journey.values else ticket_of(journey.values)
    return _page("pages/filing-step.html", journey, language, status, **shown)


def _files(journey: Journey, language: Language) -> list[_File]:
    """Return the files that were handed in."""
    found = complaining.staged(resources(), journey.tickets)
    return [
        _File(
            each.ticket,
            name_of(number, each.label),
            formats.unit(max(1, each.size // 1024), "kilobytes", language),
            translate(become, language) if (become := treated(each.label)) else "",
        )
        for number, each in enumerate(found, start=1)
    ]


@bp.get("/<slug>/go/<path:page>")
@bp.get("/<slug>/complaints/<path:page>")
def begin(slug: str, page: str) -> Response:
    """Lead to the doors."""
    del page
    return redirect(f"/{language_of(slug).slug}/{PATH}", 303)  # type: ignore[return-value]


def _next(journey: Journey, language: Language) -> Response:
    errors = journey.faults()
    if errors:
        return _step(journey, language, errors, status=422)
    return _step(journey.to(CHECK) if journey.is_whole else journey.moved(1), language)


def unfinished(journey: Journey, errors: list[FieldError], language: Language) -> Response:
    """Show the first page on which something is wrong."""
    apart = said(errors)
    return _step(journey.first_wrong(errors), language, errors, apart.in_(language) if apart else "", 422)


def _file(journey: Journey, language: Language) -> Response:
    """File it, if nothing is missing; otherwise show the first page on which something is."""
    filled = journey.filled()
    if isinstance(filled, list):
        return unfinished(journey, filled, language)
    if (waits := guard(language, "go/on", request.form)) is not None:
        return waits
    press = journey.values.get("press", "") or new_press()
    lodged = complaining.lodge(resources(), filled, language.slug, press)
    if isinstance(lodged, KeyReused):
        return _step(journey.to(CHECK), language, message=translate(words.KEY_REUSED, language), status=409)
    if isinstance(lodged, complaining.FilesGone):
        return _step(journey.to(FILES), language, message=translate(words.FILES_GONE, language), status=409)
    if isinstance(lodged, cleaning.Refused):
        return _step(journey.to(FILES), language, message=refusal(lodged.reason, language), status=422)
    return _receipt(journey, lodged, language, press)


def _receipt(journey: Journey, lodged: complaining.Lodged, language: Language, press: str) -> Response:
    """Show the receipt. All answers travel on, so that it can be shown once more until it was typed back."""
    rows = [(translate(mark("Reference"), language), lodged.reference)]
    if due := _DUE.get(journey.door):
        rows.append((translate(due, language), formats.date(lodged.due_on, language)))
    return _page(
        "pages/filing-receipt.html",
        journey.to(CHECK),
        language,
        200 if lodged.again else 201,
        number=grouped(lodged.receipt),
        code=Markup(qr(lodged.receipt, scales=True)),  # noqa: S704 - drawn by us, of digits
        rows=rows,
        press=press,
        due=formats.date(lodged.due_on, language),
        reference=lodged.reference,
        proof=lodged.proof,
    )


@bp.post("/<slug>/go/on")
@bp.post("/<slug>/complaints/on")
def on(slug: str) -> Response:
    """Go on, back, to a page that is to be changed, or file it."""
    language = language_of(slug)
    if (journey := read(request.form)) is None:
        return redirect(f"/{language.slug}/{PATH}", 303)  # type: ignore[return-value]
    way, _, target = journey.values.get("to", "next").partition(" ")
    if way == "file" and journey.kind:
        return _file(journey, language)
    elsewhere = {"stay": journey, "begin": journey.to(journey.pages[0]), "back": journey.moved(-1)}
    if way == "change":
        return _step(journey.to(target), language)
    return _step(elsewhere[way], language) if way in elsewhere else _next(journey, language)


@bp.post("/<slug>/go/file")
def add_file(slug: str) -> Response:
    """Clean and seal one file, or take one away."""
    language = language_of(slug)
    journey = read(request.form)
    if journey is None or not journey.kind:
        return redirect(f"/{language.slug}/{PATH}", 303)  # type: ignore[return-value]
    journey = journey.to(FILES)
    way, _, target = journey.values.get("to", "").partition(" ")
    if way == "drop" and target in journey.tickets:
        complaining.drop(resources(), target)
        return _step(journey.with_files([each for each in journey.tickets if each != target]), language)
    content = one_file("file")
    if content is None:
        return _step(journey, language, message=translate(NO_FILE, language), status=422)
    kept = [each.size for each in complaining.staged(resources(), journey.tickets)]
    staged = _staged(content, kept)
    if isinstance(staged, cleaning.Refused):
        status = 429 if staged.reason == Reason.BUSY else 422
        return _step(journey, language, message=refusal(staged.reason, language), status=status)
    return _step(journey.with_files([*journey.tickets, staged.ticket]), language)


def _staged(content: bytes, kept: list[int]) -> complaining.Staged | cleaning.Refused:
    """Clean and seal a file beside those of the sizes `kept`. It is measured twice: drawn anew it may be larger."""
    if full := room_for(len(content), kept):
        return cleaning.Refused(full)
    if not may_send_file():
        return cleaning.Refused(Reason.BUSY)
    cleaned = cleaning.clean(content)
    if isinstance(cleaned, cleaning.Refused):
        return cleaned
    if full := room_for(len(cleaned.content), kept):
        return cleaning.Refused(full)
    return complaining.stage(resources(), cleaned.content, cleaned.extension)


@bp.post("/<slug>/go/noted")
def noted(slug: str) -> Response:
    """Ask for the receipt that was just written down, and say whether it was copied rightly."""
    language = language_of(slug)
    journey = read(request.form)
    if journey is None or not journey.kind:
        return redirect(f"/{language.slug}/{PATH}", 303)  # type: ignore[return-value]
    values = flat(request.form)
    if not values.get("receipt"):
        return _type_back(journey, language)
    filled = validate(ReceiptLookup, {"receipt": values["receipt"]})
    if isinstance(filled, list):
        return _type_back(journey, language, filled, 422)
    if (waits := guard(language, "go/noted", request.form, "look-up")) is not None:
        return waits
    if not returning.is_receipt_of(resources(), filled.receipt, values.get("reference", "")):
        wrong = translate(mark("These are not the digits of your receipt. Compare them once more."), language)
        return _type_back(journey, language, message=wrong, status=422)
    return respond("pages/filing-end.html", language, PATH, TITLE, sensitive=True, door=journey.door)


def _type_back(
    journey: Journey, language: Language, errors: list[FieldError] | None = None, status: int = 200, message: str = ""
) -> Response:
    fields = views(ReceiptLookup, language, flat(request.form) if errors or message else {}, errors)
    return _page(
        "pages/filing-noted.html",
        journey.to(CHECK),
        language,
        status,
        fields=fields,
        press=journey.values.get("press", ""),
        reference=journey.values.get("reference", ""),
        message=message,
    )
