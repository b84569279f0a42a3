"""The list of one offer: who has a seat, who waits, and moves by hand, each with its reason."""

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, g, request

from api.domain.offers import GROUPS, Offer
from api.domain.orders import ACTIONS, OUTCOMES, REASONS
from api.domain.seats import State
from api.forms.base import FieldError, nested, validate, views
from api.forms.desk import OF_ENTRY, Move
from api.services import desk_ordering, rosters
from api.services.desk_ordering import Told
from api.services.rosters import Roster, RosterRow
from api.web.desk_frame import allowed, go, language, offer_or_404, page, resources, title_of
from api.web.desk_given import give, word
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_roster", __name__)

STATES: dict[State, str] = {
    "confirmed": mark("has a seat"),
    "offered": mark("a seat is kept"),
    "invited": mark("is invited"),
    "entered": mark("has entered"),
    "waiting": mark("waits"),
    "cancelled": mark("gave it back"),
    "lapsed": mark("did not take it up"),
    "released": mark("got a better wish"),
    "refused": mark("no seat"),
    "not-held": mark("not held"),
}
"""What the desk calls each state, in the order of its list."""
NOBODY_CHOSEN = mark("Choose at least one person.")


def told(rows: list[Told]) -> list[dict[str, Any]]:
    """Return `rows` of a history in the language of the desk."""
    spoken = language()
    return [
        {
            "order": row.order,
            "pseudonym": row.pseudonym,
            "action": translate(ACTIONS[row.order.action].text, spoken) if row.order.action in ACTIONS else "",
            "reason": translate(REASONS[row.order.reason], spoken) if row.order.reason in REASONS else "",
            "outcome": word(row.outcome).in_(spoken),
            "is_done": row.outcome == "done",
        }
        for row in rows
    ]


def _sections(rows: tuple[RosterRow, ...]) -> list[tuple[str, list[RosterRow]]]:
    """Return `rows` by state, those who have a seat in front, each with the word for the state."""
    states = list(STATES)
    ordered = sorted(rows, key=lambda row: states.index(row.state))
    return [
        (translate(STATES[state], language()), list(found)) for state, found in groupby(ordered, lambda row: row.state)
    ]


def _choices(rows: tuple[RosterRow, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be done, by the state from which it can be done, for the states that somebody is in."""
    here, spoken = {row.state for row in rows}, language()
    found = [
        (words, [(name, translate(text, spoken)) for name, text in OF_ENTRY.items() if state in ACTIONS[name].of])
        for state, words in STATES.items()
        if state in here
    ]
    return [(translate(words, spoken), choices) for words, choices in found if choices]


def _list_page(offer: Offer, roster: Roster, status: int = 200, errors: list[FieldError] | None = None) -> Response:
    typed = {name: request.form.get(name, "") for name in ("action", "reason", "note")} if request.form else {}
    spoken, everybody = language(), (*roster.rows, *roster.gone)
    wrong = errors or []
    return page(
        "roster.html",
        status,
        offer=offer,
        title=title_of(offer.id),
        seats=roster.seats,
        sections=_sections(roster.rows),
        gone=_sections(roster.gone),
        groups={name: translate(text, spoken) for name, text in GROUPS.items()},
        choices=_choices(everybody),
        fields={view.name: view for view in views(Move, spoken, typed, wrong)},
        chosen=set(request.form.getlist("entry")),
        nobody=next((error.message.in_(spoken) for error in wrong if error.field == "entry"), ""),
        history=told(desk_ordering.history(resources(), offer.id)[:50]),
        looks=rosters.looks(resources(), offer.id)[:20],
    )


@bp.get("/courses/<name>")
@allowed("lists")
def roster(name: str) -> Response:
    """Show who is on the list."""
    offer = offer_or_404(name)
    return _list_page(offer, rosters.look(resources(), g.officer, offer.id, offer.capacity))


def _chosen(found: Roster) -> list[RosterRow]:
    chosen = set(request.form.getlist("entry"))
    return [row for row in (*found.rows, *found.gone) if str(row.entry) in chosen]


@bp.post("/courses/<name>")
@allowed("lists")
def move(name: str) -> Response:
    """Order the chosen people to be moved; what is not done is told, and nothing of what was typed is lost."""
    offer = offer_or_404(name)
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity)
    filled = validate(Move, nested(request.form.to_dict()))
    errors = filled if isinstance(filled, list) else []
    rows = _chosen(found)
    if not rows:
        errors = [FieldError("entry", "missing", Message(NOBODY_CHOSEN)), *errors]
    if not isinstance(filled, list) and any(row.state not in ACTIONS[filled.action].of for row in rows):
        errors = [*errors, FieldError("action", "state", Message(OUTCOMES["wrong-state"]))]
    if errors or isinstance(filled, list):
        return _list_page(offer, found, 422, errors)
    orders = [
        desk_ordering.order(g.officer, filled.action, offer.id, filled.reason, entry=row.entry, note=filled.note)
        for row in rows
    ]
    said, refused = give(orders)
    if refused:
        errors = [FieldError("action", outcome, word(outcome)) for outcome in refused]
        return _list_page(offer, rosters.roster(resources(), offer.id, offer.capacity), 409, errors)
    return go(f"/courses/{offer.id}", said)
