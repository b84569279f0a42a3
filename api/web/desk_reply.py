"""Replying to a complainant: phrases and own words, seen in the complainant's language before they are sent."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, g, request

from api.domain.phrase_book import GROUPS, PHRASES
from api.domain.phrases import Part, outline, render
from api.domain.replies import is_in
from api.forms.base import FieldError
from api.forms.reply import Reply, read_reply, reply_fields, slot_fields
from api.services import case_acts
from api.services.case_acts import Done
from api.services.casework import OpenCase
from api.web.context import typed
from api.web.desk_case import about, case_or_404, read, why_not
from api.web.desk_frame import allowed, go, language, page, press, resources
from i18n import formats
from i18n.languages import SOURCE, by_slug
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_reply", __name__)
SENT = mark("The reply is sent. Only the receipt opens it.")
SENDING = {"asked": case_acts.ask, "answered": case_acts.answer, "result": case_acts.conclude}
LOOK_AGAIN = mark("You changed the reply after the preview. Look at it once more, then send it.")


def _digest(reply: Reply, parts: Sequence[Part]) -> str:
    """Return what tells one previewed reply from another."""
    return hashlib.sha256(json.dumps([reply.step, list(parts)], sort_keys=True).encode()).hexdigest()[:16]


def _groups(slots: Mapping[str, list[Any]]) -> list[tuple[str, str, list[tuple[str, str, list[Any]]]]]:
    spoken = language()
    return [
        (
            name,
            translate(title, spoken),
            [(key, outline(key, spoken), slots[key]) for key, phrase in PHRASES.items() if phrase.group == name],
        )
        for name, title in GROUPS.items()
    ]


def _preview(case: OpenCase, reply: Reply, parts: Sequence[Part]) -> dict[str, Any]:
    """Return `parts` as the complainant will read them, beside the language in which content is written."""
    reader = by_slug(case.row.lang) or SOURCE
    return {
        "preview": list(zip(render(parts, reader), render(parts, SOURCE), strict=True)),
        "is_other": reader is not SOURCE,
        "is_in_theirs": is_in(parts, case.row.lang, is_read=g.member.reads(case.row.lang)),
        "seen": _digest(reply, parts),
    }


def _reply_page(
    case: OpenCase, status: int = 200, errors: list[FieldError] | None = None, stopped: str = "", **shown: Any
) -> Response:
    values, spoken, wrong = typed(), language(), errors or []
    chosen = set(request.form.getlist("phrase"))
    slots = slot_fields(spoken, values, wrong)
    fields = reply_fields(spoken, {"lang": case.row.lang if g.member.reads(case.row.lang) else "", **values}, wrong)
    needed = {PHRASES[key].group for key in chosen if key in PHRASES}
    kept = {"version": values.get("version") or case.row.version, "preview": [], "seen": "", "is_in_theirs": True}
    return page(
        "reply.html",
        status,
        **(about(case) | kept | shown),
        stopped=stopped,
        wrong=[*fields.values(), *(view for views in slots.values() for view in views)],
        fields=fields,
        groups=_groups(slots),
        chosen=chosen,
        opened=needed or {"received"},
        press=press(),
        last=read([letter for letter in case.letters if not letter.officer][-1]),
        source_name=formats.language_name(SOURCE, spoken),
        source_tag=SOURCE.tag,
    )


@bp.get("/cases/<reference>/reply")
@allowed("cases")
def ask_reply(reference: str) -> Response:
    """Ask what to reply."""
    return _reply_page(case_or_404(reference))


@bp.post("/cases/<reference>/reply")
@allowed("cases")
def reply(reference: str) -> Response:
    """Show how the reply reads, or send it as it was shown."""
    case, values = case_or_404(reference), typed()
    filled = read_reply(request.form.getlist("phrase"), values, case.row.lang)
    if isinstance(filled, list):
        return _reply_page(case, 422, filled)
    told, parts = filled
    shown = _preview(case, told, parts)
    if values.get("do") != "send":
        return _reply_page(case, **shown)
    if values.get("seen") != shown["seen"]:
        return _reply_page(case, 409, stopped=translate(LOOK_AGAIN, language()), **shown)
    send = SENDING[told.step]
    result = send(resources(), g.member, reference, values.get("version", ""), parts, press())
    if isinstance(result, Done):
        return go(f"/cases/{reference}", Message(SENT))
    again = case_or_404(reference)
    return _reply_page(again, 409, stopped=why_not(result), **shown, version=again.row.version)
