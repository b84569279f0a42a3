"""The rights library as it is printed: time limits, history, two languages, one file, the copy on a phone."""

import json
import re
from pathlib import Path

import lxml.html
import pytest

from api.content.library import read
from api.content.sections import anchors
from api.kinds import BY_NAME
from api.kinds.guide import SITUATIONS
from i18n.languages import LANGUAGES, SOURCE, Language
from tests.support import ROOT

LIBRARY = read(ROOT / "content")
GUIDES = LIBRARY.of(BY_NAME["guide"])
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)


def _page(site: Path, address: str) -> lxml.html.HtmlElement:
    path = site / address.strip("/")
    file = path / "index.html" if path.is_dir() else path
    return lxml.html.document_fromstring(file.read_text(encoding="utf-8"))


@each_language
def test_a_guide_lists_its_time_limits_with_the_law_behind_each(site: Path, language: Language) -> None:
    """Every guide that names limits prints each as a row: what, within which time of which day, and an article's link."""
    for entry in GUIDES:
        page = _page(site, entry.address(language))
        rows = page.xpath("//h2[@id='limits']/following-sibling::dl[1]/div")
        assert len(rows) == len(entry.facts.limits), entry.slug
        for row in rows:
            assert re.search(r"\d", row.find("dd").text_content())
            assert row.xpath(".//a/@href")[0].startswith("https://law.moj.gov.tw/")


@each_language
def test_the_minimum_wage_is_printed_with_its_whole_history(site: Path, language: Language) -> None:
    """Fourteen days of change since 2014, newest first, unconfirmed values named as such, and a drawn line of the months."""
    page = _page(site, LIBRARY.entries["guides/minimum-wage"].address(language))
    rows = page.xpath("//h2[@id='history']/following-sibling::table//tbody/tr")
    assert len(rows) == 14
    assert re.sub(r"\D", "", rows[0].findall("td")[0].text_content()) == "29500"
    assert len(page.xpath("//table//td[contains(., '(') or contains(., '（')]")) == 7
    assert len(page.xpath("//svg[contains(@class, 'diagram')]/path")) == 2


@each_language
def test_a_page_that_rests_on_old_reading_says_so(site: Path, language: Language) -> None:
    """The law of the passport page was last read on 11 October 2024, more than twelve months ago: the page says it."""
    page = _page(site, f"/{language.slug}/guides/passport/")
    (aged,) = page.find_class("aged")
    assert aged.xpath(".//a[starts-with(@href, 'tel:')]")


def test_every_situation_has_a_guide_and_the_library_is_whole() -> None:
    """Each of fifteen situations has at least one guide, and there are at least 48."""
    assert {entry.facts.situation for entry in GUIDES} == set(SITUATIONS)
    assert len(SITUATIONS) == 15
    assert len(GUIDES) >= 48


def test_any_two_languages_stand_side_by_side_block_by_block(site: Path) -> None:
    """All twenty pairs of every guide: one row a Chinese block, the second language marked, the same anchors everywhere."""
    for entry in GUIDES:
        names = list(anchors(entry.words[SOURCE.slug]).values())
        for first in LANGUAGES:
            for second in LANGUAGES:
                if first is second:
                    continue
                page = _page(site, f"/{first.slug}/{entry.key}/with/{second.slug}/")
                rows = page.find_class("pair")
                assert [row.get("id") for row in rows] == names
                assert all(row.findall("div")[1].get("lang") == second.tag for row in rows)
                assert not page.find_class("outdated")


def test_every_paragraph_has_a_code_that_leads_to_it_in_chinese(site: Path) -> None:
    """Each block of each guide has a QR file, and the Chinese page has the anchor that the code names."""
    for entry in GUIDES:
        page = _page(site, entry.address(SOURCE))
        for name in anchors(entry.words[SOURCE.slug]).values():
            assert (site / "static" / "qr" / f"{entry.slug}-{name}.svg").is_file()
            assert page.get_element_by_id(name, None) is not None


@each_language
def test_the_handbook_is_one_file_under_200_kilobytes_that_needs_nothing(site: Path, language: Language) -> None:
    """All guides in one page: at most 200,000 bytes compressed, no address to load from, every inner link arrives."""
    file = site / language.slug / "handbook.html"
    html = file.read_text(encoding="utf-8")
    assert file.with_name("handbook.html.br").stat().st_size <= 200_000
    page = lxml.html.document_fromstring(html)
    assert not page.xpath("//@src | //link/@href")
    chapters = {article.get("id") for article in page.iter("article")}
    assert chapters == {entry.slug for entry in GUIDES}
    for link in page.xpath("//a/@href"):
        assert link.startswith(("tel:", "https://", "http://127.0.0.1:8000/")) or link.removeprefix("#") in chapters, (
            link
        )
    assert page.xpath("//*[@data-printed='2026-11-21']")


@each_language
def test_the_service_worker_keeps_printed_pages_and_no_form(site: Path, language: Language) -> None:
    """What it keeps is printed in this language, carries no form but the search box, and covers every guide."""
    text = (site / language.slug / "sw.js").read_text(encoding="utf-8")
    kept = json.loads(re.search(r"^const PAGES = (.*);$", text, re.MULTILINE)[1])  # type: ignore[index]
    assert {entry.address(language) for entry in GUIDES} <= set(kept)
    for address in kept:
        if address.startswith("/static/"):
            assert (site / address.lstrip("/")).is_file()
            continue
        assert address.startswith(f"/{language.slug}/")
        assert not _page(site, address).xpath("//form[not(@role='search')]"), address


@each_language
def test_a_neutral_page_gives_nothing_away_in_title_address_or_description(site: Path, language: Language) -> None:
    """Each guide marked neutral also stands under four letters, titled like the whole site, with the way out on it."""
    neutral = [entry for entry in GUIDES if entry.facts.neutral]
    assert len(neutral) >= 5
    name = _page(site, f"/{language.slug}/").findtext(".//title")
    for entry in neutral:
        guide = _page(site, entry.address(language))
        (address,) = guide.xpath("//a[contains(@href, '/read/')]/@href")
        assert re.fullmatch(rf"/{language.slug}/read/[0-9a-f]{{4}}/", address)
        page = _page(site, address)
        assert page.findtext(".//title") == name
        assert not page.xpath("//meta[@name='description'] | //script[@type='application/ld+json']")
        assert page.xpath("//meta[@name='referrer'][@content='no-referrer']")
        assert page.find_class("leave-now")
        assert page.findtext(".//h1") == guide.findtext(".//h1")
