"""The JSON interface answers as the contract writes it."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.forms.openapi import CALLS
from i18n.languages import LANGUAGES
from tests.filing import body
from tests.support import ROOT

COURSE = "smartphone-video"
KEY = {"Idempotency-Key": "0f8fad5b-d9cb-469f-a165-70867728950e"}


def _wish(**change: Any) -> dict[str, Any]:
    return {"course": COURSE, "name": "Anh", "contact": {"phone": "0912345678"}, "lang": "vi"} | change


def test_health_tells_the_build_and_the_languages(client: FlaskClient) -> None:
    """GET /health answers status, build and the five languages."""
    answer = client.get("/api/v1/health").get_json()
    assert answer["status"] == "ok"
    assert answer["build"].startswith("20261121T100000-")
    assert answer["languages"] == [language.tag for language in LANGUAGES]


def test_an_enrolment_is_made_once_looked_up_and_cancelled(client: FlaskClient) -> None:
    """201 the first time, 200 with the same code the second, then look-up and cancellation by the code."""
    made = client.post("/api/v1/enrolments", json=_wish(), headers=KEY)
    again = client.post("/api/v1/enrolments", json=_wish(), headers=KEY)
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.get_json() == again.get_json()
    assert made.get_json().keys() == {"code", "course", "state", "place", "hold_until", "pseudonym"}
    code = {"code": made.get_json()["code"]}
    assert client.post("/api/v1/enrolments/lookup", json=code).get_json()["state"] == "confirmed"
    assert client.post("/api/v1/enrolments/cancel", json=code).get_json()["state"] == "cancelled"
    assert client.get(f"/api/v1/courses/{COURSE}").get_json()["taken"] == 0


def test_a_closed_class_is_the_persons_to_decide(client: FlaskClient) -> None:
    """A class whose window is over answers 409 with a problem in the language asked for."""
    answer = client.post("/api/v1/enrolments?lang=in", json=_wish(course="barista-basics"), headers=KEY)
    assert answer.status_code == 409
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Content-Language"] == "id"
    assert answer.get_json().keys() == {"type", "title", "status", "detail", "errors"}


def test_a_key_used_for_another_body_is_refused(client: FlaskClient) -> None:
    """The same key with another name is 422 and reveals no code."""
    client.post("/api/v1/enrolments", json=_wish(), headers=KEY)
    answer = client.post("/api/v1/enrolments", json=_wish(name="Budi"), headers=KEY)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "Idempotency-Key"
    assert "code" not in answer.get_json()


def test_every_wrong_field_is_named_in_order(client: FlaskClient) -> None:
    """No key, no name and a phone without digits are three errors, each with field, code and sentence."""
    answer = client.post("/api/v1/enrolments?lang=en", json=_wish(name=" ", contact={"phone": "abc"}))
    assert answer.status_code == 422
    told = [(error["field"], error["code"]) for error in answer.get_json()["errors"]]
    assert told == [("Idempotency-Key", "missing"), ("name", "string_too_short"), ("contact.phone", "phone")]
    assert answer.get_json()["errors"][1]["message"] == "Write your name."


def test_no_answer_is_due_to_a_tip(client: FlaskClient) -> None:
    """Filed, filed again with the same key, and looked up: due_on is null each time; for a case it is a day."""
    tip = body("tip", "safety")
    for status in (201, 200):
        made = client.post("/api/v1/cases", json=tip, headers=KEY)
        assert (made.status_code, made.get_json()["due_on"]) == (status, None)
    receipt = {"receipt": made.get_json()["receipt"]}
    assert client.post("/api/v1/cases/lookup", json=receipt).get_json()["due_on"] is None
    case = client.post("/api/v1/cases", json=body(), headers={"Idempotency-Key": "another press of the button"})
    assert case.get_json()["due_on"] == "2027-01-20"


def test_a_case_is_filed_looked_up_written_to_and_withdrawn(client: FlaskClient) -> None:
    """The answers have the fields of the contract, and the receipt never comes back after the first."""
    case = body(what="ไม่จ่ายค่าจ้าง") | {"lang": "th"}
    made = client.post("/api/v1/cases", json=case, headers=KEY)
    assert made.status_code == 201
    assert made.get_json().keys() == {"receipt", "reference", "state", "due_on", "proof"}
    assert client.post("/api/v1/cases", json=case, headers=KEY).get_json() == made.get_json()
    receipt = {"receipt": made.get_json()["receipt"]}
    assert client.post("/api/v1/cases/messages", json=receipt | {"text": "อีก"}).status_code == 200
    for call in ("lookup", "withdraw"):
        answer = client.post(f"/api/v1/cases/{call}", json=receipt)
        assert answer.get_json().keys() >= {"reference", "state", "due_on", "clock", "messages"}
    assert client.post("/api/v1/cases/messages", json=receipt | {"text": "สาย"}).status_code == 409
    assert client.post("/api/v1/cases/lookup", json=receipt).get_json()["state"] == "withdrawn"


def test_courses_are_filtered_by_their_facts(client: FlaskClient) -> None:
    """By family, weekday, term, district and what is open, each answer holds only what was asked for."""
    everything = client.get("/api/v1/courses").get_json()["courses"]
    assert len(everything) == len(list((ROOT / "content" / "courses").rglob("facts.toml"))) > 80
    for query, field, value in (
        ("family=law", "family", "law"),
        ("term=vocational-2026", "term", "vocational-2026"),
        ("district=niaosong", "district", "niaosong"),
    ):
        found = client.get(f"/api/v1/courses?{query}").get_json()["courses"]
        assert found
        assert all(course[field] == value for course in found)
    open_now = client.get("/api/v1/courses?open=1").get_json()["courses"]
    assert {course["id"] for course in open_now} == {
        course["id"] for course in everything if course["opens_at"] <= "2026-11-21T10:00:00" < course["closes_at"]
    }
    sunday = client.get("/api/v1/courses?weekday=sun").get_json()["courses"]
    assert len(sunday) >= 20
    assert all("sun" in course["weekdays"] for course in sunday)


def test_search_and_suggest_answer_in_the_contracts_shape(client: FlaskClient) -> None:
    """Results carry url, title, kind, language and a summary in which nothing but mark is markup."""
    answer = client.get("/api/v1/search?q=upah&lang=in&size=3").get_json()
    assert {"query", "lang", "total", "results", "did_you_mean", "facets", "answer", "build"} <= answer.keys()
    assert answer["lang"] == "id"
    assert 0 < len(answer["results"]) <= 3
    for hit in answer["results"]:
        assert {"url", "title", "kind", "lang", "summary"} <= hit.keys()
        assert hit["lang"] == "id"
        assert "<" not in hit["summary"].replace("<mark>", "").replace("</mark>", "")
    assert client.get("/api/v1/suggest?q=upah&lang=id").get_json()["suggestions"][0].keys() == {"text", "url"}


@pytest.mark.parametrize("path", sorted(CALLS))
def test_every_described_call_exists_and_every_call_is_described(client: FlaskClient, path: str) -> None:
    """openapi.json and the routes name the same calls with the same methods."""
    method = CALLS[path][0].upper()
    rules: dict[str, set[str]] = {}
    for rule in client.application.url_map.iter_rules():
        if rule.rule.startswith("/api/v1"):
            address = re.sub(r"<\w+>", "{id}", rule.rule.removeprefix("/api/v1"))
            rules.setdefault(address, set()).update(rule.methods or set())
    assert method in rules[path]
    assert rules.keys() == CALLS.keys()
    assert method.lower() in client.get("/api/v1/openapi.json").get_json()["paths"][path]
