"""The performance committee, which has no key to the desk: the late cases that go there, and the paper that is carried to it."""

from flask import Blueprint, Response, abort, g

from api.domain.chasing import LATE_STAGES
from api.domain.deadlines import MILESTONES
from api.services import casework, chasing
from api.services.casework import QueueRow
from api.web import desk_words
from api.web.context import snapshot
from api.web.desk_frame import allowed, go, language, page, resources
from i18n.messages import Message, mark, translate
from theme.filed_words import title_of

bp = Blueprint("desk_committee", __name__)
CARRIED = mark(
    "Noted: the performance committee has the notice about %(reference)s. The complainant reads that it was told."
)


def _rows() -> list[QueueRow]:
    late = casework.escalations(resources(), g.member, snapshot().holidays)
    return [each.row for each in late if each.row.clock.stage == "committee"]


def _carried_on(row: QueueRow) -> object:
    """Return the day on which the notice was taken to the committee, if it was."""
    return next((each.at for each in row.chases if each.is_carried), None)


@bp.get("/committee")
@allowed("escalations")
def committee() -> Response:
    """Show the late cases that go to the performance committee, and which of their notices were taken there."""
    spoken = language()
    return page(
        "committee.html",
        rows=_rows(),
        carried_on=_carried_on,
        kind=lambda row: title_of(row.kind, spoken),
        unit=lambda row: desk_words.unit(row.unit, spoken),
    )


@bp.get("/committee/<reference>")
@allowed("escalations")
def notice(reference: str) -> Response:
    """Show the notice about one late case as a sheet to print: without anything about whoever filed it."""
    row = next((each for each in _rows() if each.reference == reference), None) or abort(404)
    spoken = language()
    days = {each.key: each for each in row.clock.milestones}
    # The paper tells the day on which somebody was really told, beside the one on which it was due.
    stages = [
        (
            translate(MILESTONES[stage], spoken),
            days[stage].on,
            [each for each in row.chases if each.stage == stage and each.to and not each.is_carried],
        )
        for stage in LATE_STAGES
    ]
    return page(
        "committee-notice.html",
        row=row,
        stages=stages,
        carried_on=_carried_on(row),
        kind=title_of(row.kind, spoken),
        unit=desk_words.unit(row.unit, spoken),
        today=resources().clock().date(),
    )


@bp.post("/committee/<reference>")
@allowed("escalations")
def carry(reference: str) -> Response:
    """Note that the notice was taken to the committee: from then on the complainant reads that it was told."""
    if not chasing.carry(resources(), g.member, reference, snapshot().holidays):
        abort(404)
    return go("/committee", Message(CARRIED, {"reference": reference}))
