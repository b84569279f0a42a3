"""What is counted of cases for the open data."""

import pytest

from api.services import case_acts, returning
from api.services.case_counts import counted
from api.services.resources import DeskResources, Resources
from tests.support import Clock
from tests.worked import Bureau, human


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau without any case."""
    return Bureau(*stores)


def test_each_case_is_one_row_and_both_processes_count_the_same(bureau: Bureau, clock: Clock) -> None:
    """A closed case, a withdrawn one, a late one and a tip: kinds, outcomes, days to the first reply and who worded the replies."""
    closed, gone = bureau.lodge(), bureau.lodge(kind="migrant")
    bureau.lodge("tip", "safety")
    clock.move(days=2)
    machine = {"label": "machine", "lang": "id", "text": "x", "original": "y", "original_lang": "zh-hant"}
    case_acts.ask(bureau.desk, bureau.lin, closed.reference, None, [*human(), machine], bureau.press())
    bureau.answers(closed)
    bureau.closes(closed)
    returning.withdraw(bureau.service, gone.receipt)
    clock.move(days=70)
    rows = {row.kind: row for row in counted(bureau.desk)}
    assert counted(bureau.service) == counted(bureau.desk)
    assert {kind: (row.outcome, row.is_overdue, row.days_to_first_reply) for kind, row in rows.items()} == {
        "dispute": ("settled", False, 2),
        "migrant": ("withdrawn", False, None),
        "safety": ("open", True, None),
    }
    dispute = rows["dispute"]
    assert (dispute.category, dispute.door, dispute.unit, dispute.lang) == ("wages", "case", "inspection", "id")
    assert (dispute.filed_month, dispute.reply_labels) == ("2026-11", ("machine", "human"))


def test_a_case_that_a_letter_opened_again_is_open(bureau: Bureau) -> None:
    """Closed as settled, then written to: it counts as open until it is closed again."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    bureau.closes(lodged)
    assert [row.outcome for row in counted(bureau.desk)] == ["settled"]
    returning.write_to(bureau.service, lodged.receipt, "Belum.", "press")
    assert [row.outcome for row in counted(bureau.desk)] == ["open"]
