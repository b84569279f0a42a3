"""The search page and its interface: answer box, facets as links, pages, other languages, and whatever anybody may type."""

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from api.search.answers import Answers, Link, Sheet
from api.search.asking import LONGEST
from api.search.documents import Asked, Choice, Facet, Hit, Results
from api.services.published import Published
from api.services.resources import Resources
from api.web.factory import create_app
from api.web.pages_search import context
from i18n.languages import BY_SLUG, LANGUAGES, Language
from tests.support import visit
from tests.swaps import cheap_copy
from theme.page import Frame, Page, render

EN = BY_SLUG["en"]
TOPICS = tuple(Link(f"Topic {number}", f"/en/guides/{number}/") for number in range(6))
NOTHING_KNOWN = Answers(Sheet({}, {}, {}, {language.slug: TOPICS for language in LANGUAGES}))
FACETS = (
    Facet("kind", "Kind", (Choice("guide", "Guides", 31, is_chosen=True), Choice("fair", "Job fairs", 4))),
    Facet("when", "When", (Choice("week", "This week", 2), Choice("past", "Over", 3))),
)
STRANGE = [
    "", " ", "x" * 10_000, '?!*~"()[]', 'AND OR NOT * ~ " ( ) [ ]', "\u0301\u0e34\u0e48", "加班 overtime โอที lembur tăng ca", ".*(a+)+$",
    "../../etc/passwd", "a " * 200, "kind:guide title:[a TO z]", '"unclosed', "a\x00b", "<script>alert(1)</script>", "%s %(q)s {{ 7*7 }}",
]  # fmt: skip


def _shown(results: Results, text: str = "wage", language: Language = EN) -> lxml.html.HtmlElement:
    """Return the page that shows `results`."""
    frame = Frame("http://127.0.0.1", "1955", "110", dt.date(2026, 11, 21))
    page = Page(frame, language, "search", "Search", is_live=True)
    asked = Asked(text, page=results.page, now="2026-11-21T10:00")
    html = render("pages/search.html", page, longest=0, **context(asked, results, NOTHING_KNOWN, language))
    return lxml.html.document_fromstring(html)


def _hit(**more: Any) -> Hit:
    said = {
        "url": "/en/fairs/a/",
        "kind": "fair",
        "title": "A fair",
        "summary": Markup("A <mark>day</mark>."),
        "lang": "en",
    }
    return Hit(**(said | more))


def _query(link: lxml.html.HtmlElement) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link.get("href")).query)


def test_a_figure_is_answered_above_the_results(client: FlaskClient) -> None:
    """In each language "minimum wage" shows both amounts, since when, the calculator and the guide, before the first result."""
    for language in LANGUAGES:
        page = visit(client, f"/{language.slug}/search?q=minimum+wage")
        (box,) = page.find_class("answer")
        said = box.text_content()
        assert "29,500" in said or "29.500" in said
        assert "196" in said
        assert f"/{language.slug}/calculators/minimum-wage/" in box.xpath(".//a/@href")
        assert box.getnext() is not None
        assert not box.xpath("preceding::ol[@class='plain']")


def test_a_number_is_a_link_that_calls(client: FlaskClient) -> None:
    """The digits 1955 get a big link to press, and its guide."""
    (box,) = visit(client, "/th/search?q=1955").find_class("answer")
    assert box.xpath(".//a[@href='tel:1955']")
    assert "/th/guides/hotline-1955/" in box.xpath(".//a/@href")


def test_facets_are_links_that_keep_all_else() -> None:
    """A choice keeps the words and the other choices; the chosen one leads back; no link of a facet is to be followed by robots."""
    page = _shown(Results(47, (_hit(),), FACETS), "wage & more")
    links = page.xpath("//div[@class='facets']//a")
    assert [_query(link) for link in links] == [
        {"q": ["wage & more"]},
        {"q": ["wage & more"], "kind": ["fair"]},
        {"q": ["wage & more"], "kind": ["guide"], "when": ["week"]},
        {"q": ["wage & more"], "kind": ["guide"], "when": ["past"]},
    ]
    assert [link.get("aria-current") for link in links] == ["true", None, None, None]
    assert all(link.get("rel") == "nofollow" for link in links)
    assert [link.find("small").text for link in links] == ["31", "4", "2", "3"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_pages_keep_the_facets_and_end() -> None:
    """Page two of three leads back and on and says which of the 25 it shows, the last one only leads back; both keep what was chosen."""
    second = _shown(Results(25, (_hit(),) * 10, FACETS, page=2))
    assert "You see 11 to 20." in second.xpath("string(//p[@role='status'])")
    both = second.xpath("//a[contains(@class, 'button--quiet')]")
    assert [_query(link) for link in both] == [
        {"q": ["wage"], "kind": ["guide"]},
        {"q": ["wage"], "kind": ["guide"], "page": ["3"]},
    ]
    shown = _shown(Results(25, (_hit(),) * 5, FACETS, page=3))
    assert "You see 21 to 25." in shown.xpath("string(//p[@role='status'])")
    last = shown.xpath("//a[contains(@class, 'button--quiet')]")
    assert [_query(link) for link in last] == [{"q": ["wage"], "kind": ["guide"], "page": ["2"]}]


def test_a_result_says_what_and_when_it_is() -> None:
    """A fair to come says when it starts, one that is over says so, a lasting show since when it is open."""
    hits = (
        _hit(starts_on="2027-03-03"),
        _hit(starts_on="2026-10-03", is_over=True),
        _hit(starts_on="2026-01-02", kind="exhibition"),
    )
    facts = [row.text_content() for row in _shown(Results(3, hits)).xpath("//ol[@class='plain']/li/p")]
    assert "Job fair · starts 3 March 2027" in facts[0]
    assert facts[1].startswith("Job fair · 3 October 2026 Over")
    assert facts[2].startswith("Exhibition · since 2 January 2026")
    assert "Over" not in facts[2]


def test_a_page_of_another_language_is_labelled() -> None:
    """What exists only in Chinese is said to, and its title and summary are marked as Chinese for screen readers."""
    chinese = LANGUAGES[0]
    page = _shown(Results(1, (_hit(lang=chinese.tag, is_foreign=True, title="徵才"),)))
    (row,) = page.xpath("//ol[@class='plain']/li")
    assert row.xpath("h2/@lang") == [chinese.tag]
    assert row.xpath("p/span[@lang]/@lang") == [chinese.tag]
    assert "Only in Chinese" in row.text_content()
    assert not _shown(Results(1, (_hit(),))).xpath("//ol//*[@lang]")


def test_nothing_found_leads_on() -> None:
    """No result offers near words as searches, six topics and the hotline; a damaged index is admitted."""
    page = _shown(Results(0, (), nearest=("passport", "sick leave")))
    main = page.find(".//main")
    assert [_query(link) for link in main.xpath(".//a[starts-with(@href, '?')]")] == [
        {"q": ["passport"]},
        {"q": ["sick leave"]},
    ]
    assert [link for link in main.xpath(".//a/@href") if link.startswith("/en/guides/")] == [
        topic.url for topic in TOPICS
    ]
    assert main.xpath(".//a[@href='tel:1955']")
    assert "Titles alone" in _shown(Results(0, (), is_partial=True)).text_content()


def test_what_only_lies_near_stands_below_what_helps() -> None:
    """Weak results: the sentence, the hotline, topics, then one page under its own heading, a level below it."""
    main = _shown(Results(1, (_hit(),), nearest=("passport",), is_weak=True)).find(".//main")
    text = main.text_content()
    assert text.index("No page of ours") < text.index("1955") < text.index("Pages with some of your words")
    assert "Pages found" not in text
    assert [row.tag for row in main.xpath(".//*[@class='hit']")] == ["h3"]


def test_another_spelling_is_offered_as_a_link() -> None:
    """The corrected words are a link to their own search."""
    page = _shown(Results(0, (), did_you_mean="hộ chiếu"), "ho chieuu")
    assert {"q": ["hộ chiếu"]} in [_query(link) for link in page.xpath("//main//ul[@class='choices']/li/a")]


@pytest.mark.parametrize("slug", [language.slug for language in LANGUAGES])
def test_whatever_is_typed_gets_an_answer(client: FlaskClient, slug: str) -> None:
    """Fifteen strange texts, as page and as JSON: always 200, and nothing of theirs becomes markup or a title."""
    for text in STRANGE:
        page = client.get(f"/{slug}/search", query_string={"q": text})
        found = client.get("/api/v1/search", query_string={"q": text, "lang": slug})
        assert (page.status_code, found.status_code) == (200, 200), text
        html = page.get_data(as_text=True)
        assert "<script>alert" not in html
        title = lxml.html.document_fromstring(html).findtext(".//title") or ""
        assert not text.strip() or text not in title


@pytest.mark.parametrize("page", ["-1", "0", "1000000000", "abc", "9" * 5000, "1.5", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(client: FlaskClient, page: str) -> None:
    """Below one, in letters or in 5,000 digits it is the first page, beyond the end the last: never an error, never an empty list."""
    found = client.get("/api/v1/search", query_string={"q": "class", "lang": "en", "page": page}).get_json()
    assert found["results"]
    last = -(-found["total"] // 10)
    assert found["page"] == (last if page == "1000000000" else 1)
    shown = visit(client, f"/en/search?q=class&page={page}")
    assert shown.xpath("//main//ol[@class='plain']/li")


def test_too_many_letters_are_said_to_be_cut(client: FlaskClient) -> None:
    """Of 10,000 letters 200 are searched, and the page says so; an unknown facet is not carried along."""
    page = visit(client, f"/en/search?q={'class+' * 2000}&kind=nonsense&when=never")
    assert f"{LONGEST} letters" in page.find(".//main").text_content()
    assert len(page.xpath("//main//input[@name='q']/@value")[0]) <= LONGEST
    assert not [link for link in page.xpath("//main//a/@href") if "nonsense" in link or "never" in link]


def test_no_words_are_a_page_with_topics(client: FlaskClient) -> None:
    """Without words there is a sentence and six situations, each one press from its guide, in every language."""
    for language in LANGUAGES:
        page = visit(client, f"/{language.slug}/search")
        links = page.xpath("//main//ul[@class='choices']//a/@href")
        assert len(links) == 6
        assert all(link.startswith(f"/{language.slug}/guides/") for link in links)


def test_the_interface_tells_the_same(client: FlaskClient) -> None:
    """JSON has the answer, the facets with their counts, the build, and of each hit the language."""
    found = client.get("/api/v1/search?q=lembur&lang=en&kind=guide").get_json()
    assert found["build"] == client.get("/api/v1/health").get_json()["build"]
    assert found["answer"]["calculators"][0]["url"] == "/en/calculators/overtime/"
    (kinds,) = [facet for facet in found["facets"] if facet["name"] == "kind"]
    chosen = [choice for choice in kinds["choices"] if choice["is_chosen"]]
    assert [choice["value"] for choice in chosen] == ["guide"]
    assert chosen[0]["count"] == found["total"]
    assert {hit["kind"] for hit in found["results"]} == {"guide"}
    assert {hit["lang"] for hit in found["results"]} == {"en"}


@pytest.mark.parametrize("damage", [(b'{"words": {', None), (b"29,500", b"92,500")], ids=["cut", "another wage"])
def test_without_answers_the_search_goes_on(
    output: Path,
    resources: Resources,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: tuple[bytes, bytes | None],
) -> None:
    """An answers.json that is cut off, or tells a wrong wage, takes the box away and nothing else; the log says once what to run."""
    path = cheap_copy(output, tmp_path / "output") / "answers.json"
    old, new = damage
    path.write_bytes(old if new is None else path.read_bytes().replace(old, new))
    client = create_app(Published(tmp_path / "output"), resources).test_client()
    for _ in range(2):
        page = visit(client, "/en/search?q=minimum+wage")
        assert not page.find_class("answer")
        assert page.xpath("//main//ol[@class='plain']/li")
    assert [each for each in caplog.messages if "answers" in each] == [
        "answers.json is missing or damaged; run `harbour build`"
    ]


def test_control_characters_are_dropped(client: FlaskClient) -> None:
    """A NUL, a backspace, an escape and a C1 control inside a word go, and the word is found; a tab parts two words."""
    strange = "mini\x00mum\twa\x08g\x1be\x9b"
    assert client.get("/api/v1/search", query_string={"q": strange, "lang": "en"}).get_json()["query"] == "minimum wage"
    page = client.get("/en/search", query_string={"q": strange}).get_data(as_text=True)
    assert 'value="minimum wage"' in page
    assert not set(page) & set("\x00\x08\x1b\x9b")


def test_no_copy_of_a_search_stays(client: FlaskClient) -> None:
    """Page and JSON are not stored by a phone that somebody else may look through; JSON varies with the language of the reader."""
    page, found = client.get("/en/search?q=shelter"), client.get("/api/v1/search?q=shelter")
    assert page.headers["Cache-Control"] == found.headers["Cache-Control"] == "no-store"
    assert "Accept-Language" in found.headers["Vary"]
