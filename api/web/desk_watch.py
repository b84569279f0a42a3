"""Watching the desk: who did what, newest first, and who works there. Nothing can be changed on these pages."""

import re
from urllib.parse import urlencode

from flask import Blueprint, Response, g, request

from api.domain.closing import REASONS as CLOSING_REASONS
from api.domain.closing import SECOND
from api.domain.desk_actions import DESK_ACTIONS, DESK_ACTORS, DESK_REASONS
from api.domain.intake import UNITS
from api.domain.names import NAME_REASONS
from api.domain.outcomes import REPLY_LABELS
from api.domain.phrase_book import AUTHORITIES
from api.domain.referring import REASONS as REFERRING_REASONS
from api.domain.staffing import ROLES
from api.services import auditing, chasing, desk_staff
from api.services.case_acts import hidden as hidden_cases
from api.services.step_seals import told
from api.store.case_chases import CARRIED, CHASED
from api.store.desk_audit import DeskHappened
from api.web import desk_words
from api.web.desk_frame import allowed, language, page, resources
from i18n.languages import BY_SLUG
from i18n.messages import mark, translate

bp = Blueprint("desk_watch", __name__)
REASONS = {
    **DESK_REASONS,
    **NAME_REASONS,
    **REFERRING_REASONS,
    **{name: reason.text for name, reason in CLOSING_REASONS.items()},
}
"""Why something was done, whatever it was: no key is in two of these lists."""
BY = {"proposed by ": mark("proposed by %(officer)s"), "asked by ": mark("asked by %(officer)s")}
"""How a detail begins that names another officer, and its words."""
TO, TO_NOBODY = mark("to %(officer)s"), mark("nobody could be told")


def _older(rows: list[auditing.Row], asked: dict[str, str]) -> str:
    """Return the address of the rows before these, or nothing if there are no more."""
    if len(rows) < auditing.MOST:
        return ""
    return f"/audit?{urlencode({**asked, 'before': rows[-1][0]})}"


def _names() -> dict[str, str]:
    """Return what the keys of roles, units, languages, other authorities, labels and second looks are called."""
    spoken = language()
    texts = {str(name): row.text for name, row in ROLES.items()}
    texts |= {str(name): text for each in (UNITS, AUTHORITIES, REPLY_LABELS, SECOND) for name, text in each.items()}
    names = {name: translate(text, spoken) for name, text in texts.items()}
    return {**names, **{slug: each.endonym for slug, each in BY_SLUG.items()}}


def _in_words(detail: str, names: dict[str, str]) -> str:
    """Return a list of such keys in words, or who else had a hand in it; any other detail as it is."""
    for start, text in BY.items():
        if detail.startswith(start):
            return translate(text, language(), officer=detail.removeprefix(start))
    parts = re.split(", | ", detail)
    return " · ".join(names[part] for part in parts) if names.keys() >= set(parts) else detail


def _chased(row: DeskHappened) -> str:
    """Return whom a chase names, or that there was nobody; who carried a note stands in the row as its officer."""
    name = row.detail.partition(" ")[2]
    if row.action == CARRIED:
        return ""
    return translate(TO, language(), officer=name) if name else translate(TO_NOBODY, language())


def _shown(row: DeskHappened, names: dict[str, str], *, is_hidden: bool) -> tuple[DeskHappened, str]:
    """Return `row` and its detail in words; of a case that the member does not see neither which one it is nor why."""
    if is_hidden:
        return row._replace(reference="–", reason="", detail=""), ""
    if row.action in {CHASED, CARRIED}:
        return row, _chased(row)
    return row, _in_words(told(row.detail), names)


@bp.get("/audit")
@allowed("audit")
def audit() -> Response:
    """Show who did what: all of it, one kind of action, or all about one case, list or member."""
    asked = {name: request.args.get(name, "").strip()[:80] for name in ("action", "reference")}
    before = request.args.get("before", "")[:9]
    number = int(before) if before.isascii() and before.isdecimal() else 0
    rows, head = auditing.newest(resources(), asked["action"], asked["reference"], number)
    hidden = hidden_cases(resources(), g.member, {row.reference for _, row in rows} | {asked["reference"]})
    if asked["reference"] in hidden:
        rows = []
    spoken, names = language(), _names()
    return page(
        "audit.html",
        rows=[(place, *_shown(row, names, is_hidden=row.reference in hidden)) for place, row in rows],
        head=head,
        asked=asked,
        older=_older(rows, asked),
        actions={name: translate(text, spoken) for name, text in DESK_ACTIONS.items()},
        actors={name: translate(text, spoken) for name, text in DESK_ACTORS.items()},
        reasons={name: translate(text, spoken) for name, text in REASONS.items()},
        unseen=desk_words.unseen(chasing.unseen(resources()), spoken),
    )


@bp.get("/staff")
@allowed("staff")
def staff() -> Response:
    """Show who works at the desk, with which role, for which units and languages, and when they last signed in."""
    return page("staff.html", people=desk_staff.everybody(resources()), names=_names())
