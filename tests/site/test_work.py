"""Fairs, the bus and vacancies as they are printed."""

import datetime as dt
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import lxml.html
import pytest

from api.content.library import read
from api.domain.meetings import meetings
from api.kinds import BY_NAME
from i18n.languages import LANGUAGES
from tests.support import NOW, ROOT

SLUGS = [language.slug for language in LANGUAGES]
LIBRARY = read(ROOT / "content")
FAIRS = LIBRARY.of(BY_NAME["fair"])


def _page(site: Path, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((site / path / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", SLUGS)
def test_each_facet_counts_the_coming_fairs_and_leads_to_them(site: Path, slug: str) -> None:
    """The number in brackets is the number of coming fairs on the page behind the link; zero is no link."""
    page = _page(site, f"{slug}/fairs")
    links = page.xpath("//details[@class='facets']//a")
    assert len(links) >= 15
    for link in links:
        count = int(re.findall(r"\((\d+)\)$", link.text_content())[0])
        behind = _page(site, link.get("href").strip("/"))
        days = behind.xpath("//time[@class='date-block']/@datetime")
        assert sum(day >= NOW.date().isoformat() for day in days) == count > 0
        assert behind.xpath("//b[@aria-current='page']")


def test_the_month_tables_hold_every_coming_fair_once(site: Path) -> None:
    """Each coming fair stands in its month's table on its own day; no week of the past is printed."""
    tables = _page(site, "en/fairs").xpath("//table[@class='month']")
    found = {
        link: int(cell.text.strip())
        for table in tables
        for cell in table.xpath(".//td")
        for link in cell.xpath("./a/@href")
    }
    coming = {
        entry.address(LANGUAGES[-1]): entry.facts.held_on.day for entry in FAIRS if entry.facts.held_on >= NOW.date()
    }
    assert found == coming
    assert len(tables[0].xpath(".//tbody/tr")) == 3


@pytest.mark.parametrize("slug", SLUGS)
def test_a_fair_shows_its_firms_with_their_openings(site: Path, slug: str) -> None:
    """Fourteen firms in Zuoying, each with its Chinese name marked, its openings and a wage or where to ask."""
    rows = _page(site, f"{slug}/fairs/zuoying-sunday-afternoon").xpath("//table[@class='cards']/tbody/tr")
    assert len(rows) == 14
    for row in rows:
        assert row.xpath("./td/b/span[@lang='zh-Hant']/text()")[0].startswith("樣本")
        assert row.xpath(".//li/small/text()")


def test_fairs_come_in_four_sizes_and_many_districts() -> None:
    """From 22 November 2026 to March 2027: at least fourteen fairs, all sizes, eight districts, Sundays with interpreters."""
    coming = [entry.facts for entry in FAIRS if entry.facts.held_on >= NOW.date()]
    assert len(coming) >= 14
    assert {facts.size for facts in coming} == {"large", "medium", "small", "single"}
    assert len({facts.district for facts in coming}) >= 8
    assert sum(facts.held_on.weekday() == 6 and bool(facts.interpreters) for facts in coming) >= 5


@pytest.mark.parametrize("slug", SLUGS)
def test_the_bus_is_listed_by_the_day_it_comes_next(site: Path, slug: str) -> None:
    """Ten stops in the order of their next day, which is that of the rule."""
    page = _page(site, f"{slug}/bus")
    days = page.xpath("//time[@class='date-block']/@datetime")
    assert days == sorted(days)
    assert len(days) == 10
    shown = dict(zip(page.xpath("//div[@class='card']//a/@href"), days, strict=True))
    for entry in LIBRARY.of(BY_NAME["stop"]):
        held = meetings(entry.kind.occurrence(entry.facts).series, LIBRARY.holidays)  # type: ignore[union-attr]
        first = next(each.starts_at.date() for each in held if each.starts_at.date() >= NOW.date())
        assert shown[f"/{slug}/bus/{entry.slug}/"] == first.isoformat()


def test_a_day_called_off_is_struck_and_not_listed(site: Path) -> None:
    """8 December in Liugui is struck on its page, and the list names 12 January as the next day."""
    page = _page(site, "en/bus/liugui-village-office")
    assert page.xpath("//s/text()") == ["Tuesday, 8 December 2026"] or "8 December 2026" in page.xpath("//s/text()")[0]
    listed = _page(site, "en/bus").xpath("//li[.//a[@href='/en/bus/liugui-village-office/']]//time/@datetime")
    assert listed == ["2027-01-12"]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_expired_vacancy_is_on_no_list_and_says_so(site: Path, slug: str) -> None:
    """Nine are listed and fed, the one that ended on 15 November is not, and its own page has a notice."""
    listed = _page(site, f"{slug}/vacancies").xpath("//div[@class='card']//a/@href")
    feed = ET.parse(site / slug / "feeds" / "vacancies.atom").getroot()  # noqa: S314
    fed = [str(each.text).split("8000")[1] for each in feed.iter("{http://www.w3.org/2005/Atom}id")]
    running = {
        f"/{slug}/vacancies/{entry.slug}/"
        for entry in LIBRARY.of(BY_NAME["vacancy"])
        if entry.facts.expires_on >= NOW.date()
    }
    assert len(running) == 9
    assert set(listed) == running
    assert running <= set(fed)
    assert f"/{slug}/vacancies/autumn-packer/" not in {*listed, *fed}
    assert _page(site, f"{slug}/vacancies/autumn-packer").find_class("notice--urgent")
    assert not _page(site, f"{slug}/vacancies/market-cashier").find_class("notice--urgent")


def test_no_vacancy_is_listed_longer_than_three_months() -> None:
    """A listing that nobody renews ends by itself."""
    for entry in LIBRARY.of(BY_NAME["vacancy"]):
        assert entry.facts.expires_on - entry.facts.posted_on <= dt.timedelta(days=92)
