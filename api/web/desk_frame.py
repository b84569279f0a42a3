"""What all pages of the desk share: who works there, in which language, and how a page is printed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, make_response, redirect, request, session

from api.domain.offers import Offer
from api.domain.staffing import Member, Permission
from api.services.desk_ordering import Pause
from api.services.resources import DeskResources
from api.web.context import new_press, snapshot
from api.web.desk_sessions import Sessions
from i18n.languages import DESK, SOURCE, Language
from i18n.messages import Message, mark, translate
from theme.environment import environment

bp = Blueprint("desk_frame", __name__)
View = Callable[..., Response]
HOME = "/"
MENU: tuple[tuple[str, str, Permission], ...] = (
    (HOME, mark("Cases"), "cases"),
    ("/second", mark("To confirm"), "second"),
    ("/late", mark("Late cases"), "escalations"),
    ("/calls", mark("Calls"), "cases"),
    ("/courses", mark("Enrolment lists"), "lists"),
    ("/draws", mark("Draws"), "lists"),
    ("/messages", mark("Messages"), "lists"),
    ("/audit", mark("Audit"), "audit"),
    ("/statistics", mark("Statistics"), "statistics"),
    ("/retention", mark("Retention"), "retention"),
    ("/staff", mark("Staff"), "staff"),
)
"""The pages in the menu, each shown to those who may open it; the access key is the place in this list."""
NOT_YOURS = mark("This page is not part of your role")
NOT_YOURS_WORDS = mark("Your role at the desk does not include it. If it should, ask your section chief.")


def resources() -> DeskResources:
    """Return what the use cases of the desk work with."""
    found: DeskResources = current_app.extensions["resources"]
    return found


def sessions() -> Sessions:
    """Return who is signed in."""
    found: Sessions = current_app.extensions["sessions"]
    return found


def pause() -> Pause:
    """Return how this process waits for the service."""
    found: Pause = current_app.extensions["pause"]
    return found


def language() -> Language:
    """Return the language in which this officer works."""
    return next((each for each in DESK if each.slug == session.get("language")), SOURCE)


def press() -> str:
    """Return the idempotency key that the form sent, or a fresh one."""
    return request.form.get("press", "")[:100] or new_press()


def page(template: str, status: int = 200, **context: Any) -> Response:
    """Return a page of the desk; what was `said` after the last press is told once."""
    html = (
        environment(language())
        .get_template(f"desk/{template}")
        .render(
            officer=g.get("officer", ""),
            menu=menu(),
            desk_languages=DESK,
            here=request.full_path.rstrip("?"),
            said=session.pop("said", ""),
            new_press=new_press(),
            **context,
        )
    )
    return make_response(html, status)


def go(path: str, said: Message | None = None) -> Response:
    """Lead on to `path`, where `said` is told."""
    if said:
        session["said"] = said.in_(language())
    return redirect(path, 303)  # type: ignore[return-value]


def allowed(permission: Permission) -> Callable[[View], View]:
    """Let only members of staff who signed in, and whose role includes `permission`, reach a view."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Response:
            member = sessions().member(session.get("token", ""))
            if member is None:
                return redirect("/sign-in", 303)  # type: ignore[return-value]
            g.officer, g.member = member.username, member
            return view(*args, **kwargs) if member.may(permission) else _not_yours(member)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def home_of(member: Member) -> str:
    """Return the first page of the menu that `member` may open."""
    return next(address for address, _, permission in MENU if member.may(permission))


def menu() -> list[tuple[str, str, int]]:
    """Return the pages of whoever signed in: address, words, access key."""
    member: Member | None = g.get("member")
    rows = enumerate(MENU, 1)
    return [(row[0], translate(row[1], language()), key) for key, row in rows if member and member.may(row[2])]


def _not_yours(member: Member) -> Response:
    if request.path == HOME:
        return redirect(home_of(member), 303)  # type: ignore[return-value]
    spoken = language()
    words = {"title": translate(NOT_YOURS, spoken), "words": translate(NOT_YOURS_WORDS, spoken)}
    return page("error.html", 403, **words)


def offer_or_404(name: str) -> Offer:
    """Return the offer called `name`, or answer that there is no such page."""
    return snapshot().offers.get(name) or abort(404)


def title_of(offer: str) -> str:
    """Return what `offer` is called in the language of the desk, or its id once it is announced no more."""
    found = snapshot().bookable.get(offer)
    return str(found["words"][language().slug]["title"]) if found else offer


@bp.post("/language")
def choose_language() -> Response:
    """Work in another language from now on, on the same page."""
    chosen = request.form.get("language", "")
    if any(each.slug == chosen for each in DESK):
        session["language"] = chosen
    back = request.form.get("back", "/")
    # Only to a page of our own: a second slash or a backslash would lead to another host.
    local = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return redirect(back if local else "/", 303)  # type: ignore[return-value]
