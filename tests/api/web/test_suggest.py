"""Suggestions over HTTP: the contract, what may be kept of them, and bad input."""

import pytest
from flask.testing import FlaskClient

from i18n.languages import LANGUAGES

SLUGS = [language.slug for language in LANGUAGES]
TYPED = {"zh-hant": "外勞", "vi": "ho chieu", "id": "kabur", "th": "โอที", "en": "pasport"}
HOSTILE = (
    "",
    "x" * 2_000,
    "%00%1b",
    "%cc%81%cc%81",
    "%e0%b9%88",
    "AND%20OR%20*%20~%22%5B(",
    "%ff%fe",
    "..%2f..%2f",
    "^(a%2B)%2B$",
)


@pytest.mark.parametrize("slug", SLUGS)
def test_suggestions_lead_somewhere(client: FlaskClient, slug: str) -> None:
    """1 to 8 in each language, text and address, each address answers 200; their number is said in words."""
    answer = client.get("/api/v1/suggest", query_string={"q": TYPED[slug], "lang": slug}).get_json()
    assert answer.keys() == {"suggestions", "words"}
    assert 1 <= len(answer["suggestions"]) <= 8
    assert str(len(answer["suggestions"])) in answer["words"]
    for row in answer["suggestions"]:
        assert row.keys() == {"text", "url"}
        assert row["url"].startswith(f"/{slug}/")
        assert client.get(row["url"]).status_code == 200


def test_what_many_ask_for_comes_first(client: FlaskClient) -> None:
    """Typing "minimum" begins a phrase that has an answer, and leads to the results with that answer."""
    first = client.get("/api/v1/suggest?q=minimum&lang=en").get_json()["suggestions"][0]
    assert first == {"text": "minimum wage", "url": "/en/search?q=minimum%20wage"}


def test_an_answer_is_kept_for_a_minute_and_for_one_language(client: FlaskClient) -> None:
    """Public for 60 seconds, and by what language the browser asks for where the address names none."""
    answer = client.get("/api/v1/suggest?q=pay", headers={"Accept-Language": "en"})
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.get_json()["words"].startswith("Suggestions")


@pytest.mark.parametrize("typed", HOSTILE)
def test_bad_input_is_answered(client: FlaskClient, typed: str) -> None:
    """Nothing, 2,000 letters, control characters, lone marks, query syntax, broken UTF-8: 200 and a list."""
    for slug in SLUGS:
        answer = client.get(f"/api/v1/suggest?q={typed}&lang={slug}")
        assert answer.status_code == 200
        assert isinstance(answer.get_json()["suggestions"], list)
