"""Lists that leave the desk: the sign-in sheet for the printer, and the roster for a spreadsheet."""

import math
from collections.abc import Iterator

from flask import Blueprint, Response, g

from api.domain.offers import GROUPS, Offer
from api.services import desk_attendance, rosters
from api.services.desk_importing import HEADINGS
from api.services.desk_tables import written
from api.services.rosters import Person
from api.web.desk_frame import allowed, language, offer_or_404, page, resources, title_of
from api.web.desk_roster import STATES
from i18n.languages import by_slug
from i18n.messages import mark, translate

bp = Blueprint("desk_sheets", __name__)
DAYS_ON_A_SHEET = 9
COLUMNS = (
    mark("Place"),
    HEADINGS["state"],
    HEADINGS["pseudonym"],
    HEADINGS["name"],
    mark("Phone"),
    mark("E-mail"),
    mark("Document number"),
    mark("Group"),
    mark("Language"),
    mark("Arrived"),
    mark("Kept until"),
)


def _even_parts(days: list[str]) -> list[list[str]]:
    """Return `days` on as few sheets as they need, about as many on each; without days, one sheet to sign."""
    sheets = max(1, math.ceil(len(days) / DAYS_ON_A_SHEET))
    size = max(1, math.ceil(len(days) / sheets))
    return [days[start : start + size] for start in range(0, len(days), size)] or [[]]


@bp.get("/courses/<name>/sheet")
@allowed("lists")
def sheet(name: str) -> Response:
    """Print who has a seat, with a box for each meeting."""
    offer = offer_or_404(name)
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity)
    days = desk_attendance.days(offer)
    return page(
        "sheet.html",
        offer=offer,
        title=title_of(offer.id),
        people=rosters.with_a_seat(found),
        sheets=_even_parts(days),
        printed_at=resources().clock(),
    )


def _cells(person: Person) -> Iterator[object]:
    """Yield one line of the roster: contact only beside the one who enrolled."""
    row, spoken = person.row, language()
    is_first = person.place == row.places[0]
    told = by_slug(row.lang)
    yield row.place
    yield translate(STATES[row.state], spoken)
    yield person.key
    yield person.name
    yield row.phone if is_first else ""
    yield row.email if is_first else ""
    yield person.document
    yield ", ".join(translate(GROUPS[group], spoken) for group in row.group.split(",") if group in GROUPS)
    yield told.endonym if told else ""
    yield row.arrived_at
    yield row.hold_until or ""


def _table(offer: Offer) -> bytes:
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity, saves=True)
    heading = [translate(text, language()) for text in COLUMNS]
    return written([heading, *(_cells(person) for person in rosters.people(found.rows))])


@bp.get("/courses/<name>/roster.csv")
@allowed("lists")
def table(name: str) -> Response:
    """Hand out the list as a table."""
    offer = offer_or_404(name)
    headers = {"Content-Disposition": f'attachment; filename="roster-{offer.id}.csv"'}
    return Response(_table(offer), headers=headers, mimetype="text/csv")


@bp.get("/courses/<name>/attendance.csv")
@allowed("lists")
def empty_register(name: str) -> Response:
    """Hand out a table to be filled in with who was there."""
    offer = offer_or_404(name)
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity, saves=True)
    heading = [translate(HEADINGS[column], language()) for column in ("pseudonym", "name", "present")]
    rows = [heading, *((person.key, person.name, "") for person in rosters.with_a_seat(found))]
    headers = {"Content-Disposition": f'attachment; filename="attendance-{offer.id}.csv"'}
    return Response(written(rows), headers=headers, mimetype="text/csv")
