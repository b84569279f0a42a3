"""The lists of the desk over HTTP: two languages, what is urgent in front, moves with reasons, two officers at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.services.rosters import looks
from tests.desk import Desk, open_desk, opened, said
from tests.support import Clock, make_meetings, make_offer


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk with a class of 2 seats that closes in a day, one of 9 that opens in 5 days, and one under way."""
    later = make_offer("later", 9, opens_in=120, closes_in=240, meetings=make_meetings(40))
    under_way = make_offer("under-way", closes_in=-0.5, meetings=(*make_meetings(-1), *make_meetings(30)))
    with open_desk(tmp_path, clock, under_way, later, make_offer(minimum=2, meetings=make_meetings(3))) as opened_desk:
        yield opened_desk


def _form(**more: object) -> dict[str, object]:
    return {"reason": "asked-by-person", "note": "", "press": "one press", **more}


def test_the_desk_speaks_chinese_and_english(desk: Desk) -> None:
    """The switch is a press that keeps the page, holds over signing out, and knows no third language and no other host."""
    client = desk.client(language="zh-hant")
    assert opened(client, "/courses").get("lang") == "zh-Hant"
    answer = client.post("/language", data={"language": "en", "back": "/courses?q=class"})
    assert answer.headers["Location"] == "/courses?q=class"
    assert opened(client, "/courses").get("lang") == "en"
    client.post("/language", data={"language": "th", "back": "/"})
    assert opened(client, "/courses").get("lang") == "en"
    client.post("/sign-out")
    assert opened(client, "/sign-in").get("lang") == "en"
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"):
        assert client.post("/language", data={"language": "en", "back": back}).headers["Location"] == "/"


def test_what_needs_attention_stands_in_front(desk: Desk) -> None:
    """The class that closes tomorrow with 0 of 2 people stands before the one to come and the one that closed; filters find each."""
    client = desk.client()
    links = [str(each) for each in opened(client, "/courses").xpath("//td/a/@href")]
    assert links == ["/courses/a-class", "/courses/later", "/courses/under-way"]
    assert "fewer people than needed" in opened(client, "/courses").text_content()
    assert opened(client, "/courses?state=before").xpath("//td/a/@href") == ["/courses/later"]
    assert opened(client, "/courses?q=LATER&kind=courses").xpath("//td/a/@href") == ["/courses/later"]
    assert "Nothing fits" in opened(client, "/courses?q=nobody&state=open").text_content()


def test_a_roster_shows_everybody_in_order(desk: Desk) -> None:
    """2 have a seat and 1 waits as number 1; who opened the list today is noted once, whatever the number of looks."""
    desk.enrol("Anh", "Budi", "Chai")
    client = desk.client()
    for _ in range(2):
        page = opened(client, "/courses/a-class")
    words = page.text_content()
    assert words.index("Anh") < words.index("Budi") < words.index("Chai")
    assert "Seats taken: 2 of 2. Waiting: 1." in words
    assert looks(desk.resources, "a-class") == [("lin", "2026-11-21")]


def test_only_moves_that_are_possible_are_offered(desk: Desk) -> None:
    """With seats and a waiting list only, nobody can be invited, admitted or put back; 4 moves start from waiting and seat."""
    desk.enrol("Anh", "Budi", "Chai")
    offered = set(opened(desk.client(), "/courses/a-class").xpath("//select[@name='action']//option/@value"))
    assert offered == {"", "seat", "remove", "to-front", "to-end", "completed"}


def test_a_move_is_carried_out_and_told(desk: Desk) -> None:
    """Dewi goes before Chai; the page that follows says it is done, by whom and why, with the note for colleagues."""
    desk.enrol("Anh", "Budi", "Chai", "Dewi")
    form = _form(action="to-front", entry=desk.entry("Dewi"), note="rang on Monday")
    words = said(desk.client(), "/courses/a-class", **form)
    assert desk.state("Dewi") == ("waiting", 1)
    assert "Move to the front of the waiting list" in words
    assert all(part in words for part in ("Done", "lin", "The person asked for it", "rang on Monday"))


def test_several_are_moved_with_one_press_and_the_same_press_moves_nobody_twice(desk: Desk) -> None:
    """Anh and Budi are taken off with one press; the same press again gives no order; the 2 seats are kept for the next."""
    desk.enrol("Anh", "Budi", "Chai", "Dewi")
    client = desk.client()
    form = _form(action="remove", entry=[desk.entry("Anh"), desk.entry("Budi")])
    assert "Orders given: 2. Done: 2." in said(client, "/courses/a-class", **form)
    client.post("/courses/a-class", data=form)
    assert [desk.state(name)[0] for name in ("Anh", "Chai", "Dewi")] == ["refused", "offered", "offered"]
    page = opened(client, "/courses/a-class")
    assert len(page.xpath("//h2[@id='history']/following-sibling::div[1]//tbody/tr")) == 2


def test_the_same_press_is_one_order(desk: Desk) -> None:
    """Anh and Budi wait behind the 2 who sit; the same press "to the end" comes twice: one order, and Budi is number 1."""
    desk.enrol("Chai", "Dewi", "Anh", "Budi")
    client = desk.client()
    form = _form(action="to-end", entry=desk.entry("Anh"))
    for _ in range(2):
        said(client, "/courses/a-class", **form)
    assert (desk.state("Budi"), desk.state("Anh")) == (("waiting", 1), ("waiting", 2))
    with desk.resources.reader.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM orders").scalar_one() == 1


def test_a_wrong_move_says_what_is_missing_and_keeps_what_was_typed(desk: Desk) -> None:
    """No reason, nobody chosen, a move from another state: a sentence each, tick and note are kept, nothing is moved."""
    desk.enrol("Anh", "Budi", "Chai")
    client = desk.client()
    chai = desk.entry("Chai")
    page = opened(client, "/courses/a-class", 422, action="to-end", entry=chai, reason="", note="a note")
    assert "a move by hand needs one" in page.text_content()
    assert page.xpath(f"//input[@value='{chai}']/@checked")
    assert page.xpath("//input[@name='note']/@value") == ["a note"]
    assert page.xpath("//option[@value='to-end']/@selected")
    assert "Choose at least one" in opened(client, "/courses/a-class", 422, **_form(action="to-end")).text_content()
    wrong = _form(action="to-end", entry=desk.entry("Anh"))
    assert "no longer in the state" in opened(client, "/courses/a-class", 422, **wrong).text_content()
    full = opened(client, "/courses/a-class", 409, **_form(action="seat", entry=chai))
    assert "no seat is free" in full.text_content()
    assert full.xpath(f"//input[@value='{chai}']/@checked")
    assert desk.state("Chai") == ("waiting", 1)


def test_when_the_service_is_away_an_order_waits_and_says_so(desk: Desk) -> None:
    """Nothing is lost: the order is kept, the page says that it waits, and it is done when the service is back."""
    desk.enrol("Anh", "Budi", "Chai")
    client = desk.client()
    desk.is_away = True
    words = said(client, "/courses/a-class", **_form(action="remove", entry=desk.entry("Chai")))
    assert "the service has not carried it out yet" in words
    assert desk.state("Chai") == ("waiting", 1)
    desk.is_away = False
    desk.carry_out()
    assert desk.state("Chai")[0] == "refused"


def test_of_two_officers_the_second_looks_again(desk: Desk) -> None:
    """Lin and Wu both saw version 0: Lin sets 3 seats, Wu's 9 are refused with what he typed, and then taken."""
    desk.enrol("Anh")
    lin, wu = desk.client("lin"), desk.client("wu")
    form = _form(action="capacity", reason="more-demand", version="0")
    assert "Done" in said(lin, "/courses/a-class/opening", **form, capacity="3")
    page = opened(wu, "/courses/a-class/opening", 409, **form, capacity="9")
    assert "somebody else changed this class meanwhile" in page.text_content()
    assert page.xpath("//input[@name='capacity']/@value") == ["9"]
    assert page.xpath("//input[@name='version']/@value") == ["1"]
    said(wu, "/courses/a-class/opening", **(form | {"version": "1", "press": "again"}), capacity="９")
    assert "/ 9" in opened(wu, "/courses/a-class/opening").text_content()


def test_a_number_of_seats_must_be_one(desk: Desk) -> None:
    """Letters, nothing, 2.5, 0 and fewer than the 2 taken: a sentence at the field, nothing changed, nothing lost."""
    desk.enrol("Anh", "Budi")
    client = desk.client()
    form = _form(action="capacity", reason="more-demand", version="0", note="kept")
    for typed in ("many", "", "2.5", "0", "-3", "=1+1", "1"):
        page = opened(client, "/courses/a-class/opening", 422, **form, capacity=typed)
        sentence = "more seats are taken than that" if typed == "1" else "whole number"
        assert sentence in page.xpath("string(//p[@id='f-capacity-error'])"), typed
        assert page.xpath("//input[@name='capacity']/@value") == [typed]
        assert page.xpath("//input[@name='note']/@value") == ["kept"]


def test_closing_opening_and_following_the_announced_times(desk: Desk) -> None:
    """The class is closed, opened, and follows its times again; each page says what holds now."""
    desk.enrol("Anh")
    client = desk.client()
    for version, (action, now) in enumerate((("close", "closed"), ("open", "open"), ("as-announced", "open"))):
        form = _form(action=action, reason="clerical-error", version=str(version), press=f"press {version}")
        said(client, "/courses/a-class/opening", **form)
        assert opened(client, "/courses/a-class/opening").xpath("//dl//dd")[0].text == now


def test_calling_off_is_asked_twice(desk: Desk) -> None:
    """The first press asks once more and changes nothing; the second tells everybody that the class is not held."""
    desk.enrol("Anh", "Budi", "Chai")
    client = desk.client()
    form = _form(action="not-held", reason="too-few", version="0")
    page = opened(client, "/courses/a-class/opening", 200, **form)
    assert desk.state("Anh")[0] == "confirmed"
    sure = {str(each.get("name")): str(each.get("value")) for each in page.xpath("//form//input[@type='hidden']")}
    words = said(client, "/courses/a-class/opening", **{key: sure[key] for key in (*form, "sure")})
    assert "Do not hold the class" in words
    assert [desk.state(name)[0] for name in ("Anh", "Chai")] == ["not-held", "not-held"]


def test_nothing_is_open_without_signing_in_or_from_another_site(desk: Desk) -> None:
    """12 addresses lead to the sign-in form, and a press from another site is refused on each that takes one."""
    desk.enrol("Anh")
    inside = desk.client()
    outside = inside.application.test_client()
    parts = ("", "/opening", "/attendance", "/sheet", "/import", "/messages", "/roster.csv", "/attendance.csv")
    paths = [*(f"/courses/a-class{part}" for part in parts), "/courses", "/draws", "/draws/a-round", "/messages"]
    for path in paths:
        assert outside.get(path).headers.get("Location") == "/sign-in", path
    for path in ("/courses/a-class", "/courses/a-class/opening", "/courses/a-class/import", "/language"):
        assert inside.post(path, data=_form(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert inside.get("/courses/a-class").headers["Cache-Control"] == "no-store"


def test_the_page_of_an_unknown_class_is_a_sentence(desk: Desk) -> None:
    """Unknown offers, days and rounds are designed pages with status 404."""
    client = desk.client()
    for path in ("/courses/none", "/courses/none/opening", "/courses/a-class/attendance/2020-01-01", "/draws/none"):
        opened(client, path, 404)
