"""Calculators under /api/v1: which there are, what they ask, and what they answer."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify

from api.forms.base import views
from api.forms.calculators import CALCULATORS, Calculator
from api.services.calculating import Answer, Line
from api.web.api_body import NOT_AN_OBJECT, body_of, language_of_body
from api.web.context import snapshot, wished_language
from api.web.pages_calculator import answer_of
from api.web.problems import invalid, problem
from i18n.languages import Language
from i18n.messages import mark, translate

bp = Blueprint("api_calculators", __name__, url_prefix="/api/v1")


def _row(calculator: Calculator, language: Language) -> dict[str, Any]:
    return {
        "name": calculator.name,
        "title": translate(calculator.title, language),
        "lead": translate(calculator.lead, language),
        "url": f"/{language.slug}/{calculator.path}",
    }


def _unknown(language: Language) -> Response:
    unknown = mark("There is no such calculator")
    return problem(404, unknown, mark("The list of calculators names them all."), language)


@bp.get("/calculators")
def calculators() -> Response:
    """List the calculators."""
    language = wished_language()
    return jsonify(calculators=[_row(each, language) for each in CALCULATORS.values()])


@bp.get("/calculators/<name>")
def calculator(name: str) -> Response:
    """Tell what one calculator asks, as a JSON schema in the reader's language, and which articles it rests on."""
    language = wished_language()
    if (found := CALCULATORS.get(name)) is None:
        return _unknown(language)
    schema = found.form.model_json_schema()
    for view in views(found.form, language):
        schema["properties"][view.name] |= {"title": view.label, "description": view.hint}
    articles = snapshot().law.articles[language.slug]
    return jsonify(**_row(found, language), fields=schema, articles=[asdict(articles[law]) for law in found.laws])


def _step(line: Line) -> dict[str, Any]:
    article = {"article": line.article and line.article.text, "address": line.article and line.article.address}
    return {"text": line.text, "value": line.value, "unit": line.unit} | article


def _answer(name: str, answer: Answer, language: Language) -> Response:
    return jsonify(
        name=name,
        lang=language.tag,
        applies=answer.applies,
        headline=answer.headline,
        value=answer.value,
        unit=answer.unit,
        steps=[_step(line) for line in answer.steps],
        notes=answer.notes,
        figures={
            name: row | {"from": row["from"] and row["from"].isoformat(), "confirmed": row["confirmed"].isoformat()}
            for name, row in answer.figures.items()
        },
    )


@bp.post("/calculators/<name>")
def calculate(name: str) -> Response:
    """Answer."""
    body = body_of()
    language = language_of_body(body)
    if (found := CALCULATORS.get(name)) is None:
        return _unknown(language)
    if body is None:
        return invalid([NOT_AN_OBJECT], language)
    answer = answer_of(found, body, language)
    return invalid(answer, language) if isinstance(answer, list) else _answer(name, answer, language)
