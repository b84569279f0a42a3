"""Draw day at the desk: two members of staff, one after the other, from the closed list to the seats."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, open_desk, opened, said
from tests.support import NOW, Clock, make_offer

PATH = "/draws/a-round"


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk with a round of 1 class with 2 seats, entered by 3 people, closed, in the evening of its draw."""
    facts: dict[str, Any] = {
        "allocation": "draw",
        "round": "a-round",
        "drawn_on": NOW.date(),
        "opens_in": 1,
        "closes_in": 2,
    }
    with open_desk(tmp_path, clock, make_offer(**facts)) as opened_desk:
        opened_desk.tick()
        clock.move(hours=1)
        opened_desk.enrol("Anh", "Budi", "Chai")
        clock.move(hours=1)
        opened_desk.tick()
        clock.now = clock.now.replace(hour=20, minute=30)
        yield opened_desk


def _steps(desk: Desk, officer: str) -> list[str]:
    return [
        str(each).split("--")[1] for each in opened(desk.client(officer), PATH).xpath("//ol[@class='steps']/li/@class")
    ]


def test_the_page_says_which_step_is_now(desk: Desk, clock: Clock) -> None:
    """Before half past eight nobody can type; then the first types, then the second, then all four steps are done."""
    clock.now = clock.now.replace(hour=20, minute=29)
    page = opened(desk.client(), PATH)
    assert not page.xpath("//input[@name='numbers']")
    assert _steps(desk, "lin") == ["done", "later", "later", "later"]
    clock.now = clock.now.replace(hour=20, minute=30)
    assert _steps(desk, "lin") == ["done", "now", "later", "later"]
    said(desk.client("lin"), PATH, numbers="5 11 17 25 38", press="1")
    assert _steps(desk, "wu") == ["done", "done", "now", "later"]
    words = said(desk.client("wu"), PATH, numbers="38 25 17 11 05", press="2")
    assert _steps(desk, "wu") == ["done", "done", "done", "done"]
    assert "Entries with a seat: 2 of 3" in words
    assert "05 11 17 25 38" in words
    assert opened(desk.client(), PATH).xpath("//a[@href='http://127.0.0.1:8000/en/draws/a-round']")
    assert "drawn" in opened(desk.client(), "/draws").text_content()


def test_the_same_officer_cannot_be_the_second(desk: Desk) -> None:
    """Lin types twice: it still waits for somebody else, and nothing is drawn."""
    lin = desk.client("lin")
    for press in ("1", "2"):
        assert "a second member of staff must type" in said(lin, PATH, numbers="5 11 17 25 38", press=press)
    assert desk.state("Anh")[0] == "entered"


def test_the_second_does_not_see_what_the_first_typed(desk: Desk) -> None:
    """Wu's page names Lin and none of the five numbers; Lin's own page shows them."""
    said(desk.client("lin"), PATH, numbers="5 11 17 25 38", press="1")
    assert "5 11 17 25 38" in opened(desk.client("lin"), PATH).text_content()
    words = opened(desk.client("wu"), PATH).text_content()
    assert "Typed already by: lin" in words
    assert "17 25" not in words


def test_different_numbers_are_told_to_both(desk: Desk) -> None:
    """Wu typed 37 instead of 38: he keeps what he typed, both read that they differ, and Wu's second try draws."""
    said(desk.client("lin"), PATH, numbers="5 11 17 25 38", press="1")
    wu = desk.client("wu")
    page = opened(wu, PATH, 409, numbers="5 11 17 25 37", press="2")
    assert page.xpath("//input[@name='numbers']/@value") == ["5 11 17 25 37"]
    for officer in ("lin", "wu"):
        assert "typed different numbers" in opened(desk.client(officer), PATH).text_content()
    assert "Entries with a seat: 2 of 3" in said(wu, PATH, numbers="5 11 17 25 38", press="3")


@pytest.mark.parametrize("typed", ["", "1 2 3 4", "1 2 3 4 4", "1 2 3 4 40", "a b c d e", "=1+1 2 3 4 5 6"])
def test_five_different_numbers_are_needed(desk: Desk, typed: str) -> None:
    """Too few, one twice, one above 39, letters, a formula: a sentence at the field, and what was typed is kept."""
    page = opened(desk.client(), PATH, 422, numbers=typed, press="1")
    assert page.xpath("string(//p[@id='f-numbers-error'])")
    assert page.xpath("//input[@name='numbers']/@value") == [typed]
