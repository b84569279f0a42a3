"""Complaints in figures, as people and programs get them from the service."""

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.domain.outcomes import CaseCount
from api.services.resources import Resources
from i18n.languages import LANGUAGES
from tests.api.services.test_counting import make_case, make_cases
from tests.filed import file
from tests.support import Clock, visit

SLUGS = [language.slug for language in LANGUAGES]
TAGS = [language.tag for language in LANGUAGES]
MONTH = "2026-09"


def _hold(client: FlaskClient, cases: list[CaseCount]) -> FlaskClient:
    """Let the service of `client` count `cases`."""
    client.application.extensions["counted"] = lambda _: cases
    return client


def _some(count: int = 400) -> list[CaseCount]:
    cases = [case for case in make_cases(count * 2, 7) if case.filed_month <= MONTH]
    return cases[:count]


def _document(client: FlaskClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/data/complaints.json{query}")
    assert answer.status_code == 200
    return dict(json.loads(answer.get_data()))


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_service_says_so_in_words(client: FlaskClient, slug: str) -> None:
    """Before the first quarter is over there is no table but a sentence, in five languages, and a link to the history."""
    page = visit(client, f"/{slug}/data/complaints")
    assert page.xpath("//table") == []
    assert page.xpath(f"//main//a[@href='/{slug}/data/']")
    told = _document(client)
    assert (told["tables"], told["period"]) == ([], None)
    assert set(told["note"]) == set(TAGS)
    assert client.get("/data/complaints/outcomes-by-kind.csv").status_code == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_shows_every_table_in_five_languages(client: FlaskClient, slug: str) -> None:
    """400 cases: each table of the file stands on the page with as many rows, hidden counts in words, and a file to save."""
    _hold(client, _some())
    page = visit(client, f"/{slug}/data/complaints")
    told = _document(client)
    assert len(told["tables"]) >= 8
    for table in told["tables"]:
        heading = page.get_element_by_id(table["table"])
        shown = heading.xpath("following-sibling::details[1]/table")[0]
        assert len(shown.xpath("./tbody/tr")) == len(table["rows"])
        words = [cell.text_content() for cell in shown.xpath(".//td[@data-column]")]
        hidden = sum(count is None for row in table["rows"] for count in row["counts"].values())
        assert sum(not any(letter.isdigit() for letter in word) for word in words) == hidden
        assert heading.xpath(f"following-sibling::p/a[@href='/data/complaints/{table['table']}.csv']")


def test_the_file_declares_its_sums_and_meets_them(client: FlaskClient) -> None:
    """Each sum names its cells; where none of them is hidden, a reader who adds them up gets what is expected."""
    told = _document(_hold(client, _some()))
    checked = 0
    for table in told["tables"]:
        counts = {(row["key"], key): count for row in table["rows"] for key, count in row["counts"].items()}
        assert table["sums"]
        for rule in table["sums"]:
            assert rule["holds"]
            parts = [counts[cell["row"], cell["column"]] for cell in rule["of"]]
            target = counts[rule["cell"]["row"], rule["cell"]["column"]]
            assert rule["expected"] == target
            if rule["how"] == "sum" and None not in (*parts, target):
                assert sum(parts) == target
                checked += 1
    assert checked > 20


def test_every_file_says_what_it_is(client: FlaskClient) -> None:
    """Licence, period, day, rule and labels in five languages stand in the JSON; hidden counts are null and named."""
    told = _document(_hold(client, _some()))
    assert told["made_on"] == "2026-11-21"
    assert told["period"] == "2026-01/2026-09"
    assert len(told["licence"]) == 2
    assert set(told["rule"]) == set(TAGS)
    for table in told["tables"]:
        nulls = {(row["key"], key) for row in table["rows"] for key, count in row["counts"].items() if count is None}
        assert nulls == {(cell["row"], cell["column"]) for cell in table["hidden"]}
        assert all(set(each["labels"]) == set(TAGS) for each in (*table["rows"], *table["columns"]))


def test_the_table_opens_in_a_spreadsheet(client: FlaskClient) -> None:
    """The CSV has the mark of UTF-8, a heading, one line a row, no formula, and after an empty line what it is."""
    _hold(client, _some())
    for table in _document(client)["tables"]:
        answer = client.get(f"/data/complaints/{table['table']}.csv")
        assert answer.mimetype == "text/csv"
        assert answer.get_data().startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
        assert lines[0] == ["key", *TAGS, *(column["key"] for column in table["columns"])]
        end = lines.index([])
        for line, row in zip(lines[1:end], table["rows"], strict=True):
            counts = ["" if count is None else str(count) for count in row["counts"].values()]
            assert [line[0], *line[len(TAGS) + 1 :]] == [row["key"], *counts]
        about = {line[0] for line in lines[end + 1 :]}
        assert {"title", "unit", "source", "period", "made_on", "licence", "sums_checked"} <= about
        assert ("rule" in about) == bool(table["hidden"])
        assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


def test_the_quarter_that_runs_is_not_told(client: FlaskClient, clock: Clock) -> None:
    """9 cases of November are in no file in November or December and in every one from 1 January; page and file say why."""
    _hold(client, [make_case()] * 9)
    for days in (0, 10, 30):
        clock.move(days=days)
        assert _document(client)["tables"] == []
    assert "A quarter with fewer than 5" in _document(client)["counted_when"]["en"]
    assert "A quarter with fewer than 5" in visit(client, "/en/data/complaints").text_content()
    clock.move(days=1)
    told = {table["table"]: table for table in _document(client)["tables"]}
    assert told["outcomes-by-door"]["rows"][-1]["counts"]["total"] == 9


def test_earlier_years_stay_open_to_all(client: FlaskClient) -> None:
    """The cases of 2025 are found under their year; a year without cases, or no year at all, is not found."""
    _hold(client, [make_case(filed_month="2025-03")] * 8 + [make_case(filed_month=MONTH)] * 6)
    assert _document(client)["years"] == [2026, 2025]
    assert _document(client, "?year=2025")["period"] == "2025-01/2025-12"
    page = visit(client, "/th/data/complaints?year=2025")
    assert page.xpath("//a[@aria-current='page']/@href") == ["?year=2025"]
    for year in ("2024", "next", "２０２５", "-1", "99999999999999999999"):
        assert client.get(f"/data/complaints.json?year={year}").status_code == 404
        assert client.get(f"/th/data/complaints?year={year}").status_code == 404


def test_a_page_without_a_closed_case_says_so(client: FlaskClient) -> None:
    """9 open cases: the page tells that none has been closed yet; a closed one among ten takes the sentence away."""
    _hold(client, [make_case(filed_month=MONTH, outcome="open")] * 9)
    sentence = "No case has been closed yet."
    assert sentence in visit(client, "/en/data/complaints").text_content()
    _hold(client, [make_case(filed_month=MONTH, outcome="open")] * 9 + [make_case(filed_month=MONTH)] * 6)
    assert sentence not in visit(client, "/en/data/complaints").text_content()


def test_cases_that_were_filed_are_counted(client: FlaskClient, resources: Resources, clock: Clock) -> None:
    """11 cases are filed in November, 5 of them withdrawn: from January the files tell of 6 open and 5 withdrawn ones."""
    for number in range(11):
        file(resources, f"receipt {number}", *(("withdrawn",) if number < 5 else ()))
    assert _document(client)["tables"] == []
    clock.move(days=41)
    told = {
        table["table"]: {row["key"]: row["counts"] for row in table["rows"]} for table in _document(client)["tables"]
    }
    assert (
        told["outcomes-by-door"]["case"] | {"total": 11, "open": 6, "withdrawn": 5} == told["outcomes-by-door"]["case"]
    )
    assert told["outcomes-by-kind"]["dispute.wages"]["total"] == 11
    assert told["first-replies"]["total"]["not-yet"] == 11
