"""Errors of the JSON interface (RFC 9457), worded in the language asked for."""

from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify

from api.forms.base import FieldError
from i18n.languages import Language
from i18n.messages import mark, translate


def problem(
    status: int, title: str, detail: str, language: Language, errors: Sequence[FieldError] = (), **more: Any
) -> Response:
    """Return a problem of marked `title` and `detail`, with what is wrong field by field, and `more` members of its own."""
    response = jsonify(
        type="about:blank",
        title=translate(title, language),
        status=status,
        detail=translate(detail, language),
        errors=[{"field": error.field, "code": error.code, "message": error.message.in_(language)} for error in errors],
        **more,
    )
    response.status_code = status
    response.mimetype = "application/problem+json"
    response.headers["Content-Language"] = language.tag
    return response


def invalid(errors: Sequence[FieldError], language: Language) -> Response:
    """Return 422 for answers that the person must correct."""
    return problem(
        422, mark("Please check your answers"), mark("Something is missing or cannot be right."), language, errors
    )
