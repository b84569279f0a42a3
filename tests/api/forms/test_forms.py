"""One declaration of a form: HTML, JSON, schema and messages all follow it."""

from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from api.domain.codes import RECEIPT_DIGITS, derive
from api.domain.intake import KINDS
from api.forms.base import FieldError, fields, free_text, nested, validate, views
from api.forms.complaint import CaseMessage, ReceiptLookup
from api.forms.desk import SignIn
from api.forms.enrolment import CodeLookup, Enrolment, asked
from api.forms.filing import filing
from api.forms.openapi import document
from api.forms.reply import Reply
from api.forms.returning import Contest
from i18n.languages import LANGUAGES, by_slug
from tests.filing import Person, body
from tests.support import make_offer, visit

FILINGS = tuple(filing(door, name) for name, kind in KINDS.items() for door in kind.doors)
FORMS: tuple[type[BaseModel], ...] = (Enrolment, CodeLookup, *FILINGS, ReceiptLookup, CaseMessage, SignIn, Reply)
# Where each public form is printed, by the names of its controls.
PRINTED = {
    "courses/smartphone-video/enrol": Enrolment,
    "enrolments": CodeLookup,
    "cases": ReceiptLookup,
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.__name__))
def test_every_question_is_asked_in_every_language(form: type[BaseModel]) -> None:
    """Labels, hints and answers exist in five languages, and no two languages share all of them."""
    questions = [
        tuple((view.label, view.hint, view.choices) for view in views(form, language)) for language in LANGUAGES
    ]
    assert all(label for row in questions for label, _, _ in row)
    assert len(set(questions)) == len(LANGUAGES)


@pytest.mark.parametrize(("path", "form"), PRINTED.items())
def test_the_page_asks_what_the_model_declares(client: FlaskClient, path: str, form: type[BaseModel]) -> None:
    """The controls of the printed form are the fields of the model, in its order, and no other."""
    page = visit(client, f"/en/{path}")
    controls = [
        str(name) for name in page.xpath("//main//form[1]//*[self::input[not(@type='hidden')] or self::textarea]/@name")
    ]
    names = [name for name, _, _ in fields(form)]
    if form is Enrolment:
        names = [name for name in names if name in asked(make_offer())]
    assert list(dict.fromkeys(controls)) == names


@pytest.mark.parametrize(
    "form", [Enrolment, CodeLookup, ReceiptLookup, CaseMessage], ids=lambda form: str(form.__name__)
)
def test_the_schema_knows_every_field_and_its_limit(form: type[BaseModel]) -> None:
    """The OpenAPI schema names each field that the page asks for, with the same limit of letters."""
    schemas = document()["components"]["schemas"]
    for name, _, _ in fields(form):
        schema: dict[str, Any] = schemas[form.__name__]
        for step in name.split("."):
            if "$ref" in schema:
                schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
            schema = schema["properties"][step]
        limit = next(view.maxlength for view in views(form, LANGUAGES[0]) if view.name == name)
        assert schema.get("maxLength") == limit


def test_a_page_and_json_say_the_same_about_the_same_mistake(client: FlaskClient) -> None:
    """The sentence beside the field and the message of the JSON error are one message, in Vietnamese."""
    person = Person(client, "vi")
    person.goes_on(**{"answers.about.category": "papers"})
    page = person.goes_on(422, **{"answers.story.what": " "})
    shown = [link.text_content() for link in page.xpath("//div[@class='error-summary']//a")]
    wrong = body(what="")
    answer = client.post("/api/v1/cases?lang=vi", json=wrong, headers={"Idempotency-Key": "k" * 20})
    assert [error["message"] for error in answer.get_json()["errors"]] == shown
    assert [error["field"] for error in answer.get_json()["errors"]] == ["answers.story.what"]


def test_each_door_takes_its_own_kinds_alone(client: FlaskClient) -> None:
    """Of 8 kinds a tip can be about 7, a case about 8 and a mediation about 1; every other pair is refused at the kind."""
    taken = {"tip": 0, "case": 0, "mediation": 0}
    for door in taken:
        for number, kind in enumerate((*KINDS, "nonsense")):
            key = {"Idempotency-Key": f"{door}-{number}-" + "k" * 16}
            answer = client.post("/api/v1/cases", json=body(door, kind), headers=key)
            if answer.status_code == 201:
                taken[door] += 1
            else:
                assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "kind"), (door, kind)
    assert taken == {"tip": 7, "case": 8, "mediation": 1}


def test_flat_values_and_a_nested_body_are_the_same_form() -> None:
    """What a browser sends as contact.phone and what JSON sends as contact: {phone} fill the same model."""
    flat = nested({"name": "Anh", "contact.phone": "0912345678", "contact.email": "", "course": "c"})
    assert flat == {"name": "Anh", "contact": {"phone": "0912345678"}, "course": "c"}
    assert validate(Enrolment, flat) == validate(Enrolment, flat | {"lang": "vi"})


@pytest.mark.parametrize("phone", ["0912 345 678", "+886-912-345-678", "(07) 812-4613", "๐๙๑๒๓๔๕๖๗๘"])
def test_phones_are_taken_as_people_write_them(phone: str) -> None:
    """Spaces, dashes, brackets, a country code and Thai digits are fine; letters and five digits are not."""
    assert isinstance(validate(Enrolment, {"name": "A", "course": "c", "contact": {"phone": phone}}), Enrolment)
    for wrong in ("12345", "call me", "0912345678901234"):
        told = validate(Enrolment, {"name": "A", "course": "c", "contact": {"phone": wrong}})
        assert isinstance(told, list)
        assert [error.field for error in told] == ["contact.phone"]


def test_a_message_is_worded_where_it_is_shown() -> None:
    """A limit is a number in the sentence of the reader's language: 60 letters, and the 61 that were written."""
    told = validate(Enrolment, {"name": "x" * 61, "course": "c", "contact": {"phone": "0912345678"}})
    assert isinstance(told, list)
    (error,) = told
    assert isinstance(error, FieldError)
    for slug in ("zh-hant", "vi", "id", "th", "en"):
        language = by_slug(slug)
        assert language is not None
        assert {"60", "61"} <= set(error.message.in_(language).replace(".", " ").replace("，", " ").split()) | {
            number for number in ("60", "61") if number in error.message.in_(language)
        }


@pytest.mark.parametrize(
    "text",
    ["\u200b\u200d", " \u3000\n", "\u202e\ufeff\u2060", "\u3164\u115f", "\u2800", "\u0301\ufe0f", "\x00\x07", "\xad"],
)
def test_a_text_in_which_nothing_can_be_seen_is_empty(text: str) -> None:
    """Letters without width, blanks, marks alone, fillers: a story and a contest of them are refused as empty."""
    assert free_text(text) == ""
    found = validate(filing("case", "migrant"), body(what=text))
    assert isinstance(found, list)
    assert [(each.field, each.message.text) for each in found] == [
        (each.field, each.message.text)
        for each in cast("list[FieldError]", validate(filing("case", "migrant"), body(what="")))
    ]
    assert isinstance(validate(Contest, {"receipt": derive(bytes(32), b"a case", RECEIPT_DIGITS), "text": text}), list)


@pytest.mark.parametrize(
    "text", ["ก", "?", "\U0001f44d", "a\u200db\u202ec", "\u200b.\u200b", "\U0001fadf", "7\ufe0f\u20e3"]
)
def test_a_text_with_one_seen_letter_is_kept_letter_by_letter(text: str) -> None:
    """A sign, a picture (also one newer than this Python), a letter among unseen ones: nothing of it is changed."""
    assert free_text(text) == text
