"""Days are counted, chained and signed once each; whoever has the receipt gets what shows that theirs is among them."""

import datetime as dt
import json
from pathlib import Path

from sqlalchemy import create_engine

from api.domain import proof
from api.services import disproving, proving
from api.services.resources import Resources
from api.services.signing import is_signed, public_part
from api.store import cases
from api.store import filings as store
from api.store.migrate import migrate
from tests.filed import file, parts
from tests.support import NOW, Clock, open_service

RECEIPT = "1" * 26


def _days(resources: Resources) -> list[tuple[str, int]]:
    return [(row["day"], row["count"]) for row in proving.days(resources)["days"]]


def test_the_statement_of_a_receipt_is_signed_at_once_and_the_same_for_ever(resources: Resources) -> None:
    """What is filed at 10:00 on 21 November 2026 is stated with reference, hour and leaf; made again, every byte is the same."""
    (record,) = file(resources, RECEIPT)
    signed = proving.receipt_proof(resources, record)
    assert json.loads(signed.statement) == {
        "a": "labour-harbour receipt 1",
        "reference": "2026-000001",
        "number": 0,
        "at": "2026-11-21T10:00:00",
        "leaf": proof.leaf(record),
    }
    assert is_signed(signed.key, signed.statement, signed.signature)
    assert proving.receipt_proof(resources, record) == signed
    assert RECEIPT not in record


def test_each_day_is_closed_once_when_it_is_over(resources: Resources, clock: Clock) -> None:
    """At first the day before is closed, empty, so that the chain has begun; after midnight the day with 2 records; never twice."""
    proving.close_days(resources)
    assert _days(resources) == [("2026-11-20", 0)]
    file(resources, RECEIPT, "written")
    proving.close_days(resources)
    assert _days(resources) == [("2026-11-20", 0)]
    clock.move(hours=14)
    for _ in range(3):
        proving.close_days(resources)
    assert _days(resources) == [("2026-11-20", 0), ("2026-11-21", 2)]
    assert proof.verify(proving.days(resources)) == []


def test_days_of_a_standstill_are_caught_up_with(resources: Resources, clock: Clock) -> None:
    """A service that stood still for 5 days closes all of them at the next start: one with a record, four without."""
    file(resources, RECEIPT)
    clock.move(days=5)
    proving.close_days(resources)
    assert _days(resources) == [(f"2026-11-{day}", int(day == 21)) for day in range(21, 26)]
    assert proof.verify(proving.days(resources)) == []


def test_what_is_kept_after_midnight_counts_on_the_next_day(resources: Resources, clock: Clock) -> None:
    """Filed at 23 o'clock, kept when that day is closed already: it counts on the next; the signed day does not change."""
    clock.move(days=1)
    proving.close_days(resources)
    closed = _days(resources)
    clock.now = NOW.replace(hour=23)
    (record,) = file(resources, RECEIPT)
    said = json.loads(record)
    assert (said["at"], said["day"]) == ("2026-11-21T23:00:00", "2026-11-22")
    clock.now = NOW + dt.timedelta(days=2)
    proving.close_days(resources)
    assert _days(resources) == [*closed, ("2026-11-22", 1)]
    with resources.reader.begin() as connection:
        assert disproving.broken(connection, public_part(resources.signing_key)) == ([], 0)


def test_a_clock_that_was_wrong_by_days_leaves_the_chain_whole(resources: Resources, clock: Clock) -> None:
    """Closed up to 1 December by a wrong clock: what is filed on 21 November counts on 2 December, in order, once."""
    clock.now = dt.datetime(2026, 12, 2, 9)  # noqa: DTZ001 - the bureau's own time
    proving.close_days(resources)
    clock.now = NOW
    proving.close_days(resources)
    file(resources, RECEIPT)
    clock.now = dt.datetime(2026, 12, 3, 9)  # noqa: DTZ001
    proving.close_days(resources)
    assert _days(resources) == [("2026-12-01", 0), ("2026-12-02", 1)]


def test_a_receipt_gets_what_shows_each_of_its_records(resources: Resources, clock: Clock) -> None:
    """A complaint, a letter and a withdrawal among 5 records of the day: before midnight signed, after it on the way to the root."""
    file(resources, "2" * 26)
    file(resources, RECEIPT, "written", "withdrawn", filed=["these words"])
    file(resources, "3" * 26)
    early = proving.inclusion(resources, RECEIPT)
    assert early
    assert [filing["day"] for filing in early["filings"]] == [None] * 3
    assert proof.verify(proving.days(resources), [early]) == []
    clock.move(days=1)
    proving.close_days(resources)
    note = proving.inclusion(resources, RECEIPT)
    assert note
    assert [filing["index"] for filing in note["filings"]] == [1, 2, 3]
    assert [filing["day"]["day"] for filing in note["filings"]] == ["2026-11-21"] * 3
    assert {len(filing["path"]) for filing in note["filings"]} == {3}
    note["opened"] = [{"salt": proving.salt_of(RECEIPT), "filed": ["these words"]}]
    assert proof.verify(proving.days(resources), [note]) == []
    assert [filing["signature"] for filing in early["filings"]] == [filing["signature"] for filing in note["filings"]]
    assert RECEIPT not in json.dumps(note)
    assert proving.inclusion(resources, "9" * 26) is None


def test_what_was_filed_before_there_was_a_log_begins_it(tmp_path: Path, clock: Clock) -> None:
    """A case with a letter of last week in a database of before: both have a record on their day, without what was written."""
    path = tmp_path / "service" / "service.db"
    migrate(path, "service", "service_0004")
    with create_engine(f"sqlite:///{path}").begin() as connection:
        at = NOW - dt.timedelta(days=7)
        new = cases.NewCase("r", "p", "b", "case", "dispute", "wages", "vi", at, at.date(), b"key")
        case, _ = cases.add(connection, new)
        for press, step in (("p1", "lodged"), ("p2", "written")):
            cases.add_letter(connection, case, step, parts(press, "words"), press, at)
    with open_service(tmp_path, clock) as (resources, _):
        proving.close_days(resources)
        assert _days(resources) == [(f"2026-11-{day}", 2 * (day == 14)) for day in range(14, 21)]
        with resources.reader.begin() as connection:
            assert {json.loads(filing.record)["digest"] for filing in store.log(connection)} == {""}
            assert disproving.broken(connection, public_part(resources.signing_key)) == ([], 0)


def test_ten_years_of_days_are_worked_out_in_a_moment(resources: Resources, clock: Clock) -> None:
    """3,653 days are closed at once after a standstill of ten years, and all signatures hold."""
    proving.close_days(resources)
    clock.move(days=3653)
    proving.close_days(resources)
    document = proving.days(resources)
    assert len(document["days"]) == 3654
    assert proof.verify(document) == []
