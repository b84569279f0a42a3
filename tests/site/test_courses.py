"""The printed pages of the classes: the list, each subject, the week, and what one class says of itself."""

from pathlib import Path

import lxml.html
import pytest

from i18n.languages import LANGUAGES

SLUGS = [language.slug for language in LANGUAGES]


def _page(site: Path, address: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(site / address.strip("/") / "index.html").getroot()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_class_stands_on_the_page_of_its_subject(site: Path, slug: str) -> None:
    """The subjects that the list links hold each class of the site once: no class is reached by the finder alone."""
    folder = site / slug / "courses"
    classes = {path.parent.name for path in folder.glob("*/index.html")} - {"week"}
    listed = [
        str(link).rstrip("/").split("/")[-1]
        for path in (folder / "by").glob("*/index.html")
        for link in lxml.html.parse(path).getroot().xpath("//*[@class='card__title']/a/@href")
    ]
    assert sorted(listed) == sorted(classes)
    linked = set(_page(site, f"{slug}/courses").xpath("//main//a[contains(@href, '/by/')]/@href"))
    assert linked <= {f"/{slug}/courses/by/{path.name}/" for path in (folder / "by").iterdir()}


def test_the_list_offers_facets_with_counts(site: Path) -> None:
    """Six classes are open on 21 November 2026, and the list says so at the link that finds them."""
    page = _page(site, "en/courses")
    (count,) = page.xpath("//ul[@class='choices']//a[@href='/en/courses/find?open=1']/small/text()")
    cards = page.xpath("//h2[1]/following-sibling::ul[1]//*[@data-seats]")
    assert int(count) == len(cards) == 6
    assert len(page.xpath("//ul[@class='choices']//small")) > 15


def test_only_cards_that_one_can_enrol_in_ask_for_live_seats(site: Path) -> None:
    """A class that is over, or opens later, has no place for live seats; without the script the place is empty."""
    page = _page(site, "vi/courses/by/life")
    asked = set(page.xpath("//*[@data-seats]/@data-seats"))
    assert "chinese-for-migrants" in asked
    assert "barista-basics" not in asked
    assert not page.xpath("//*[@data-seats]/text()")
    assert page.xpath("//head/script[@type='module']")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_week_has_a_row_for_each_day_and_a_column_for_each_part(site: Path, slug: str) -> None:
    """Seven days, morning to evening; the Sunday class stands on Sunday afternoon alone, full-time trainings in no cell."""
    page = _page(site, f"{slug}/courses/week")
    rows = page.xpath("//table//tbody/tr")
    assert [len(row.xpath("./td")) for row in rows] == [3] * 7
    where = [
        (day, part)
        for day, row in enumerate(rows)
        for part, cell in enumerate(row.xpath("./td"))
        if cell.xpath(f".//a[@href='/{slug}/courses/chinese-for-migrants/']")
    ]
    assert where == [(6, 1)]
    assert not page.xpath(f"//table//a[@href='/{slug}/courses/industrial-wiring/']")
    assert page.xpath(f"//main/ul/li/a[@href='/{slug}/courses/industrial-wiring/']")


def test_a_class_says_each_fact_once(site: Path) -> None:
    """The terms of the fact lists are all different, in four groups, and the fee words stand with the fee."""
    page = _page(site, "en/courses/smartphone-video")
    terms = [term.text for term in page.xpath("//dl//dt")]
    assert len(terms) == len(set(terms)) > 10
    assert [heading.get("id") for heading in page.xpath("//h2[following-sibling::*[1][self::dl]]")] == [
        "when",
        "cost",
        "spoken",
        "seats",
    ]
    assert len(page.xpath("//h2[text()='What it costs']")) == 1


def test_a_class_leads_to_what_does_not_clash_with_it(site: Path) -> None:
    """The page of a class links the finder without the classes that meet at one of its times."""
    page = _page(site, "th/courses/spreadsheet-basics")
    assert page.xpath("//a[@href='/th/courses/find?without=spreadsheet-basics']")


def test_a_sample_says_so_in_the_feed(site: Path) -> None:
    """The feed names a sample as such before its summary, as the lists do."""
    feed = (site / "en" / "feeds" / "news.atom").read_text(encoding="utf-8")
    assert "Sample · " in feed
