"""Answering the forms of the calculators, with pages: nothing is kept, and nothing stands in an address."""

from flask import Blueprint, Response, abort, request

from api.forms.base import FieldError, nested, validate, views
from api.forms.calculators import CALCULATORS, FOLDER, Calculator
from api.forms.calculators.declared import LIST_TITLE
from api.services.calculating import Answer, calculate
from api.web.context import language_of, resources, respond, snapshot
from i18n.languages import Language

bp = Blueprint("calculator_pages", __name__)


def answer_of(calculator: Calculator, body: object, language: Language) -> Answer | list[FieldError]:
    """Return the answer to the `body` that somebody sent, or what is wrong with it."""
    filled = validate(calculator.form, body)
    if isinstance(filled, list):
        return filled
    return calculate(calculator, filled, snapshot().law, resources().clock().date(), language)


@bp.post(f"/<slug>/{FOLDER}/<name>/")
def answer(slug: str, name: str) -> Response:
    """Answer, with the form below; or show the form again with what is wrong beside the fields."""
    language = language_of(slug)
    calculator = CALCULATORS.get(name) or abort(404)
    values = request.form.to_dict()
    found = answer_of(calculator, nested(values), language)
    errors = found if isinstance(found, list) else None
    return respond(
        "pages/calculator.html",
        language,
        calculator.path,
        calculator.title,
        status=422 if errors else 200,
        trail=((LIST_TITLE, f"{FOLDER}/"),),
        calculator=calculator,
        answer=None if errors else found,
        fields=views(calculator.form, language, values, errors),
        laws=[snapshot().law.articles[language.slug][law] for law in calculator.laws],
    )
