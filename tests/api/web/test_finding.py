"""Looking for work at fairs, and for somebody who speaks one's language, with pages."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from i18n.languages import LANGUAGES
from tests.support import Clock, visit

SLUGS = [language.slug for language in LANGUAGES]


@pytest.mark.parametrize("slug", SLUGS)
def test_firms_are_found_and_lead_to_their_fair(client: FlaskClient, slug: str) -> None:
    """The words "tho han" with Vietnamese finds the welders in every language; each card leads to the page of its fair."""
    page = visit(client, f"/{slug}/fairs/find?q=tho+han&lang=vi")
    cards = page.find_class("card")
    assert len(cards) >= 4
    assert {link.split("/")[2] for link in page.xpath("//div[@class='card']//a/@href")} == {"fairs"}
    assert page.get_element_by_id("f-q").get("value") == "tho han"


def test_answers_narrow_and_no_answer_says_what_to_do(client: FlaskClient) -> None:
    """Cooks in Yancheng are at one fair; a word that nobody uses finds nothing and names the hotline."""
    page = visit(client, "/en/fairs/find?job=cook&district=yancheng")
    assert set(page.xpath("//div[@class='card']//a/@href")) == {"/en/fairs/yancheng-kitchens/"}
    nothing = visit(client, "/en/fairs/find?q=qwertyuiop")
    assert not nothing.find_class("card")
    assert nothing.xpath("//main//a[@href='tel:1955']")


def test_a_fair_that_is_over_is_not_found(client: FlaskClient, clock: Clock) -> None:
    """On 22 November the Qianzhen fair is found, on the 23rd not any more, without a new build."""
    address = "/en/fairs/qianzhen-sunday/"
    clock.move(days=1)
    assert address in visit(client, "/en/fairs/find").xpath("//div[@class='card']//a/@href")
    clock.move(days=1)
    assert address not in visit(client, "/en/fairs/find").xpath("//div[@class='card']//a/@href")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("query", ["job=astronaut", "district=atlantis", "lang=xx", f"q={'x' * 5_000}"])
def test_a_wrong_search_is_answered_in_words(client: FlaskClient, slug: str, query: str) -> None:
    """Unknown values and five thousand letters: 422 with a sentence at the field, never an error of ours."""
    page = visit(client, f"/{slug}/fairs/find?{query}", 422)
    assert page.find_class("error-summary")


@pytest.mark.parametrize("slug", SLUGS)
def test_sunday_after_two_in_indonesian_near_zuoying(client: FlaskClient, slug: str) -> None:
    """First comes the fair in Zuoying itself on 13 December, then those farther away; the bus in Linyuan is among them."""
    page = visit(client, f"/{slug}/finder?day=sun&from=14:00&language=id&district=zuoying")
    links = page.xpath("//main//div[@class='card']//a/@href")
    assert links[0] == f"/{slug}/fairs/zuoying-sunday-afternoon/"
    assert f"/{slug}/bus/linyuan-fishing-port/" in links
    assert f"/{slug}/fairs/sanmin-for-everyone/" not in links
    assert page.get_element_by_id("f-from").get("value") == "14:00"
    assert page.get_element_by_id("f-from").get("name") == "from"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("query", ["day=xx", "from=99:99", "from=noon", "language=xx", "district=atlantis"])
def test_a_wrong_question_is_answered_in_words(client: FlaskClient, slug: str, query: str) -> None:
    """An unknown day, time, language or district: 422 with a sentence, and the form stays."""
    page = visit(client, f"/{slug}/finder?{query}", 422)
    assert len(page.xpath("//div[@class='error-summary']//a")) == 1


def test_a_place_without_confirmed_hours_is_one_to_call_first(client: FlaskClient) -> None:
    """The direct hiring centre speaks Indonesian, but nobody has confirmed when: it stands below the second heading."""
    page = visit(client, "/en/finder?language=id")
    headings = page.xpath("//a[@href='/en/places/direct-hiring-south/']/preceding::h2/text()")
    assert headings[-1] == "Call before you go"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_file_of_the_finder_is_small_and_whole(site: Path, slug: str) -> None:
    """At most 20 KB; every spot has a district and leads to a page; no class and no day-long event is in it."""
    path = site / "data" / f"finder.{slug}.json"
    assert path.stat().st_size <= 20_000
    spots = json.loads(path.read_text(encoding="utf-8"))["spots"]
    kinds = {spot["kind"] for spot in spots}
    assert {"fair", "stop", "place"} <= kinds
    assert not kinds & {"course", "vacancy", "exhibition"}
    for spot in spots:
        assert spot["district"]
        assert (site / spot["url"].lstrip("/") / "index.html").is_file()
