"""Draw day: a page that leads two members of staff from the closed list to the seats, step by step."""

from flask import Blueprint, Response, abort, g, request

from api.domain.draw import public_value
from api.domain.orders import OUTCOMES
from api.forms.base import FieldError, nested, validate, views
from api.forms.desk import Numbers
from api.services import desk_draws, desk_ordering
from api.services.desk_draws import Round
from api.web.context import snapshot
from api.web.desk_frame import allowed, go, language, page, resources, title_of
from api.web.desk_given import give
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_draws", __name__)
PUBLIC_NAME = mark("Daily Cash 539")
"""What the published documents call the public numbers."""
OFFICIAL_PAGE = "https://www.taiwanlottery.com/lotto/result/daily_cash"
STAGES = {
    "announced": mark("announced: people may enter"),
    "closed": mark("the list is closed"),
    "drawn": mark("drawn"),
}
SAME_PERSON_LAST = frozenset({"waits-for-second"})


@bp.get("/draws")
@allowed("lists")
def draws() -> Response:
    """List the rounds."""
    found = desk_draws.rounds(resources(), g.officer)
    stages = {name: translate(text, language()) for name, text in STAGES.items()}
    return page("draws.html", rounds=found, stages=stages)


def _round_page(found: Round, status: int = 200, errors: list[FieldError] | None = None) -> Response:
    typed = {"numbers": request.form.get("numbers", "")} if errors else {}
    document = found.document
    return page(
        "draw.html",
        status,
        round=found,
        public_name=translate(document["public_name"], language()),
        stage=translate(STAGES[found.stage], language()),
        titles={offer: title_of(offer) for offer in document["offers"]},
        waiting={offer: len(names) for offer, names in document.get("waiting", {}).items()},
        fields=views(Numbers, language(), typed, errors),
        official=OFFICIAL_PAGE,
        published=f"{snapshot().frame['base_url']}/{language().slug}/draws/{found.name}",
    )


@bp.get("/draws/<name>")
@allowed("lists")
def one_round(name: str) -> Response:
    """Show how far a round is and what is to be done now."""
    return _round_page(desk_draws.round_of(resources(), g.officer, name) or abort(404))


@bp.post("/draws/<name>")
@allowed("lists")
def type_numbers(name: str) -> Response:
    """Take the numbers as this officer read them; the seats are drawn once a second one has typed the same."""
    found = desk_draws.round_of(resources(), g.officer, name) or abort(404)
    filled = validate(Numbers, nested(request.form.to_dict()))
    if isinstance(filled, list):
        return _round_page(found, 422, filled)
    if public_value(found.document["public_name"], found.document["public_at"][:10], filled.numbers) is None:
        return _round_page(found, 422, [FieldError("numbers", "numbers", Message(OUTCOMES["numbers-wrong"]))])
    said, refused = give([desk_ordering.order(g.officer, "numbers", name, "draw", value=filled.numbers)])
    if set(refused) - SAME_PERSON_LAST:
        again = desk_draws.round_of(resources(), g.officer, name) or found
        return _round_page(again, 409, [FieldError("numbers", refused[0], said)])
    return go(f"/draws/{name}", said)
