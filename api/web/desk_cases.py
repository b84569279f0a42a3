"""The queue of the desk: the cases that a member of staff sees, pile after pile."""

from flask import Blueprint, Response, g, request

from api.domain.cases import DESK_STATE_WORDS
from api.domain.chasing import Chase
from api.domain.intake import UNITS
from api.domain.piles import PILES
from api.services import casework
from api.services.case_queue import OVERDUE
from api.services.casework import FLAGS, QueueRow
from api.web import desk_words
from api.web.context import snapshot
from api.web.desk_frame import allowed, language, page, resources
from i18n import formats
from i18n.languages import BY_SLUG
from i18n.messages import translate

bp = Blueprint("desk_cases", __name__)
SOON_DAYS = 10
ALL, MINE = "all", "1"
_OVER = frozenset({"closed"})


def urgency(row: QueueRow) -> str:
    """Return the class of the left edge of a row: late, soon, or nothing."""
    if row.state in _OVER:
        return ""
    if not OVERDUE.isdisjoint(row.flags):
        return "due--late"
    return "due--soon" if not row.clock.ended_on and row.clock.days_left < SOON_DAYS else ""


def _chased(rows: list[QueueRow], officer: str) -> list[tuple[QueueRow, Chase]]:
    """Return the late cases for which `officer` was chased and that still have no answer, each with the newest chase."""
    named = [(row, [each for each in row.chases if each.to == officer and not each.is_carried]) for row in rows]
    return [(row, chases[-1]) for row, chases in named if chases and not row.clock.ended_on]


def _fits(row: QueueRow, asked: dict[str, str]) -> bool:
    if asked["mine"] and row.officer != g.officer:
        return False
    if asked["unit"] and row.unit != asked["unit"]:
        return False
    if asked["lang"] and row.lang != asked["lang"]:
        return False
    return asked["state"] in {row.state, ALL} or (not asked["state"] and row.state not in _OVER)


def _choices(rows: list[QueueRow]) -> dict[str, list[tuple[str, str]]]:
    """Return what can be filtered by: units and languages that there are, and all states."""
    spoken = language()
    return {
        "unit": [(name, desk_words.unit(name, spoken)) for name in UNITS if any(row.unit == name for row in rows)],
        "lang": [(slug, desk_words.spoken(slug, spoken)) for slug in BY_SLUG if any(row.lang == slug for row in rows)],
        "state": [(name, translate(text, spoken)) for name, text in DESK_STATE_WORDS.items()],
    }


def _piles(rows: list[QueueRow]) -> list[tuple[str, list[QueueRow]]]:
    """Return heading and rows of each pile that holds any; a single pile in the member's own languages has no heading."""
    piles = [(text, [row for row in rows if row.pile == name]) for name, text in PILES.items()]
    found = [(translate(text, language()), held) for text, held in piles if held]
    return [("", rows)] if len(found) == 1 and rows[0].pile == "own" else found


@bp.get("/")
@allowed("cases")
def queue() -> Response:
    """Show the cases that this member sees: what is overdue, then by the languages that they read, by deadline within."""
    asked = {name: request.args.get(name, "") for name in ("unit", "lang", "state", "mine")}
    rows = casework.queue(resources(), g.member, snapshot().holidays)
    shown = [row for row in rows if _fits(row, asked)]
    spoken = language()
    return page(
        "queue.html",
        piles=_piles(shown),
        found=len(shown),
        chased=_chased(rows, g.officer),
        late=sum("late" in row.flags for row in shown),
        asked=asked,
        choices=_choices(rows),
        urgency=urgency,
        left=lambda days: formats.unit(days, "days", spoken),
        states={name: translate(text, spoken) for name, text in DESK_STATE_WORDS.items()},
        flags={name: translate(text, spoken) for name, text in FLAGS.items()},
        about=lambda row: desk_words.about(row, spoken),
        unit=lambda row: desk_words.unit(row.unit, spoken),
        tongue=lambda row: desk_words.spoken(row.lang, spoken),
    )
