"""A late case at the desk, from the first chase to the committee: who reads what, in both languages."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.domain.chasing import LATE_STAGES
from api.services import case_acts
from api.services.chasing import Chasing
from tests.casework import lodge, looked_up, officer
from tests.desk import Desk, open_desk, opened, said
from tests.support import Clock, make_member
from tests.worked import human

FIRST = dt.datetime(2027, 1, 21, 9)  # noqa: DTZ001 - the bureau's own time
LAST = dt.datetime(2027, 1, 29, 9)  # noqa: DTZ001 - the bureau's own time
LYING = "Cases that nobody here can open, by unit."


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk without any case."""
    with open_desk(tmp_path, clock) as found:
        yield found


def test_an_officer_reads_the_chase_above_the_queue_until_the_case_is_answered(desk: Desk, clock: Clock) -> None:
    """Nothing before 21 January 2027; then the case stands above the queue for Lin, and for nobody of another unit."""
    lodged = lodge(desk, kind="migrant")
    clock.now = FIRST
    lin, other = officer(desk), officer(desk, "ho", units=["safety"])
    assert "you were chased" not in opened(lin, "/").text_content()
    Chasing(desk.resources, desk.published).round()
    (notice,) = opened(lin, "/").xpath("//main//div[contains(@class, 'notice')]")
    assert f"Late answers for which you were chased:{lodged.reference} · first chase" in notice.text_content()
    assert notice.xpath(".//a/@href") == [f"/cases/{lodged.reference}"]
    assert not opened(other, "/").xpath("//main//div[contains(@class, 'notice')]")
    parts = human()
    assert case_acts.conclude(desk.resources, make_member(), lodged.reference, None, parts, "p") == case_acts.Done(
        "answered"
    )
    assert "you were chased" not in opened(lin, "/").text_content()


def test_a_chief_prints_the_notice_and_takes_it_to_the_committee(desk: Desk, clock: Clock) -> None:
    """List, paper and press; the paper names unit, days and who was chased, and no word of the case; the page of the case follows."""
    lodged = lodge(desk, what="them-kanari", kind="migrant")
    clock.now = LAST
    officer(desk)
    chief = officer(desk, "wang", "chief", ())
    Chasing(desk.resources, desk.published).round()
    path = f"/committee/{lodged.reference}"
    assert path in opened(chief, "/committee").xpath("//main//a/@href")
    assert "/committee" in opened(chief, "/late").xpath("//main//a/@href")
    sheet = opened(chief, path).find(".//div[@class='paper']").text_content()
    made = "21 January 2027 · to lin · Done on 29 January 2027."
    for words in (lodged.reference, "Migrant workers section", "9", made, "to wang"):
        assert words in sheet, words
    assert "kanari" not in sheet
    assert sheet.count("Done on") == 2, "the last stage is not done before somebody carried the paper"
    assert looked_up(desk, lodged).clock.words.endswith("The performance committee is due to be told.")
    assert "The complainant reads that it was told." in said(chief, path, press="x")
    assert looked_up(desk, lodged).clock.words.endswith("The performance committee was told.")
    assert "29 January 2027" in opened(chief, "/committee").find(".//tbody").text_content()
    assert "I have taken it" not in opened(chief, path).text_content()


def test_no_notice_for_whoever_may_not_see_the_case(desk: Desk, clock: Clock) -> None:
    """About a case of the ethics office a chief of others gets 404 and no row; an officer gets 403; a case in time gets 404."""
    hidden, fresh = lodge(desk, kind="corruption"), lodge(desk, "y", kind="migrant")
    chief = officer(desk, "wang", "chief", ())
    opened(chief, f"/committee/{fresh.reference}", 404)
    clock.now = LAST
    chief, lin = officer(desk, "wang", "chief", ()), officer(desk)
    Chasing(desk.resources, desk.published).round()
    opened(chief, f"/committee/{hidden.reference}", 404)
    opened(chief, f"/committee/{hidden.reference}", 404, press="x")
    assert hidden.reference not in chief.get("/committee").text
    opened(lin, "/committee", 403)


def test_cases_that_nobody_can_open_are_a_number_for_chief_and_auditor(desk: Desk) -> None:
    """Two corruption cases without a member: unit and 2 on /late and /audit, without a reference; gone with a member of that unit."""
    cases = [lodge(desk, what, kind="corruption") for what in ("x", "y")]
    chief, auditor = officer(desk, "wang", "chief", ()), officer(desk, "ho", "auditor", ())
    for client, path in ((chief, "/late"), (chief, "/audit"), (auditor, "/audit")):
        page = opened(client, path).text_content()
        assert LYING in page
        assert "Ethics office: 2" in page
        assert cases[0].reference not in page
    officer(desk, "su", units=["ethics"])
    assert LYING not in opened(auditor, "/audit").text_content()


def test_the_audit_names_each_chase_in_words(desk: Desk, clock: Clock) -> None:
    """An auditor reads who was chased and when nobody could be told; the second language of the desk has the same rows."""
    lodge(desk, kind="migrant")
    clock.now = LAST
    officer(desk)
    Chasing(desk.resources, desk.published).round()
    auditor = officer(desk, "ho", "auditor", ())
    rows = [row.text_content() for row in opened(auditor, "/audit?action=chased").findall(".//tbody/tr")]
    assert len(rows) == len(LATE_STAGES)
    assert "first chase · to lin" in rows[2]
    assert "nobody could be told" in rows[1]
