"""The calculators as a browser without JavaScript and as a program use them."""

import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.forms.base import fields, validate
from api.forms.calculators import CALCULATORS
from api.services.calculating import calculate
from i18n import formats
from i18n.languages import LANGUAGES, Language, by_slug
from i18n.messages import translate
from tests.law import TODAY, book
from tests.support import Clock, visit

HOME = {"who": "standard"}
MONTH = {"paid_by": "month", "pay": "29,500"}
FILLED: dict[str, dict[str, str]] = {
    "overtime": HOME | MONTH | {"day": "workday", "hours": "4"},
    "minimum-wage": HOME | MONTH | {"month": "2026-10", "loan": "3.000"},
    "sick-pay": HOME | {"wage": "29500元", "days": "3", "bonus": "３０００"},
    "annual-leave": HOME | {"first_day": "2023-05-10", "unused": "3,5", "wage": "NT$29,500"},
    "maternity": {"who": "home", "event": "birth", "day": "2026-12-01", "first_day": "2026-01-01"},
    "parental-leave": {
        "child_born": "2026-05-01",
        "first_day": "2025-01-01",
        "starts": "2027-01-10",
        "ends": "2027-07-09",
        "insured": "no",
    },
    "notice": HOME | {"first_day": "2023-05-10", "told_on": "2026-11-10", "last_day": "2026-11-20", "wage": "29500"},
    "severance": HOME | {"first_day": "2020-02-29", "last_day": "2026-11-20", "wage": "35000", "system": "new"},
    "time-limits": {"limit": "wages", "since": "2024-01-05"},
    "broker-fee": {
        "worker": "migrant",
        "year": "1",
        "rehired": "no",
        "broker": "ordinary",
        "paid": "2500",
        "months": "10",
    },
    "accident-pay": HOME
    | {"paid_by": "day", "pay": "1500", "insured": "29500", "first_day": "2026-08-01", "days": "90"},
}
# Answers that take the branches which the ones above leave out, so that every declared figure is asked for.
MORE: dict[str, list[dict[str, str]]] = {
    "overtime": [
        {"day": "regular-leave", "hours": "9"},
        {"day": "rest-day", "hours": "10"},
        {"day": "holiday"},
        {"who": "home"},
    ],
    "minimum-wage": [{"paid_by": "hour", "hours": "100"}, {"who": "home"}],
    "sick-pay": [{"who": "home"}],
    "annual-leave": [
        *({"first_day": day} for day in ("1990-01-01", "2026-02-01", "2025-09-01", "2024-09-01", "2020-09-01")),
        {"who": "home"},
    ],
    "maternity": [{"event": "loss-late"}, {"event": "loss-middle"}, {"event": "loss-early"}, {"who": "standard"}],
    "parental-leave": [{"insured": "yes"}, {"ends": "2027-01-11"}],
    "notice": [{"first_day": "2026-06-01"}, {"first_day": "2025-06-01"}, {"who": "home"}],
    "severance": [{"system": "old"}, {"who": "home"}],
    "broker-fee": [
        {"year": "2"},
        {"year": "3"},
        {"rehired": "yes"},
        {"broker": "non-profit"},
        {"worker": "technical"},
    ],
    "time-limits": [],
    "accident-pay": [],
}
SLUGS = [language.slug for language in LANGUAGES]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", CALCULATORS)
def test_a_person_fills_the_printed_form_and_reads_the_answer(client: FlaskClient, name: str, slug: str) -> None:
    """The printed page asks what the form declares; the answer stands above the form, with steps, law and hotline."""
    path = f"/{slug}/calculators/{name}/"
    printed = visit(client, path)
    form = printed.xpath("//main//form")[0]
    assert (form.get("method"), form.get("action")) == ("post", path)
    asked = form.xpath(".//input/@name | .//select/@name")
    assert list(dict.fromkeys(asked)) == [name for name, _, _ in fields(CALCULATORS[name].form)]
    answered = visit(client, path, 200, FILLED[name])
    main = answered.find(".//main")
    assert main.xpath(".//section[@class='answer']/p")[0].text_content().strip()
    assert len(main.xpath(".//ol/li")) >= 2
    assert main.xpath(".//ol//a[starts-with(@href, 'https://law.moj.gov.tw/')]")
    assert main.xpath(".//div[@class='notice']//a[@href='tel:1955']")
    for field, value in FILLED[name].items():
        kept = [*main.xpath(f".//input[@name='{field}' and (@type!='radio' or @checked)]/@value")]
        assert kept == [value] or main.xpath(f".//select[@name='{field}']/option[@selected]/@value") == [value]


def test_the_list_links_every_calculator_and_the_home_page_links_the_list(client: FlaskClient) -> None:
    """Eleven cards on the list; one of the things to do on the front page; a guide links those it names."""
    cards = visit(client, "/vi/calculators/").xpath("//main//a/@href")
    assert cards == [f"/vi/calculators/{name}/" for name in CALCULATORS]
    assert "/vi/calculators/" in visit(client, "/vi/").xpath("//main//a/@href")
    assert "/vi/calculators/minimum-wage/" in visit(client, "/vi/guides/minimum-wage/").xpath("//main//a/@href")


@pytest.mark.parametrize(
    ("name", "change", "field"),
    [
        ("annual-leave", {"first_day": "2026-11-22"}, "first_day"),
        ("annual-leave", {"first_day": "1983-12-31"}, "first_day"),
        ("overtime", {"hours": "400"}, "hours"),
        ("overtime", {"hours": "12,5"}, "hours"),
        ("overtime", {"pay": "-29500"}, "pay"),
        ("overtime", {"pay": "99999999"}, "pay"),
        ("overtime", {"day": "sunday"}, "day"),
        ("severance", {"last_day": "2020-02-28"}, "last_day"),
        ("severance", {"system": "changed"}, "changed_on"),
        ("minimum-wage", {"month": "2026-12"}, "month"),
        ("time-limits", {"limit": "harassment"}, "outer_since"),
        ("time-limits", {"limit": "nonsense"}, "limit"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    client: FlaskClient, name: str, change: dict[str, str], field: str
) -> None:
    """422, the sentence above and at the field, every value kept; JSON says the same at the same field."""
    filled = FILLED[name] | change
    page = visit(client, f"/id/calculators/{name}/", 422, filled)
    assert page.xpath("//div[@class='error-summary']//a/@href") == [f"#f-{field}"]
    sentence = page.get_element_by_id(f"f-{field}-error").text_content()
    assert sentence in page.xpath("//div[@class='error-summary']")[0].text_content()
    told = client.post(f"/api/v1/calculators/{name}?lang=id", json=filled)
    assert told.status_code == 422
    assert told.mimetype == "application/problem+json"
    assert [(error["field"], error["message"]) for error in told.get_json()["errors"]] == [(field, sentence)]


def test_an_empty_form_asks_for_each_answer_that_is_needed(client: FlaskClient) -> None:
    """Without any answer the five required fields of the overtime form are wrong, and no number is shown."""
    page = visit(client, "/th/calculators/overtime/", 422, {})
    assert len(page.xpath("//div[@class='error-summary']//a")) == 5
    assert not page.xpath("//section[@class='answer']")


def test_nothing_of_it_is_kept_or_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """The answer may not be stored, sets no cookie, has no address of its own, and leaves no line in the log."""
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/en/calculators/overtime/", data=FILLED["overtime"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "29,500" not in caplog.text
    asked = client.get("/en/calculators/overtime/?pay=1").get_data(as_text=True)
    assert asked == client.get("/en/calculators/overtime/").get_data(as_text=True)
    assert client.post("/en/calculators/lottery/", data={}).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_the_same_answer_is_written_in_each_language(client: FlaskClient, language: Any) -> None:
    """737.5 is owed as 738, in the money of each language, with the article as its lawyers write it."""
    answer = client.post(f"/api/v1/calculators/overtime?lang={language.tag}", json=FILLED["overtime"]).get_json()
    assert answer.keys() == {
        "name", "lang", "applies", "headline", "value", "unit", "steps", "notes", "figures",
    }  # fmt: skip
    assert (answer["lang"], answer["value"], answer["unit"], answer["applies"]) == (language.tag, 738, "money", True)
    assert formats.money(738, language) in answer["headline"]
    assert [step["value"] for step in answer["steps"]] == [122.9, 327.8, 409.7, 738]
    assert answer["steps"][1].keys() == {"text", "value", "unit", "article", "address"}
    assert answer["steps"][1]["address"] == "https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode=N0030001"
    assert "24" in answer["steps"][1]["article"]


def test_an_answer_names_the_figures_it_rests_on(client: FlaskClient) -> None:
    """The minimum of two months is two values of one figure, each with its first day and certainty."""
    found = [
        client.post("/api/v1/calculators/minimum-wage", json=FILLED["minimum-wage"] | {"month": month}).get_json()
        for month in ("2025-12", "2026-01")
    ]
    rows = [answer["figures"]["minimum-wage-monthly"] for answer in found]
    assert [(row["value"], row["from"]) for row in rows] == [(28_590, "2025-01-01"), (29_500, "2026-01-01")]
    assert {(row["certainty"], row["confirmed"]) for row in rows} == {("B", "2026-02-26")}
    assert [answer["value"] for answer in found] == [3_000, 3_000]


def test_a_new_day_brings_new_law_without_a_new_build(client: FlaskClient, clock: Clock) -> None:
    """The service asks its own clock: a first day that lies tomorrow is wrong today and right the day after."""
    asked = FILLED["annual-leave"] | {"first_day": "2026-11-22"}
    assert client.post("/api/v1/calculators/annual-leave", json=asked).status_code == 422
    clock.move(days=1)
    assert client.post("/api/v1/calculators/annual-leave", json=asked).get_json()["value"] == 0


def test_a_program_reads_what_is_asked(client: FlaskClient) -> None:
    """The list has eleven rows; each has a schema with labels and choices, and its articles."""
    rows = client.get("/api/v1/calculators?lang=vi").get_json()["calculators"]
    assert [row["name"] for row in rows] == list(CALCULATORS)
    assert all(row.keys() == {"name", "title", "lead", "url"} for row in rows)
    one = client.get("/api/v1/calculators/overtime?lang=vi").get_json()
    assert one["fields"]["properties"]["day"]["title"] == "Đó là ngày gì?"
    assert one["fields"]["required"] == ["who", "day", "hours", "paid_by", "pay"]
    assert one["articles"][0].keys() == {"text", "address"}
    assert client.get("/api/v1/calculators/lottery").status_code == 404
    assert client.post("/api/v1/calculators/lottery", json={}).status_code == 404
    assert client.post("/api/v1/calculators/overtime", json=[1]).status_code == 422
    calls = client.get("/api/v1/openapi.json").get_json()["paths"]
    assert {f"/calculators/{name}" for name in CALCULATORS} <= calls.keys()


@pytest.mark.parametrize("name", CALCULATORS)
def test_form_rule_and_figures_of_a_calculator_fit_together(name: str) -> None:
    """The form asks what the rule takes, and every declared article is a whole one of the law book."""
    calculator = CALCULATORS[name]
    assert set(calculator.form.model_fields) == set(calculator.asked.__dataclass_fields__)
    for language in LANGUAGES:
        assert all(book().articles[language.slug][law].text for law in calculator.laws)


@pytest.mark.parametrize("name", [name for name in CALCULATORS if name != "time-limits"])
def test_a_calculator_declares_no_figure_that_it_does_not_ask_for(name: str) -> None:
    """Over the answers above, each figure in `needs` is taken away once, and then some answer cannot be given."""
    calculator, whole = CALCULATORS[name], book()
    english = by_slug("en")
    assert english is not None
    bodies = [FILLED[name], *(FILLED[name] | change for change in MORE[name])]
    for needed in calculator.needs:
        without = type(whole)({key: row for key, row in whole.figures.items() if key != needed}, whole.articles)
        missed = 0
        for body in bodies:
            filled = validate(calculator.form, body)
            assert not isinstance(filled, list), filled
            try:
                calculate(calculator, filled, without, TODAY, english)
            except KeyError:
                missed += 1
        assert missed, f"{name} never asks for {needed}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_a_calculator_is_found_by_its_question(client: FlaskClient, language: Language) -> None:
    """The title of the overtime calculator, typed into the search box, finds it among the calculators in each language."""
    title = translate(CALCULATORS["overtime"].title, language)
    found = client.get("/api/v1/search", query_string={"q": title, "lang": language.tag, "kind": "calculator"}).json
    assert found is not None
    assert found["results"][0]["url"] == f"/{language.slug}/calculators/overtime/"
