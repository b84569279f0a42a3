"""The queue of the desk: the cases that a member of staff sees, late and soon first."""

from flask import Blueprint, Response, g, request

from api.domain.cases import DESK_STATE_WORDS
from api.domain.chasing import Chase
from api.domain.intake import UNITS
from api.services import casework
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
_PRESSING = frozenset({"late", "first-reply-late", "contested"})


def urgency(row: QueueRow) -> str:
    """Return the class of the left edge of a row: late, soon, or nothing."""
    if row.state in _OVER:
        return ""
    if _PRESSING & set(row.flags):
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


@bp.get("/")
@allowed("cases")
def queue() -> Response:
    """Show the cases that this member sees, the most urgent in front."""
    asked = {name: request.args.get(name, "") for name in ("unit", "lang", "state", "mine")}
    rows = casework.queue(resources(), g.member, snapshot().holidays)
    shown = [row for row in rows if _fits(row, asked)]
    spoken = language()
    return page(
        "queue.html",
        rows=shown,
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
