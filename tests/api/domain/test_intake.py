"""By which clock a complaint is answered."""

import datetime as dt

import pytest

from api.domain.intake import CLOCKS, KINDS, clock_of
from api.domain.legal_basis import CATEGORIES, basis_of

FILED = dt.date(2026, 11, 22)


def test_a_committee_has_more_days_than_one_mediator() -> None:
    """Filed on 22 November: one mediator has 3 + 7 + 10 days, till 12 December; a committee 3 + 14 + 10 + 15, till 3 January."""
    single, committee = (clock_of("dispute", "mediation", method=each) for each in ("mediator", "committee"))
    assert (single.due_on(FILED), committee.due_on(FILED)) == (dt.date(2026, 12, 12), dt.date(2027, 1, 3))
    assert single.is_about
    assert committee.is_about
    assert clock_of("dispute", "case", method="committee").days == 60


@pytest.mark.parametrize("category", [*KINDS["discrimination"].categories])
def test_only_harassment_has_its_months_by_law(category: str) -> None:
    """Each of the eight has two months; for sexual harassment they are law, for the others the bureau's own promise."""
    clock = clock_of("discrimination", "case", category=category)
    assert clock.due_on(FILED) == dt.date(2027, 1, 22)
    assert clock.is_law == (category == "harassment")
    assert ("Gender Equality" in clock.source) == (category == "harassment")


def test_every_clock_that_is_named_exists() -> None:
    """Whatever a kind or one of its categories names is a clock, and its categories are its own."""
    for kind in KINDS.values():
        assert {kind.clock, *kind.clocks.values()} <= CLOCKS.keys()
        assert kind.clocks.keys() <= kind.categories.keys()


def test_a_complaint_rests_on_the_act_that_forbids_what_it_tells() -> None:
    """Age rests on the Employment Service Act alone, harassment on the other Act alone, sex on both, as does what is open."""

    def acts(category: str) -> list[str]:
        return [basis.law for basis in basis_of("discrimination", "case", category)]

    equality, service = "Gender Equality in Employment Act", "Employment Service Act"
    assert (acts("age"), acts("harassment")) == ([service], [equality])
    assert acts("sex") == acts("other") == acts("") == [equality, service]
    assert all(category in KINDS[kind].categories for kind, category in CATEGORIES)
