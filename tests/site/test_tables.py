"""The bureau's own tables as they are printed: pages in five languages, and files for machines."""

import csv
import io
import json
from pathlib import Path

import lxml.html
import pytest

from api.content.library import read
from api.kinds.table import TABLE
from i18n.languages import LANGUAGES
from tests.support import ROOT, check_page

ENTRIES = read(ROOT / "content").of(TABLE)
SLUGS = [language.slug for language in LANGUAGES]


def _page(site: Path, address: str) -> lxml.html.HtmlElement:
    return check_page((site / address / "index.html").read_text(encoding="utf-8"), f"/{address}/")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_table_is_a_page_with_all_its_numbers(site: Path, slug: str) -> None:
    """As many cells as numbers and gaps, the words of the source, both files, and the way to the live page."""
    for entry in ENTRIES:
        page = _page(site, f"{slug}/{entry.key}")
        table = entry.facts.table(entry.slug)
        cells = page.xpath("//table//td[@data-column]")
        assert len(cells) == len(table.rows) * len(table.columns)
        assert sum(cell.text_content() == "–" for cell in cells) == len(cells) - len(table.cells)
        assert len(page.xpath("//details//li")) == len(entry.facts.quotes)
        assert page.xpath(f"//a[@href='/data/history/{entry.slug}.csv']")
        assert page.xpath(f"//main//a[@href='/{slug}/data/complaints']")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_list_leads_to_every_table_and_to_the_live_ones(site: Path, slug: str) -> None:
    """All tables in their order, and one link to what the service counts itself."""
    page = _page(site, f"{slug}/data")
    listed = page.xpath("//div[@class='card']//a/@href")
    order = sorted(ENTRIES, key=lambda entry: int(entry.facts.order))
    assert listed == [f"/{slug}/{entry.key}/" for entry in order]
    assert page.xpath(f"//main//a[@href='/{slug}/data/complaints']")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sum_that_breaks_is_told_with_its_note(site: Path, slug: str) -> None:
    """333 stands there and 289 comes out: both numbers and the note are on the page; a whole table says that all sums hold."""
    page = _page(site, f"{slug}/data/agency-visits")
    words = page.xpath("//main//table/following-sibling::ul")[0].text_content()
    assert "333" in words
    assert "289" in words
    assert page.get_element_by_id("note") is not None
    whole = _page(site, f"{slug}/data/job-seeking-complaints")
    assert whole.xpath("//main//table/following-sibling::ul") == []


def test_the_files_hold_what_the_pages_show(site: Path) -> None:
    """JSON and CSV of each table have its numbers, its quotes, its note where it has one, and its sums with both values."""
    names = json.loads((site / "data/history/tables.json").read_text(encoding="utf-8"))
    assert {each["table"] for each in names} == {entry.slug for entry in ENTRIES}
    for entry in ENTRIES:
        told = json.loads((site / f"data/history/{entry.slug}.json").read_text(encoding="utf-8"))
        table = entry.facts.table(entry.slug)
        for row in told["rows"]:
            for column, count in row["counts"].items():
                assert count == table.shown(row["key"], column)
        assert told["quotes"] == list(entry.facts.quotes)
        assert [rule["holds"] for rule in told["sums"]] == [rule.holds for rule in table.sums]
        is_odd = entry.facts.unclear or not all(rule.holds for rule in table.sums)
        assert len(told["notes"]) == (len(LANGUAGES) if is_odd else 0)
        raw = (site / f"data/history/{entry.slug}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        assert lines.index([]) == len(table.rows) + 1
        assert ("sum_breaks" in {line[0] for line in lines if line}) == (entry.slug == "agency-visits")
