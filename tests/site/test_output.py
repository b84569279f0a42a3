"""The whole built site, file by file: everything that is promised of all pages."""

import re
from pathlib import Path

import brotli
import lxml.html
import pytest

from i18n.languages import LANGUAGES, SOURCE, by_slug
from plugins.site import QUALITY
from tests.support import check_page
from theme.styles import pair_stylesheet, stylesheet

LIVE = re.compile(
    r"^/[a-z-]+/(search|finder|fairs/find|resume|cases|enrolments|leave|draws/[a-z0-9-]*|moves/|data/complaints|courses/(find|[a-z0-9-]+/enrol)"
    r"|activities/[a-z0-9.-]+/enrol|proof|diary|go/[a-z]+)$"
)
HEAVIEST, MEDIAN = 13_000, 9_000


def _pages(site: Path) -> list[Path]:
    """Return every page; the handbook is one file for elsewhere and has its own tests."""
    return sorted(path for path in site.rglob("*.html") if path.name != "handbook.html")


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Return every page by its address."""
    return {
        "/" + path.relative_to(site).as_posix().removesuffix("index.html"): lxml.html.document_fromstring(
            path.read_text(encoding="utf-8")
        )
        for path in _pages(site)
    }


def test_every_page_keeps_every_promise(site: Path) -> None:
    """Language, title, one heading, labels, no inline style, nothing of a third party, nothing left over."""
    pages = [path for path in _pages(site) if path.parent != site]
    assert len(pages) >= 5 * 55
    for path in pages:
        check_page(path.read_text(encoding="utf-8"), "/" + path.relative_to(site).as_posix())


def test_every_link_and_anchor_leads_somewhere(site: Path, parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """Each internal link is a printed page or file, or a live address; each anchor is on its page."""
    for address, page in parsed.items():
        for link in page.xpath("//a/@href | //link/@href | //form/@action | //script/@src"):
            target = str(link)
            if target.startswith("#"):
                assert page.get_element_by_id(target[1:], None) is not None, f"{address}: no anchor {target}"
                continue
            target = target.removeprefix("http://127.0.0.1:8000")
            if not target.startswith("/") or LIVE.match(target.split("?")[0]):
                assert target.startswith(("/", "tel:", "https://", "http://")), f"{address}: {target}"
                continue
            file = site / target.lstrip("/")
            assert (file / "index.html").is_file() or file.is_file(), f"{address}: {target} does not exist"


def test_every_page_names_its_siblings_and_they_name_it_back(parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """Hreflang pairs are whole and mutual, with x-default, on every page that may be indexed."""
    for address, page in parsed.items():
        links = {link.get("hreflang"): link.get("href") for link in page.xpath("//head/link[@hreflang]")}
        if page.xpath("//meta[@name='robots']"):
            continue
        assert links.keys() == {*(language.tag for language in LANGUAGES), "x-default"}, address
        for tag, href in links.items():
            if tag != "x-default" and address != "/":
                other = parsed[href.removeprefix("http://127.0.0.1:8000")]
                back = {link.get("hreflang"): link.get("href") for link in other.xpath("//head/link[@hreflang]")}
                assert back == links, f"{address} and {href} disagree"


def test_the_language_menu_leads_to_the_same_page(parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """Four links in their own names, each to the same page in its language; the fifth is where one is."""
    for address, page in parsed.items():
        if address == "/":
            continue
        slug, rest = address.strip("/").split("/", 1) if "/" in address.strip("/") else (address.strip("/"), "")
        menu = page.find_class("language-menu")[0]
        # Two languages side by side lead back to the guide in one.
        rest = rest.split("/with/")[0]
        wanted = {f"/{language.slug}/{rest}{'/' if rest else ''}" for language in LANGUAGES if language.slug != slug}
        assert set(menu.xpath(".//a/@href")) == wanted, address
        assert menu.xpath(".//b/@lang") == [by_slug(slug).tag]  # type: ignore[union-attr]


def test_titles_and_descriptions_are_unique_in_a_language(parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """No two pages of a language share a title or a description: a list of results can be told apart."""
    for language in LANGUAGES:
        pages = {
            address: page
            for address, page in parsed.items()
            if address.startswith(f"/{language.slug}/") and not page.xpath("//meta[@name='robots']")
        }
        titles = [page.findtext(".//title") for page in pages.values()]
        descriptions = [page.xpath("string(//meta[@name='description']/@content)") for page in pages.values()]
        assert all(descriptions)
        assert len(set(titles)) == len(titles)
        assert len(set(descriptions)) == len(descriptions)


def test_chinese_stands_only_where_it_is_marked_or_in_brackets(parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """In four languages every run of Chinese is inside an element that says so, or is an official term in brackets."""
    han = re.compile(r"[\u4e00-\u9fff]+")
    bracketed = re.compile(r"[(（][^()（）]*[\u4e00-\u9fff][^()（）]*[)）]")
    for address, page in parsed.items():
        slug = address.strip("/").split("/")[0]
        if slug in {SOURCE.slug, ""}:
            continue
        for element in page.find(".//main").iter():
            marked = any(
                each.get("lang") == SOURCE.tag for each in (element, *element.iterancestors()) if each.tag != "html"
            )
            if marked or not isinstance(element.tag, str):
                continue
            own = " ".join([element.text or "", *(child.tail or "" for child in element)])
            rest = han.findall(bracketed.sub("", own))
            assert not [run for run in rest if run not in SOURCE.endonym], f"{address}: unmarked Chinese {rest}"


def test_no_english_is_left_in_the_other_languages(parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """No heading, button or label of the English pages stands on a page of another language."""
    english = {
        address.removeprefix("/en/"): {
            element.text_content().strip() for element in page.xpath("//h1|//h2|//button|//label|//legend|//dt|//th")
        }
        for address, page in parsed.items()
        if address.startswith("/en/")
    }
    for address, page in parsed.items():
        slug, _, rest = address.strip("/").partition("/")
        if slug in {"en", ""} or "/with/" in address:
            continue
        here = {
            element.text_content().strip() for element in page.xpath("//h1|//h2|//button|//label|//legend|//dt|//th")
        }
        shared = here & english[f"{rest}/" if rest else ""]
        assert not {words for words in shared if re.search(r"[A-Za-z]{3}", words) and not re.search(r"\d", words)}, (
            f"{address}: {shared}"
        )


def test_a_page_and_its_style_fit_into_one_first_flight(site: Path) -> None:
    """HTML plus all CSS is at most 13,000 bytes as sent, on every page in every language, and 9,000 at the median."""
    css, pair = (len(brotli.compress(text.encode(), quality=QUALITY)) for text in (stylesheet(), pair_stylesheet()))
    weights = sorted(
        (path.with_name(path.name + ".br").stat().st_size + css + pair * ("with" in path.parts), path)
        for path in _pages(site)
    )
    assert weights[-1][0] <= HEAVIEST, f"{weights[-1]}"
    assert weights[len(weights) // 2][0] <= MEDIAN


def test_the_script_is_small_and_nothing_needs_it(site: Path, parsed: dict[str, lxml.html.HtmlElement]) -> None:
    """The scripts of a page together are at most 5 KB, and what was compressed is what was printed."""
    for page in parsed.values():
        scripts = [site / str(name).lstrip("/") for name in page.xpath("//script/@src")]
        assert sum(path.stat().st_size for path in scripts) <= 5_000
    for path in site.rglob("*.br"):
        assert brotli.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()
