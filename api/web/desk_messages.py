"""Writing to the people of a class: written, looked at once more, then sent with the next letters."""

from typing import Any

from flask import Blueprint, Response, g, request

from api.domain.offers import Offer
from api.forms.base import FieldView, free_text, one_line
from api.services import desk_messages, rosters
from api.services.desk_messages import RECIPIENTS
from api.services.rosters import Roster
from api.store.desk_book import Message as Sent
from api.web.desk_frame import allowed, go, language, offer_or_404, page, press, resources, title_of
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_messages", __name__)
MOST_SUBJECT, MOST_TEXT = 80, 3000
SUBJECT = mark("A message for you")
"""What a letter is called unless somebody writes something else: it must tell nothing on a locked phone."""
KEPT = mark("The message is kept and goes out with the next letters. It goes to: %(people)s.")
NO_TEXT = mark("Write the message in this language: everybody without a translation of their own gets it.")
TOO_LONG = mark("Use at most %(most)s letters; you wrote %(wrote)s.")
NO_RECIPIENT = mark("Choose who gets it.")
NOBODY = mark("Nobody would get it. Choose somebody else.")


def _words() -> dict[str, Any]:
    """Return what was typed: to whom, and subject and text by language; empty ones are left out."""
    found: dict[str, Any] = {"to": request.form.get("to", ""), "subject": {}, "text": {}}
    for each in LANGUAGES:
        subject = str(one_line(request.form.get(f"subject.{each.slug}", "")))
        text = str(free_text(request.form.get(f"text.{each.slug}", "")))
        found["subject"] |= {each.slug: subject} if subject else {}
        found["text"] |= {each.slug: text} if text else {}
    return found


def _wrong(words: dict[str, Any], roster: Roster) -> dict[str, Message]:
    wrong = {
        f"{part}.{slug}": Message(TOO_LONG, {"most": most, "wrote": len(text)})
        for part, most in (("subject", MOST_SUBJECT), ("text", MOST_TEXT))
        for slug, text in words[part].items()
        if len(text) > most
    }
    if SOURCE.slug not in words["text"]:
        wrong[f"text.{SOURCE.slug}"] = Message(NO_TEXT)
    if words["to"] not in RECIPIENTS:
        wrong["to"] = Message(NO_RECIPIENT)
    elif not desk_messages.count(roster, words["to"]):
        wrong["to"] = Message(NOBODY)
    return wrong


def _view(name: str, label: str, hint: str, widget: str, value: str, wrong: dict[str, Message]) -> FieldView:
    error = wrong[name].in_(language()) if name in wrong else ""
    text, choices = (
        translate(label, language()),
        tuple((key, translate(to, language())) for key, to in RECIPIENTS.items()),
    )
    told = translate(hint, language()) if hint else ""
    return FieldView(name, text, told, widget, value, error, False, None, choices, "off")


def _fields(
    words: dict[str, Any], wrong: dict[str, Message]
) -> tuple[FieldView, list[tuple[Language, list[FieldView]]]]:
    """Return the field for whom it is, and subject and text for each language."""
    to = _view("to", mark("Who gets it"), "", "radios", words["to"], wrong)
    neutral = mark("It may be seen on a locked phone: name no topic.")
    per_language = []
    for each in LANGUAGES:
        subject = words["subject"].get(each.slug) or translate(SUBJECT, each)
        text = words["text"].get(each.slug, "")
        fields = [
            _view(f"subject.{each.slug}", mark("Subject of the message"), neutral, "text", subject, wrong),
            _view(f"text.{each.slug}", mark("Message"), "", "textarea", text, wrong),
        ]
        per_language.append((each, fields))
    return to, per_language


def _message_page(
    offer: Offer, roster: Roster, words: dict[str, Any], wrong: dict[str, Message] | None = None
) -> Response:
    to, per_language = _fields(words, wrong or {})
    return page(
        "message.html",
        422 if wrong else 200,
        offer=offer,
        title=title_of(offer.id),
        to=to,
        counts={name: desk_messages.count(roster, name) for name in RECIPIENTS},
        per_language=per_language,
        all_fields=[to, *(field for _, fields in per_language for field in fields)],
        kept=_told(desk_messages.kept(resources(), offer.id)),
    )


def _told(messages: list[Sent]) -> list[dict[str, Any]]:
    spoken = language()
    return [
        {
            "message": each,
            "title": title_of(each.offer),
            "to": translate(RECIPIENTS.get(each.words["to"], ""), spoken),
            "subject": desk_messages.words_for(each.words, spoken)[0],
            "text": desk_messages.words_for(each.words, SOURCE)[1],
        }
        for each in messages
    ]


@bp.get("/messages")
@allowed("lists")
def messages() -> Response:
    """List the messages that were written."""
    return page("messages.html", kept=_told(desk_messages.kept(resources())[:100]))


@bp.get("/courses/<name>/messages")
@allowed("lists")
def write(name: str) -> Response:
    """Ask for a message."""
    offer = offer_or_404(name)
    found = rosters.roster(resources(), offer.id, offer.capacity)
    return _message_page(offer, found, {"to": "confirmed", "subject": {}, "text": {}})


@bp.post("/courses/<name>/messages")
@allowed("lists")
def send(name: str) -> Response:
    """Show the message as it will be read; keep it after the second press."""
    offer = offer_or_404(name)
    found = rosters.roster(resources(), offer.id, offer.capacity)
    words = _words()
    if request.form.get("step") == "change":
        return _message_page(offer, found, words)
    if wrong := _wrong(words, found):
        return _message_page(offer, found, words, wrong)
    words["subject"] = {each.slug: words["subject"].get(each.slug) or translate(SUBJECT, each) for each in LANGUAGES}
    people = desk_messages.count(found, words["to"])
    if request.form.get("step") == "send":
        desk_messages.keep(resources(), g.officer, offer.id, words, press())
        return go(f"/courses/{offer.id}/messages", Message(KEPT, {"people": people}))
    letters = [(each, *desk_messages.words_for(words, each)) for each in LANGUAGES]
    return page(
        "message-check.html",
        offer=offer,
        title=title_of(offer.id),
        words=words,
        to=translate(RECIPIENTS[words["to"]], language()),
        people=people,
        letters=letters,
        source=SOURCE,
    )
