"""A resume from home to the fair, in five languages and without JavaScript."""

import io
import re

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from api.services import paper_press
from i18n.languages import LANGUAGES, SOURCE
from tests.support import Clock, visit

SLUGS = [language.slug for language in LANGUAGES]
FAIR = "zuoying-sunday-afternoon"
FILLED = {
    "fair": FAIR,
    "name": "Nguyễn Thị Mẫu",
    "phone": "0912 345 678",
    "birth_year": "79",
    "languages": "vi",
    "work.job": "welder",
    "work.years": "3",
    "work.what": "hàn khung <thép>",
    "jobs.first": "welder",
    "jobs.second": "machine-operator",
    "districts.first": "zuoying",
}


def _kept(client: FlaskClient, slug: str = "vi", **more: str) -> tuple[str, str]:
    """Fill in the form as its page is sent; return the code and the text of the page."""
    page = visit(client, f"/{slug}/resume")
    press = page.xpath("//input[@name='press']/@value")[0]
    sheet = visit(client, f"/{slug}/resume", 201, {**FILLED, "press": press, **more})
    return "".join(sheet.xpath("//p[@class='receipt__number']")[0].text_content().split()), sheet.text_content()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_from_home_to_the_fair_and_away(client: FlaskClient, language: object) -> None:
    """Filled in, opened by its code, changed with the same code, deleted after one question; then the code opens nothing."""
    slug = language.slug  # type: ignore[attr-defined]
    code, text = _kept(client, slug)
    assert re.fullmatch(r"\d{16}", code)
    assert "hàn khung <thép>" in text
    grouped = f" {code[:4]}-{code[4:8]} {code[8:]}"
    sheet = visit(client, f"/{slug}/resume/open", 200, {"code": grouped})
    assert sheet.xpath("//div[@class='code']/*[local-name()='svg']/@viewbox")
    labels = set(sheet.xpath("//dl[@class='fact-list']//dt/span/@lang"))
    assert labels == {language.tag, SOURCE.tag}  # type: ignore[attr-defined]
    form = visit(client, f"/{slug}/resume/edit", 200, {"code": code})
    assert form.get_element_by_id("f-work-what").get("value") == "hàn khung <thép>"
    assert form.get_element_by_id("f-birth_year").get("value") == "1990"
    changed = visit(client, f"/{slug}/resume", 200, {**FILLED, "code": code, "name": "Budi"})
    assert "Budi" in changed.text_content()
    visit(client, f"/{slug}/resume/delete", 200, {"code": code})
    visit(client, f"/{slug}/resume/delete", 200, {"code": code, "sure": "1"})
    visit(client, f"/{slug}/resume/open", 404, {"code": code})


def test_every_coded_answer_stands_in_chinese_too_and_own_words_stand_as_written(client: FlaskClient) -> None:
    """The sheet of a Vietnamese says the welder, three years, both wishes and the district in Chinese; free text once."""
    code, _ = _kept(client)
    sheet = visit(client, "/zh-hant/resume/open", 200, {"code": code})
    chinese = " ".join(sheet.xpath(f"//dd/span[@lang='{SOURCE.tag}']/text()"))
    for word in ("電焊工", "3年", "機台操作員", "左營區", "越南語", "左營週日午後大型徵才", "民國79年"):
        assert word in chinese, word
    own = " ".join(sheet.xpath("//dd/span[@lang='vi']/text()"))
    assert "Thợ hàn" in own
    assert [bdi.text_content() for bdi in sheet.xpath("//dd//bdi")] == [
        FILLED["name"], FILLED["phone"], FILLED["work.what"],
    ]  # fmt: skip


def test_the_year_of_birth_is_written_as_each_reader_counts(client: FlaskClient) -> None:
    """Who was born in 1990 is of พ.ศ. 2533 on a Thai sheet, with 民國79年 below for the firm."""
    _, text = _kept(client, "th")
    assert "พ.ศ. 2533民國79年" in text


def test_no_answer_leaves_a_trace_in_an_address_or_a_cache(client: FlaskClient) -> None:
    """All pages of a resume may not be kept, tell nobody where one came from, and no link holds the code."""
    code, _ = _kept(client)
    for path, form in (("resume", None), ("resume/open", None), ("resume/open", {"code": code})):
        response = client.get(f"/vi/{path}") if form is None else client.post(f"/vi/{path}", data=form)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not re.search(rf'(?:href|action)="[^"]*{code}', response.text)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "f-name"),
        ({"fair": "zuoying-autumn"}, "f-fair"),
        ({"fair": "no-such-fair"}, "f-fair"),
        ({"skills": "x" * 501}, "f-skills"),
        ({"work.what": "x" * 201}, "f-work-what"),
        ({"work.years": "2.5"}, "f-work-years"),
        ({"birth_year": "1890"}, "f-birth_year"),
        ({"phone": "12"}, "f-phone"),
        ({"jobs.first": "astronaut"}, "f-jobs-first"),
        ({"districts.second": "atlantis"}, "f-districts-second"),
        ({"languages": "klingon"}, "f-languages"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    client: FlaskClient, slug: str, wrong: dict[str, str], field: str
) -> None:
    """A fair that is over, a text too long, half a year, an unknown job: 422, a sentence, and the rest still there."""
    page = visit(client, f"/{slug}/resume", 422, {**FILLED, **wrong, "press": "a"})
    links = page.xpath("//div[@class='error-summary']//a")
    assert links
    assert links[0].get("href").removeprefix("#").startswith(field)
    if "work.what" not in wrong:
        assert page.get_element_by_id("f-work-what").get("value") == FILLED["work.what"]


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("12", 422), ("x" * 10_000, 422), ("0000000000000098", 404)])
@pytest.mark.parametrize("path", ["open", "edit", "delete", "pdf"])
def test_a_wrong_code_opens_nothing(client: FlaskClient, path: str, typed: str, status: int) -> None:
    """Empty, short, ten thousand letters or simply unknown: a page says what to do, whatever was to be done with it."""
    visit(client, f"/vi/resume/{path}", status, {"code": typed})


def test_after_the_fair_the_code_opens_nothing(client: FlaskClient, clock: Clock) -> None:
    """On 13 December 2026 the sheet opens, on the 14th it is gone, and a new resume for that fair is refused."""
    code, _ = _kept(client)
    clock.move(days=22)
    visit(client, "/vi/resume/open", 200, {"code": code})
    clock.move(days=1)
    visit(client, "/vi/resume/open", 404, {"code": code})
    visit(client, "/vi/resume", 422, {**FILLED, "press": "a"})


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sheet_is_a_pdf_where_the_press_is_at_hand(client: FlaskClient, slug: str) -> None:
    """One page of PDF with the name, the Chinese word for welder and nothing fetched from anywhere."""
    assert paper_press.can_print()
    code, _ = _kept(
        client, slug, skills='<img src="http://127.0.0.1:9/x"> <style>@import url(http://127.0.0.1:9)</style>'
    )
    response = client.post(f"/{slug}/resume/pdf", data={"code": code})
    assert response.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(response.data)).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert "電焊工" in text
    assert "Nguyễn" in text or "Nguy" in text
    assert "<img src=" in text


def test_without_the_press_the_page_offers_printing_by_the_browser(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without WeasyPrint shows no PDF button, and a press of an old one shows the sheet."""
    monkeypatch.setattr(paper_press, "IS_AT_HAND", False)
    code, _ = _kept(client)
    sheet = visit(client, "/vi/resume/pdf", 200, {"code": code})
    assert not sheet.xpath("//form[contains(@action, '/pdf')]")
