"""Tables out of the desk and in again: nothing in them runs, and one wrong line keeps all out."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask.testing import FlaskClient

from api.services.desk_tables import STARTS_FORMULA, harmless
from tests.desk import Desk, open_desk
from tests.support import NOW, Clock, check_page, make_meetings, make_offer

PATH = "/courses/a-class/import"
DAY = NOW.date().isoformat()
HOSTILE = '=HYPERLINK("http://evil.example","Anh")'


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk with a class of 3 seats that meets today, and a training of 1 seat with a test."""
    test = make_offer("a-training", 1, allocation="screening")
    with open_desk(tmp_path, clock, make_offer(capacity=3, meetings=make_meetings(0)), test) as opened_desk:
        opened_desk.enrol("Anh", HOSTILE, "阮氏明")
        opened_desk.enrol("Dewi", "Eko", course="a-training")
        yield opened_desk


def _rows(client: FlaskClient, path: str) -> list[list[str]]:
    answer = client.get(path)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def _send(client: FlaskClient, table: str | bytes, status: int = 422, about: str = DAY, path: str = PATH) -> Any:
    data = table if isinstance(table, bytes) else table.encode()
    answer = client.post(path, data={"about": about, "table": (io.BytesIO(data), "table.csv"), "press": "one"})
    assert answer.status_code == status, answer.status_code
    return answer if status == 303 else check_page(answer.text, path)


def _sentences(page: lxml.html.HtmlElement) -> str:
    return str(page.xpath("string(//div[@class='error-summary'])")) + "".join(page.xpath("//tbody/tr/td[4]/text()"))


def _kept(desk: Desk) -> int:
    with desk.resources.reader.begin() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM attendance").scalar_one())


@pytest.mark.parametrize("start", [*STARTS_FORMULA, " =", "\n="])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    """Each of the 10 starts that a spreadsheet takes for a formula, and those behind a space, get an apostrophe in front."""
    assert harmless(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert harmless("Anh") == "Anh"


def test_a_hostile_name_is_only_shown(desk: Desk) -> None:
    """The roster has 3 lines of 11 cells under a heading in the language of the desk; a name that is a formula is text."""
    rows = _rows(desk.client(), "/courses/a-class/roster.csv")
    assert [len(row) for row in rows] == [11] * 4
    assert [row[3] for row in rows] == ["Name", "Anh", f"'{HOSTILE}", "阮氏明"]


def test_the_table_that_the_desk_hands_out_comes_back(desk: Desk) -> None:
    """Filled in with yes, no, ｙｅｓ in UTF-8, UTF-16, or with semicolons, it is taken in: 3 lines, 2 present."""
    client = desk.client()
    rows = _rows(client, "/courses/a-class/attendance.csv")
    for row, word in zip(rows[1:], ("yes", "no", "ｙｅｓ"), strict=True):
        row[2] = word
    for delimiter, encoding in ((",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")):
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows(rows)
        _send(client, text.getvalue().encode(encoding), 303)
        page = check_page(client.get("/courses/a-class/attendance").text, "")
        assert "Lines: 3" in page.text_content()
    assert _kept(desk) == 3


def test_big5_from_excel_is_read_and_said(desk: Desk) -> None:
    """A Big5 table with a wrong line is shown with its Chinese name, and that it was read as Big5; put right it goes in."""
    client = desk.client()
    who = desk.held["阮氏明"].pseudonym
    page = _send(client, f"pseudonym,name,present\r\n{who},阮氏明,也許\r\n".encode("cp950"))
    assert "Big5" in page.xpath("string(//div[@class='notice'])")
    assert "也許" in page.text_content()
    _send(client, f"pseudonym,name,present\r\n{who},阮氏明,yes\r\n".encode("cp950"), 303)


def test_one_wrong_line_keeps_all_out(desk: Desk) -> None:
    """5 lines, of which 1 is right: unknown, twice, formula, and neither yes nor no are named; nothing is kept."""
    anh, chinese = desk.held["Anh"].pseudonym, desk.held["阮氏明"].pseudonym
    lines = [f"{anh},yes", f"{anh},no", "AAAA-AAAA,yes", f"{chinese},=1+1", "=A1,yes"]
    page = _send(desk.client(), "pseudonym,present\n" + "\n".join(lines))
    told = [str(row.text_content()).strip() for row in page.xpath("//table[1]/tbody/tr/td[4]")]
    assert told[0] == "right"
    assert "stands there twice" in told[1]
    assert "not on the list" in told[2]
    assert "begins like a formula" in told[3]
    assert "begins like a formula" in told[4]
    assert _kept(desk) == 0


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("", "empty"),
        ("pseudonym,present\n", "empty"),
        ("name,present\nAnh,yes", "“pseudonym” is missing"),
        ("pseudonym,present,present\nx,yes,no", "stands there twice"),
        ("pseudonym,present,salary\nx,yes,9", "“salary” is not known"),
        ("pseudonym,present\nx", "has 1 cells"),
        ('pseudonym,present\n"x,yes', "not a table"),
        (b"pseudonym,present\n\xff\xff\xfe\x81,yes", "cannot be read"),
        (b"pseudonym,present\nx,\x00yes", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cannot be read"),
        ("x" * (128 * 1024 + 1), "too large"),
        ("pseudonym,present\n" + "x,yes\n" * 2001, "too many lines"),
    ],
)
def test_a_table_that_is_none_says_why(desk: Desk, table: str | bytes, sentence: str) -> None:
    """Empty, wrong or missing columns, cut lines, letters that cannot be read, too large: a sentence, nothing kept."""
    assert sentence in _sentences(_send(desk.client(), table))
    assert _kept(desk) == 0


def test_a_table_about_nothing_is_refused(desk: Desk) -> None:
    """A day on which the class does not meet, or results of a class without a test, are not taken in."""
    client = desk.client()
    for about in ("", "2020-01-01", "selection"):
        assert "Choose what the table is about" in _sentences(_send(client, "x", about=about))


def test_results_of_a_test_become_orders(desk: Desk) -> None:
    """Dewi is admitted to the 1 seat and Eko put on the reserve list, by code and by word; a decided place takes no result."""
    client, path = desk.client(), "/courses/a-training/import"
    dewi, eko = (desk.held[name].pseudonym for name in ("Dewi", "Eko"))
    table = f"pseudonym,result\n{dewi},admit\n{eko},Put on the reserve list\n"
    _send(client, table.replace("admit", "adore"), 422, "selection", path)
    assert desk.state("Dewi", "a-training")[0] == "entered"
    _send(client, table, 303, "selection", path)
    assert [desk.state(name, "a-training")[0] for name in ("Dewi", "Eko")] == ["confirmed", "waiting"]
    assert "not possible" in _sentences(_send(client, table, 422, "selection", path))
