"""Attendance at the desk: a box for everybody each day, a sheet to sign, and who has finished."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, open_desk, opened, said
from tests.support import Clock, make_meetings, make_offer

PATH = "/courses/a-class/attendance"
DAYS = ("2026-11-21", "2026-11-28", "2026-12-05")


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk with a class of 3 meetings a week apart, the first of which is today at nine."""
    meetings = tuple(each for day in (0, 7, 14) for each in make_meetings(day))
    offer = make_offer(capacity=2, meetings=meetings, grants="step-1", identity="document")
    with open_desk(tmp_path, clock, offer) as opened_desk:
        opened_desk.enrol("Anh", identity="A123456789")
        opened_desk.enrol("Budi", identity="A800000014")
        yield opened_desk


def _place(desk: Desk, name: str) -> str:
    page = opened(desk.client(), f"{PATH}/{DAYS[0]}")
    return str(page.xpath(f"//label[contains(., '{name}')]/@for")[0]).removeprefix("p-")


def test_a_day_is_ticked_and_counted(desk: Desk) -> None:
    """Anh was there and Budi was not: 1 of 2; a day that has not come yet cannot be opened."""
    client = desk.client()
    words = said(client, f"{PATH}/{DAYS[0]}", present=_place(desk, "Anh"), seen="")
    assert "Present: 1 of 2" in words
    page = opened(client, f"{PATH}/{DAYS[0]}")
    assert len(page.xpath("//input[@name='present'][@checked]")) == 1
    opened(client, f"{PATH}/{DAYS[1]}", 404)
    assert client.post(f"{PATH}/{DAYS[1]}", data={"present": "1"}).status_code == 404


def test_of_two_who_tick_at_once_the_second_sees_what_differs(desk: Desk) -> None:
    """Lin saved Anh; Wu, who saw nobody ticked, saves Budi: refused, his tick is kept, 2 rows differ; then it is saved."""
    lin, wu = desk.client("lin"), desk.client("wu")
    said(lin, f"{PATH}/{DAYS[0]}", present=_place(desk, "Anh"), seen="")
    page = opened(wu, f"{PATH}/{DAYS[0]}", 409, present=_place(desk, "Budi"), seen="")
    assert len(page.xpath("//li[contains(., 'differs')]")) == 2
    assert page.xpath("//input[@checked]/@value") == [_place(desk, "Budi")]
    again = page.xpath("//input[@name='seen']/@value")[0]
    both = [_place(desk, "Anh"), _place(desk, "Budi")]
    assert "Present: 2 of 2" in said(wu, f"{PATH}/{DAYS[0]}", present=both, seen=again)


def test_two_meetings_of_three_are_enough(desk: Desk, clock: Clock) -> None:
    """Anh was there twice (67%), Budi once (33%): after the last meeting Anh alone is recorded, and only once."""
    client = desk.client()
    assert "The last meeting has not begun" in said(client, PATH, press="early")
    said(client, f"{PATH}/{DAYS[0]}", present=[_place(desk, "Anh"), _place(desk, "Budi")], seen="")
    anh = _place(desk, "Anh")
    clock.now = dt.datetime.fromisoformat(f"{DAYS[2]}T12:00:00")
    client = desk.client()
    said(client, f"{PATH}/{DAYS[1]}", present=anh, seen="")
    page = opened(client, PATH)
    assert [cell.text for cell in page.xpath("//td[@class='number']")] == ["67%", "33%"]
    assert "Done" in said(client, PATH, press="now")
    with desk.service.reader.begin() as connection:
        steps = connection.exec_driver_sql("SELECT step FROM completions").fetchall()
    assert [row[0] for row in steps] == ["step-1"]
    assert "nobody new" in said(client, PATH, press="again")


def test_the_sheet_shows_four_characters_of_a_document(desk: Desk) -> None:
    """Name and …6789 stand there, the rest of the number nowhere; 3 meetings make 3 columns to sign."""
    page = opened(desk.client(), "/courses/a-class/sheet")
    assert "…6789" in page.text_content()
    assert "A12345" not in page.text_content()
    assert len(page.xpath("//section//thead//th")) == 3 + 3
    assert len(page.xpath("//section//tbody/tr")) == 2
