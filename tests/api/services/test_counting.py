"""The tables made of cases: every case once, months that are over, and nothing told by two tables that one of them hides."""

import datetime as dt
import random
from collections import Counter
from typing import Any, get_args

import pytest

from api.domain.intake import DOORS, KINDS, unit_of
from api.domain.outcomes import OUTCOMES, REPLY_LABELS, CaseCount, Outcome
from api.domain.suppression import exposed, is_small
from api.domain.tabulation import TOTAL, Cell, Table, checked
from api.kinds.labels import HISTORIC, OWN, REPLIED, is_known
from api.services.counting import months, published, tables, years
from i18n.languages import LANGUAGES

TODAY = dt.date(2027, 1, 3)
MONTHS = months(TODAY)


def make_case(**more: Any) -> CaseCount:
    """Return a case of November, in Vietnamese, about wages, that was settled."""
    facts: dict[str, Any] = {
        "kind": "dispute",
        "category": "wages",
        "door": "mediation",
        "unit": "relations",
        "lang": "vi",
        "filed_month": "2026-11",
        "outcome": "settled",
        "days_to_first_reply": 2,
        "reply_labels": ("phrase",),
    }
    return CaseCount(**facts | more)


def make_cases(count: int, seed: int) -> list[CaseCount]:
    """Return so many cases of every sort, the same for the same seed."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        kind = chance.choices(list(KINDS), [40, 8, 4, 25, 8, 6, 1, 8])[0]
        door = chance.choice(KINDS[kind].doors)
        found.append(
            make_case(
                kind=kind,
                category=chance.choice(list(KINDS[kind].categories)),
                door=door,
                unit=unit_of(kind, door),
                lang=chance.choice(LANGUAGES).slug,
                filed_month=chance.choice(MONTHS),
                outcome=chance.choice(list(OUTCOMES)),
                is_overdue=chance.random() < 0.1,
                days_to_first_reply=chance.choice((0, 2, 5, 20, 40, None)),
                reply_labels=tuple(chance.choices(list(REPLY_LABELS), k=chance.randint(0, 3))),
            )
        )
    return found


def _tables(cases: list[CaseCount]) -> dict[str, Table]:
    return {each.name: each.table for each in tables(cases, MONTHS) if each.table}


def test_every_case_is_counted_once_in_every_table() -> None:
    """2,000 cases: 2,000 in all by kind, door and month; by language all but the tips, which nobody answers; replies as they were given."""
    cases = make_cases(2000, 1)
    found = _tables(cases)
    for name in ("outcomes-by-kind", "outcomes-by-door", "outcomes-by-month"):
        assert found[name].shown(TOTAL, TOTAL) == 2000, name
    kinds = Counter(case.kind for case in cases)
    by_kind = found["outcomes-by-kind"]
    assert {kind: by_kind.cells[Cell(kind, TOTAL)] for kind in kinds if kind != "dispute"} == {
        kind: count for kind, count in kinds.items() if kind != "dispute"
    }
    assert (
        sum(by_kind.cells[Cell(row, TOTAL)] for row in by_kind.rows if row.startswith("dispute.")) == kinds["dispute"]
    )
    assert found["replies"].shown(TOTAL, "replies") == sum(len(case.reply_labels) for case in cases)
    assert found["overdue-by-unit"].shown(TOTAL, "overdue") == sum(case.is_overdue for case in cases)
    asked = [case for case in cases if case.door != "tip"]
    assert found["first-replies"].shown(TOTAL, TOTAL) == len(asked) < 2000
    assert found["first-replies"].shown(TOTAL, "not-yet") == sum(case.days_to_first_reply is None for case in asked)


@pytest.mark.parametrize("count", [1, 6, 40, 150, 700, 3000])
def test_sums_hold_and_nothing_small_is_shown(count: int) -> None:
    """With 1 to 3,000 cases: each declared sum holds, no count of 1 to 4 is shown, no hidden one can be worked out."""
    for seed in range(5):
        for name, table in _tables(make_cases(count, seed)).items():
            assert all(each.holds for each in checked(table)), name
            assert table.sums
            for cell, value in table.cells.items():
                if cell.column not in table.percents:
                    assert not is_small(value) or cell in table.hidden, (name, cell)
            if TOTAL in table.columns:
                assert exposed(table) == [], name


@pytest.mark.parametrize("count", [40, 150, 700])
def test_no_table_shows_a_total_that_another_one_hides(count: int) -> None:
    """How many cases ended in which way stands in three tables: all three hide the same, or are not shown."""
    for seed in range(12):
        found = _tables(make_cases(count, seed))
        hidden = {
            frozenset(cell.column for cell in found[name].hidden if cell.row == TOTAL)
            for name in ("outcomes-by-kind", "outcomes-by-door", "outcomes-by-month")
            if name in found
        }
        assert len(hidden) <= 1
        for kind in KINDS:
            if f"categories-{kind}" in found:
                assert Cell(kind, TOTAL) not in found["outcomes-by-kind"].hidden


def test_tips_cannot_be_worked_out() -> None:
    """60 cases, 17 mediations, 3 tips: the tips are hidden, so the first replies, whose total is all but them, are not shown."""
    cases = [make_case(door="case")] * 60 + [make_case()] * 17 + [make_case(door="tip", days_to_first_reply=None)] * 3
    found = _tables(cases)
    assert found["outcomes-by-door"].shown(TOTAL, TOTAL) == 80
    assert found["outcomes-by-door"].shown("tip", TOTAL) is None
    assert "first-replies" not in found
    more = _tables([*cases, *[make_case(door="tip", days_to_first_reply=None)] * 2])
    assert (more["outcomes-by-door"].shown("tip", TOTAL), more["first-replies"].shown(TOTAL, TOTAL)) == (5, 77)


def test_a_quarter_is_counted_when_it_is_over() -> None:
    """On 31 December 2026 the months are January to September, on 1 January 2027 all twelve; later years are empty."""
    for day in (dt.date(2026, 10, 1), dt.date(2026, 11, 30), dt.date(2026, 12, 31)):
        assert months(day) == tuple(f"2026-{month:02d}" for month in range(1, 10))
    for day in (dt.date(2027, 1, 1), dt.date(2027, 3, 31)):
        assert months(day) == tuple(f"2026-{month:02d}" for month in range(1, 13))
    assert months(TODAY, 2025)[-1] == "2025-12"
    assert months(TODAY, 2027) == ()
    cases = [make_case(filed_month="2027-01")] * 9 + [make_case()] * 7
    assert _tables(cases)["outcomes-by-door"].shown(TOTAL, TOTAL) == 7
    assert years([*cases, *[make_case(filed_month="2024-02")] * 5], TODAY) == [2026, 2024]
    assert years([make_case(filed_month="2027-01")] * 9, TODAY) == []


def test_two_copies_never_differ_by_a_few_cases() -> None:
    """6 cases in March, 1 in April, 4 in July, 4 in December: copies of every day of two years tell of 0, 6 or 11, no other number."""
    filed = {"2026-03": 6, "2026-04": 1, "2026-07": 4, "2026-12": 4}
    cases = [make_case(filed_month=month) for month, count in filed.items() for _ in range(count)]
    told = set()
    for number in range(730):
        period = published(cases, months(dt.date(2026, 1, 1) + dt.timedelta(number), 2026))
        told.add(sum(case.filed_month in period for case in cases))
    assert told == {0, 6, 11}
    assert years([make_case()] * 4, TODAY) == []


def test_shares_are_of_all_replies() -> None:
    """6 of the phrase book, 9 by people and 5 by a machine are 30, 45 and 25 per cent."""
    words = ["phrase"] * 6 + ["human"] * 9 + ["machine"] * 5
    table = _tables([make_case(reply_labels=(word,)) for word in words])["replies"]
    assert [table.shown(row, "share") for row in table.rows] == [30, 45, 25, 100]


def test_a_share_is_hidden_with_its_count() -> None:
    """2 machine translations of 20: neither the 2 nor its 10 per cent is shown, and a second count is hidden beside it."""
    words = ["phrase"] * 6 + ["human"] * 12 + ["machine"] * 2
    table = _tables([make_case(reply_labels=(word,)) for word in words])["replies"]
    assert [table.shown(row, "share") for row in table.rows] == [None, 60, None, 100]
    assert [table.shown(row, "replies") for row in table.rows] == [None, 12, None, 20]


def test_no_name_means_two_things() -> None:
    """A key stands in one vocabulary only, so that no row is called what another one is."""
    vocabularies = (OUTCOMES, REPLY_LABELS, DOORS, KINDS, HISTORIC, OWN, REPLIED)
    keys = Counter(str(key) for names in vocabularies for key in names)
    assert [key for key, count in keys.items() if count > 1] == []


def test_everything_that_is_counted_has_a_name() -> None:
    """Rows and columns of every table are known words; every outcome has one."""
    assert set(get_args(Outcome)) == OUTCOMES.keys()
    for each in tables(make_cases(3000, 2), MONTHS):
        assert each.table
        for key in (*each.table.rows, *each.table.columns):
            assert is_known(key), (each.name, key)
