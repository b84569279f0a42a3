"""What stands before a press that costs something: it goes on, or a page keeps all that was written until it may."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, current_app, request
from werkzeug.datastructures import MultiDict

from api.services.slowing import Asked, Held, Slowing
from api.web.context import respond
from api.web.problems import problem
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme.scripts import script
from theme.styles import address

TRAP = "extra"
"""The hidden field that people leave empty."""
OURS = frozenset({TRAP, "ticket", "turn", "altcha"})
WAIT = mark("A short wait")
_REASONS = {
    "filing": mark("Very many filings come from where you are. Everything you wrote is kept on this page."),
    "look-up": mark("Very many people look up cases from where you are. What you typed is kept on this page."),
}
_HASTY = mark("Before this goes on, we wait a moment. Everything you wrote is kept on this page.")
_BUTTONS = {"filing": mark("File it"), "look-up": mark("Continue")}
_CALL = mark(
    "Very many calls come from where you are. Try again after Retry-After, or send the solved challenge as altcha."
)


def slowing() -> Slowing:
    """Return what this process remembers of its visitors."""
    found: Slowing = current_app.extensions["slowing"]
    return found


def ticket_of(fields: Mapping[str, str]) -> str:
    """Return the ticket that came with `fields`, or a new one: the first page has no fields yet."""
    return fields.get("ticket") or slowing().ticket()


def guard(language: Language, action: str, fields: Mapping[str, str], kind: str = "filing") -> Response | None:
    """Return None if the press may go on, or the page that asks to press again.

    `action` is the address that is pressed, without the language; `fields` is all that was posted. To be called when all
    answers are right, before anything is kept or derived: what is refused for another reason does not count.
    """
    asked = Asked(
        kind,
        press=fields.get("press", ""),
        ticket=fields.get("ticket", ""),
        turn=fields.get("turn", ""),
        solution=fields.get("altcha", ""),
        is_trapped=bool(fields.get(TRAP)),
        is_untimed=kind != "filing",
    )
    held = slowing().ask(asked, request.remote_addr)
    return _page(language, action, fields, kind, held) if held else None


def guard_call(language: Language, body: Mapping[str, Any], press: str = "", kind: str = "filing") -> Response | None:
    """Return None if this call of the interface may go on, or 429 with a challenge that replaces the wait."""
    solution = body.get("altcha")
    asked = Asked(kind, press=press, solution=solution if isinstance(solution, str) else "", is_call=True)
    held = slowing().ask(asked, request.remote_addr)
    if held is None:
        return None
    response = problem(429, WAIT, _CALL, language, altcha=held.challenge)
    response.headers["Retry-After"] = str(held.seconds)
    return response


def may_send_file() -> bool:
    """Return whether the file that was sent may go on, and count it. To be called before it is opened: that costs most.

    A page of waiting could not keep it, so where it may not, the page that it came from says so.
    """
    return slowing().takes_file(request.remote_addr)


def _pairs(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    every = fields.items(multi=True) if isinstance(fields, MultiDict) else fields.items()
    return [(name, value) for name, value in every if name not in OURS]


def _page(language: Language, action: str, fields: Mapping[str, str], kind: str, held: Held) -> Response:
    seconds = formats.unit(held.seconds, "seconds", language)
    response = respond(
        "pages/wait.html",
        language,
        action,
        WAIT,
        status=429,
        sensitive=True,
        alone=True,
        own_script=address(script("work"), "js"),
        action=action,
        is_filing=kind == "filing",
        kept=[*_pairs(fields), ("ticket", held.ticket), ("turn", held.turn)],
        seconds=held.seconds,
        challenge=json.dumps(held.challenge, separators=(",", ":")),
        reason=translate(_HASTY if held.is_hasty else _REASONS[kind], language),
        again=translate(mark("Please press again in %(seconds)s."), language, seconds=seconds),
        in_all=formats.unit(-(-held.left // 60), "minutes", language) if held.left > held.seconds else "",
        press_words=translate(_BUTTONS[kind], language),
    )
    response.headers["Retry-After"] = str(held.seconds)
    return response
