"""Signing in at the desk and out again: name, password and code on one page, and one sentence for whatever is wrong."""

from flask import Blueprint, Response, redirect, request, session

from api.domain.staffing import Member
from api.forms.base import FieldError, nested, validate, views
from api.forms.desk import SignIn
from api.services import desk_staff
from api.web.desk_frame import home_of, language, page, resources, sessions
from i18n.messages import Message, mark

bp = Blueprint("desk_sign_in", __name__)
WRONG = mark("User name, password or code is wrong. A code works once: wait for the next one if you have just used it.")
WAIT = mark("Too many wrong tries. Wait %(seconds)s seconds before the next one.")


def _form_page(status: int = 200, errors: list[FieldError] | None = None, message: str = "") -> Response:
    shown = {"username": request.form.get("username", "")}
    return page("sign-in.html", status, fields=views(SignIn, language(), shown, errors), message=message)


@bp.get("/sign-in")
def sign_in_form() -> Response:
    """Ask who it is."""
    return _form_page()


def _begin_again() -> None:
    """Forget everything about the last session but its language, and end it."""
    if member := sessions().end(session.get("token", "")):
        desk_staff.sign_out(resources(), member.username)
    chosen = language().slug
    session.clear()
    session["language"] = chosen


def _refused(refused: desk_staff.Refused) -> Response:
    if not refused.wait:
        return _form_page(403, message=Message(WRONG).in_(language()))
    seconds = int(refused.wait.total_seconds())
    response = _form_page(429, message=Message(WAIT, {"seconds": seconds}).in_(language()))
    response.headers["Retry-After"] = str(seconds)
    return response


@bp.post("/sign-in")
def sign_in() -> Response:
    """Sign in."""
    filled = validate(SignIn, nested(request.form.to_dict()))
    if isinstance(filled, list):
        return _form_page(422, filled)
    answer = desk_staff.sign_in(resources(), filled.username, filled.password, filled.code, request.remote_addr or "")
    if not isinstance(answer, Member):
        return _refused(answer)
    _begin_again()
    session["token"] = sessions().begin(answer)
    return redirect(home_of(answer), 303)  # type: ignore[return-value]


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out."""
    _begin_again()
    return redirect("/sign-in", 303)  # type: ignore[return-value]
