"""Paper on demand: the print-out of a complaint from the check and from the receipt, as page and as PDF."""

import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from api.services import paper_press
from api.services.resources import Resources
from api.services.slowing import Slowing
from api.web.factory import create_app
from i18n.languages import LANGUAGES
from tests.desk import publish
from tests.filing import Person
from tests.support import check_page

SLUGS = [language.slug for language in LANGUAGES]

DRAFT, FILED = "This is a print-out of a draft. It has not been filed.", "This is a print-out of what was filed online."
HOSTILE = '<img src="http://127.0.0.1:9/x"> <style>@import url(http://127.0.0.1:9)</style>'
STORY = "\n".join(f"No. {number}: tôi phải làm việc cả ngày" for number in range(1, 121))


@pytest.fixture
def client(tmp_path: Path, resources: Resources) -> FlaskClient:
    """Return a client of a service whose build has no pages: a paper needs none."""
    seconds = itertools.count(1_795_000_000, 10).__next__
    return create_app(publish(tmp_path / "output", {}), resources, Slowing(resources.pepper, seconds)).test_client()


def _counts(resources: Resources) -> list[int]:
    tables = ("cases", "case_letters", "envelopes", "staged_files")
    with resources.reader.begin() as connection:
        return [int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() or 0) for name in tables]  # noqa: S608


def _pages(client: FlaskClient, path: str, form: dict[str, str]) -> PdfReader:
    answer = client.post(path, data=form)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    return PdfReader(io.BytesIO(answer.data))


@pytest.fixture(params=["tip", "case", "mediation"])
def person(request: pytest.FixtureRequest, client: FlaskClient) -> Person:
    """Return somebody who stands before the check at each of the three doors."""
    found = Person(client, "en", request.param, "dispute")
    found.answers_all("Họ giữ hộ chiếu của tôi")
    return found


def test_a_draft_is_printed_as_a_draft_and_nothing_is_kept(person: Person, resources: Resources) -> None:
    """From the check one press leads to the paper, which says that nothing is filed; Back leads to the same answers."""
    held = person.held()
    before = _counts(resources)
    assert person.page.xpath("//button[@formaction='/en/go/paper']")
    words = person.sends(held, to="go/paper").text_content()
    assert DRAFT in words
    assert FILED not in words
    assert "Họ giữ hộ chiếu của tôi" in words
    assert "21 November 2026" in words
    assert _counts(resources) == before
    check = person.sends(person.held() | {"to": "change check"})
    assert check.xpath("//button[@value='file']")
    assert {name: value for name, value in person.held().items() if name.startswith("answers.")} == {
        name: value for name, value in held.items() if name.startswith("answers.")
    }


def test_after_filing_the_paper_names_reference_and_day_and_never_the_receipt(person: Person) -> None:
    """From the receipt the paper says what was filed, with reference and date; none of the 26 digits stands on it."""
    person.goes_on(201, "file")
    receipt = str(person.page.xpath("//p[@class='receipt__number']")[0].text_content())
    reference = str(person.page.xpath("//input[@name='reference']/@value")[0])
    page = person.sends(person.held(), to="go/paper")
    words = page.text_content()
    assert FILED in words
    assert reference in words
    assert receipt not in words
    assert receipt.replace(" ", "") not in words.replace(" ", "")
    again = person.sends(person.held() | {"to": "file"})
    assert again.xpath("//p[@class='receipt__number']")[0].text_content() == receipt


@pytest.mark.parametrize("changed", [{"answers.story.what": "other words"}, {"press": "another press"}])
def test_what_was_not_filed_is_never_called_filed(person: Person, changed: dict[str, str]) -> None:
    """Other words under the same press, or the same words under another, make a draft, whatever reference is sent along."""
    person.goes_on(201, "file")
    form = person.held() | changed | {"reference": "2026-999999"}
    words = person.sends(form, to="go/paper").text_content()
    assert DRAFT in words
    assert "2026-" not in words


def test_what_is_missing_is_asked_before_it_is_printed(person: Person) -> None:
    """Without a word of what happened both papers answer 422 with the page that asks for it, all other answers kept."""
    held = person.held() | {"answers.story.what": " "}
    for path in ("go/paper", "go/paper.pdf"):
        page = person.sends(held, 422, path)
        assert page.xpath("//div[@class='error-summary']//a/@href") == ["#f-answers-story-what"]
        assert page.xpath("//input[@name='answers.about.category']/@value") == ["wages"]


def test_the_language_of_a_paper_can_be_changed_without_loss(person: Person) -> None:
    """The buttons of the 4 other languages print the same paper beside Chinese in that language."""
    page = person.sends(person.held(), to="go/paper")
    targets = page.xpath("//p[@class='tongues']//button/@formaction")
    assert sorted(targets) == sorted(f"/{slug}/go/paper" for slug in SLUGS if slug != "en")
    person.slug = "th"
    page = person.sends(person.held(), to="go/paper")
    assert "Họ giữ hộ chiếu của tôi" in page.text_content()
    assert page.xpath("//div[@class='paper']//dd/span[@lang='th']")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_paper_is_a_tagged_pdf_in_a4_that_loses_no_line(client: FlaskClient, slug: str) -> None:
    """120 lines flow over several pages of A4; Chinese letters and hostile text are text, tagged, and nothing is fetched."""
    assert paper_press.can_print()
    person = Person(client, slug, "mediation", "dispute")
    person.answers_all(f"{STORY}\n{HOSTILE}")
    reader = _pages(client, f"/{slug}/go/paper.pdf", person.held())
    root: Any = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert "file" not in str(reader.metadata.title).lower()
    assert len(reader.pages) >= 4
    assert {tuple(round(float(each)) for each in page.mediabox[2:]) for page in reader.pages} == {(595, 842)}
    text = " ".join(page.extract_text() for page in reader.pages)
    assert [number for number in range(1, 121) if f"No. {number}:" not in text] == []
    assert "大港鋼鐵股份有限公司" in text
    assert "民國115年11月21日" in text
    assert "<img src=" in text
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = {str(font["/BaseFont"]) for each in resources for font in each["/Font"].values()}
    assert any("CJK" in font for font in fonts), fonts


def test_without_the_press_the_browser_prints(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without WeasyPrint shows no PDF button; an old button shows the page with a sentence, and keeps everything."""
    monkeypatch.setattr(paper_press, "IS_AT_HAND", False)
    held = person.held()
    page = person.sends(held, to="go/paper")
    assert not page.xpath("//button[contains(@formaction, '.pdf')]")
    person.sends(held, 503, "go/paper.pdf")
    assert "Họ giữ hộ chiếu của tôi" in person.page.text_content()


def test_when_too_many_wait_for_the_press_the_next_one_is_told_at_once(person: Person) -> None:
    """While 4 wait the fifth gets the page and a sentence, without waiting."""
    for _ in range(paper_press.MOST_WAITING):
        assert paper_press._places.acquire(blocking=False)
    try:
        page = person.sends(person.held(), 503, "go/paper.pdf")
    finally:
        for _ in range(paper_press.MOST_WAITING):
            paper_press._places.release()
    assert page.find_class("notice--urgent")


def test_whoever_makes_a_form_up_stands_before_the_doors(client: FlaskClient) -> None:
    """No door, a wrong door, no kind, a mere look at the address: the doors, and no 5xx."""
    for form in ({}, {"door": "x"}, {"door": "case"}, {"door": "case", "kind": "y"}):
        for path in ("paper", "paper.pdf"):
            answer = client.post(f"/vi/go/{path}", data=form)
            assert (answer.status_code, answer.headers["Location"]) == (303, "/vi/go/")
    assert client.get("/vi/go/paper").status_code == 303


def test_hostile_text_on_a_paper_stays_text(client: FlaskClient) -> None:
    """Markup in every field is shown as the letters that were typed, on a page that keeps all promises of our pages."""
    person = Person(client)
    evil = '"><script>alert(1)</script>'
    person.answers_all(evil, respondent={"name": evil, "address": evil}, person={"name": evil})
    answer = client.post("/en/go/paper", data=person.held())
    page = check_page(answer.text, "/en/go/paper")
    assert not page.xpath("//main//script")
    assert [each.text for each in page.find_class("paper__words")] == [evil] * 4
