"""The interface under /api/v1 as OpenAPI 3.1, made from the forms themselves."""

from typing import Any

from pydantic import BaseModel

from api.forms.calculators import CALCULATORS
from api.forms.complaint import CaseMessage, ReceiptLookup
from api.forms.contact import ContactChange
from api.forms.diary import Fingerprint
from api.forms.enrolment import CodeLookup, Enrolment
from api.forms.filing import Filing
from api.forms.returning import Contest, Withdrawal

WISHES = (
    "lang", "open", "family", "weekday", "time", "language", "district", "fee", "allocation", "school", "term",
    "rest", "after", "before", "without",
)  # fmt: skip

# path -> (method, summary, request form, statuses of success)
CALLS: dict[str, tuple[str, str, Any, tuple[str, ...]]] = {
    "/health": ("get", "Whether the service answers, and from which build", None, ("200",)),
    "/search": (
        "get",
        "Search pages, asked in any language, told in one",
        ("q", "lang", "kind", "when", "district", "open", "page", "size"),
        ("200",),
    ),
    "/suggest": ("get", "Pages, labour terms and frequent questions that begin like a query", ("q", "lang"), ("200",)),
    "/courses": ("get", "Classes", WISHES, ("200",)),
    "/seats": ("get", "How full classes are, by their ids", ("ids", "lang"), ("200",)),
    "/courses/{id}": ("get", "One class with its live seats", ("lang",), ("200", "404")),
    "/enrolments": ("post", "Enrol in a class", Enrolment, ("200", "201", "409", "422")),
    "/enrolments/lookup": ("post", "Look an enrolment up", CodeLookup, ("200", "404", "422")),
    "/enrolments/cancel": ("post", "Give a seat back", CodeLookup, ("200", "404", "422")),
    "/enrolments/confirm": ("post", "Take up the seat that is kept", CodeLookup, ("200", "404", "409", "422")),
    "/draws/{id}": (
        "get",
        "The published document of a draw, as the recipe /data/draw.py reads it",
        None,
        ("200", "404"),
    ),
    "/cases": ("post", "File a complaint", Filing, ("200", "201", "422")),
    "/cases/lookup": ("post", "Look a case up", ReceiptLookup, ("200", "404", "422")),
    "/cases/messages": ("post", "Add to a case", CaseMessage, ("200", "404", "409", "422")),
    "/cases/contact": ("post", "Say how one may be reached from now on", ContactChange, ("200", "404", "422")),
    "/cases/contest": ("post", "Contest the closing of a case", Contest, ("200", "404", "409", "422")),
    "/cases/withdraw": ("post", "Withdraw a case", Withdrawal, ("200", "404", "422")),
    "/cases/proof": (
        "post",
        "What shows that all that was filed with a receipt is among the signed days, for the recipe /data/proof.py",
        ReceiptLookup,
        ("200", "404", "422"),
    ),
    "/diary/stamp": ("post", "Sign a fingerprint with the time; nothing is kept", Fingerprint, ("200", "422")),
    "/calculators": ("get", "Calculators", None, ("200",)),
    "/calculators/{id}": ("get", "What one calculator asks", None, ("200", "404")),
    "/openapi.json": ("get", "This description", None, ("200",)),
}
SLOWED = (
    "Very many calls from one network: try again after Retry-After, or at once with the member `altcha` of this problem solved, "
    "sent as the member `altcha` of the body (ALTCHA version 2: base64 of challenge and solution)"
)
KEYED = {"/enrolments", "/cases"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
            },
        },
    },
}


def _parameters(path: str, form: Any) -> list[dict[str, Any]]:
    names = form if isinstance(form, tuple) else ("lang",)
    rows: list[dict[str, Any]] = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    if "{id}" in path:
        rows.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
    if path in KEYED:
        rows.append({"name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string"}})
    return rows


def _responses(path: str, statuses: tuple[str, ...]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    ok = {"application/json": {"schema": {"type": "object"}}}
    answers = {status: {"description": status, "content": ok if status < "300" else problem} for status in statuses}
    slowed = {"429": {"description": SLOWED, "content": problem}} if path.startswith("/cases") else {}
    return answers | slowed | {"503": {"description": "Busy: try again after Retry-After", "content": problem}}


def _call(path: str, summary: str, form: Any, statuses: tuple[str, ...], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return one call; the schema of its body goes into `schemas`."""
    call = {"summary": summary, "parameters": _parameters(path, form), "responses": _responses(path, statuses)}
    if isinstance(form, type) and issubclass(form, BaseModel):
        schema = form.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        schemas[form.__name__] = schema
        reference = {"$ref": f"#/components/schemas/{form.__name__}"}
        call["requestBody"] = {"required": True, "content": {"application/json": {"schema": reference}}}
    return call


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    schemas: dict[str, Any] = {"Problem": _PROBLEM}
    paths: dict[str, Any] = {
        path: {method: _call(path, summary, form, statuses, schemas)}
        for path, (method, summary, form, statuses) in CALLS.items()
    }
    # Each calculator has a body of its own, so it is described at its own address.
    for each in CALCULATORS.values():
        path = f"/calculators/{each.name}"
        paths[path] = {"post": _call(path, each.title, each.form, ("200", "422"), schemas)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Labour Harbour", "version": "1"},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
