"""The list of everything that can be enrolled in, what needs attention in front."""

from flask import Blueprint, Response, request

from api.domain.attention import FLAGS, PHASES
from api.kinds import KINDS
from api.services.desk_offers import OfferRow, overview
from api.web.context import snapshot
from api.web.desk_frame import allowed, language, page, resources, title_of
from i18n.messages import translate
from i18n.text import fold, without_marks

bp = Blueprint("desk_offers", __name__)
MOST = 150
ALL = "all"


def _folder(name: str) -> str:
    return str(snapshot().bookable.get(name, {}).get("folder", ""))


def _plain(text: str) -> str:
    return without_marks("".join(map(fold, text.strip())))


def _wanted(row: OfferRow, text: str, kind: str, phase: str) -> bool:
    """Return whether `row` is asked for; without a state, whatever is not over."""
    if kind and _folder(row.offer.id) != kind:
        return False
    if phase not in {ALL, row.standing.phase} and (phase or row.standing.phase == "over"):
        return False
    return not text or _plain(text) in _plain(f"{title_of(row.offer.id)} {row.offer.id}")


@bp.get("/courses")
@allowed("lists")
def offers() -> Response:
    """List the offers."""
    text, kind, phase = (request.args.get(name, "")[:80] for name in ("q", "kind", "state"))
    rows = overview(resources(), snapshot().offers)
    found = [row for row in rows if _wanted(row, text, kind, phase)]
    folders = {_folder(row.offer.id) for row in rows}
    spoken = language()
    return page(
        "courses.html",
        rows=[(row, title_of(row.offer.id)) for row in found[:MOST]],
        found=len(found),
        asked={"q": text, "kind": kind, "state": phase},
        kinds=[(each.folder, translate(each.title, spoken)) for each in KINDS if each.folder in folders],
        phases={name: translate(words, spoken) for name, words in PHASES.items()},
        flags={name: translate(words, spoken) for name, words in FLAGS.items()},
        all_phases=ALL,
    )
