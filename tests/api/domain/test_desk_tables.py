"""What the desk counts of its cases."""

from typing import Any

from api.domain.desk_tables import by_outcome, first_replies, late_by_unit
from api.domain.outcomes import OUTCOMES, CaseCount


def _case(**more: Any) -> CaseCount:
    facts = {"kind": "migrant", "category": "papers", "door": "case", "unit": "migrants", "lang": "vi"}
    return CaseCount(**{**facts, "filed_month": "2026-11", "outcome": "open", **more})


def test_outcomes_add_up_in_each_row() -> None:
    """Two open cases and a settled one are 2, 1 and 3 in all; a kind without cases is a row of noughts."""
    cases = [_case(), _case(), _case(outcome="settled")]
    rows = dict(by_outcome(cases, lambda case: case.kind, ["migrant", "safety"]))
    told = dict(zip((*OUTCOMES, "all"), rows["migrant"], strict=True))
    assert (told["open"], told["settled"], told["all"]) == (2, 1, 3)
    assert set(rows["safety"]) == {0}


def test_late_ones_are_told_apart_from_late_and_open() -> None:
    """Of three cases of a unit two were late, one of them is still open: 3, 2, 1."""
    cases = [_case(), _case(is_overdue=True), _case(is_overdue=True, outcome="settled"), _case(unit="safety")]
    assert dict(late_by_unit(cases, ["migrants"])) == {"migrants": (3, 2, 1)}


def test_tips_wait_for_no_reply() -> None:
    """First replies after 1, 2 and 9 days have the median 2 and 9 as the longest; a tip is not counted, none is no number."""
    cases = [*(_case(days_to_first_reply=days) for days in (9, 1, 2)), _case(), _case(door="tip")]
    assert first_replies(cases, ["vi", "th"]) == [("vi", (4, 3, 2, 9)), ("th", (0, 0, None, None))]
