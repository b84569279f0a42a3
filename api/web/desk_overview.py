"""The desk from above: what is late and with whom, what is due to be erased, and what is counted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, g

from api.domain.desk_tables import Row, by_outcome, first_replies, late_by_unit
from api.domain.intake import DOORS, KINDS, UNITS
from api.domain.outcomes import OUTCOMES
from api.domain.retention import HELD
from api.services import case_counts, casework, chasing, retaining
from api.web import desk_words
from api.web.context import snapshot
from api.web.desk_frame import allowed, language, page, resources
from i18n.languages import BY_SLUG
from i18n.messages import mark, translate
from theme.filed_words import title_of

bp = Blueprint("desk_overview", __name__)
AHEAD = dt.timedelta(days=90)
"""How far ahead the chief sees what will be erased."""
BY_KIND = mark("Cases by what they are about and how they ended")
BY_DOOR = mark("Cases by door and how they ended")
LATE = mark("Late answers by unit")
FIRST = mark("First reply by language")
_LATE_HEADS = (mark("Cases"), mark("Late"), mark("Late and still open"))
_FIRST_HEADS = (
    mark("Cases"),
    mark("With a reply"),
    mark("Days to the first reply (median)"),
    mark("Days to the first reply (longest)"),
)


@bp.get("/late")
@allowed("escalations")
def late() -> Response:
    """Show what is late, with the stage of its chase and the chiefs by name."""
    spoken = language()
    return page(
        "late.html",
        rows=casework.escalations(resources(), g.member, snapshot().holidays),
        stage=lambda row: translate(row.clock.words, spoken),
        about=lambda row: desk_words.about(row, spoken),
        unit=lambda row: desk_words.unit(row.unit, spoken),
        unseen=desk_words.unseen(chasing.unseen(resources()), spoken),
    )


@bp.get("/retention")
@allowed("retention")
def retention() -> Response:
    """Show what will be erased soon, and what is held back and why; of the units that this member sees."""
    spoken, desk = language(), resources()
    today = desk.clock().date()
    found = retaining.due(desk.service_reader, desk.reader, today + AHEAD)
    return page(
        "retention.html",
        today=today,
        rows=[each for each in found if g.member.sees(each.unit)],
        held={name: translate(text, spoken) for name, text in HELD.items()},
        title=lambda kind: title_of(kind, spoken),
    )


def _table(
    title: str, corner: str, heads: Sequence[str], rows: Sequence[Row], labels: dict[str, str]
) -> dict[str, Any]:
    spoken = language()
    return {
        "title": translate(title, spoken),
        "corner": translate(corner, spoken),
        "heads": [translate(head, spoken) for head in heads],
        "rows": [(labels[key], cells) for key, cells in rows],
    }


@bp.get("/statistics")
@allowed("statistics")
def statistics() -> Response:
    """Show the counts of all cases."""
    spoken = language()
    cases = case_counts.counted(resources())
    outcomes = (*OUTCOMES.values(), mark("All"))
    kinds = {name: translate(kind.label, spoken) for name, kind in KINDS.items()}
    doors = {str(name): translate(text, spoken) for name, text in DOORS.items()}
    units = {name: translate(text, spoken) for name, text in UNITS.items()}
    tongues = {slug: desk_words.spoken(slug, spoken) for slug in BY_SLUG}
    about, language_ = mark("What it is about"), mark("Language")
    tables = [
        _table(BY_KIND, about, outcomes, by_outcome(cases, lambda case: case.kind, list(kinds)), kinds),
        _table(BY_DOOR, mark("Door"), outcomes, by_outcome(cases, lambda case: case.door, list(doors)), doors),
        _table(LATE, mark("Unit"), _LATE_HEADS, late_by_unit(cases, list(units)), units),
        _table(FIRST, language_, _FIRST_HEADS, first_replies(cases, list(tongues)), tongues),
    ]
    return page("statistics.html", tables=tables)
