"""Broker's fees: the caps, what was too much, and the fine."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.broker import BrokerFee, broker_fee
from tests.law import TODAY, law, number, result

USUAL: dict[str, Any] = {"worker": "migrant", "year": "1", "rehired": "no", "broker": "ordinary"}


@pytest.mark.parametrize(
    ("change", "cap"),
    [
        ({}, 1_800),
        ({"year": "2"}, 1_700),
        ({"year": "3"}, 1_500),
        ({"rehired": "yes"}, 1_500),
        ({"broker": "non-profit"}, 1_440),
        ({"broker": "non-profit", "year": "2"}, 1_360),
        ({"broker": "non-profit", "year": "3"}, 1_200),
    ],
)
def test_the_cap_of_each_year_is_allowed_and_a_dollar_more_is_not(change: dict[str, Any], cap: int) -> None:
    """1,800, 1,700 and 1,500 a month, 80 per cent of it for a non-profit broker: over ten months 1 more is 10 too much."""
    for paid, excess in ((cap, 0), (cap + 1, 10)):
        asked = BrokerFee(**(USUAL | change), paid=paid, months=10)
        assert number(broker_fee(asked, law(), TODAY)) == excess


def test_a_technical_worker_pays_by_the_year() -> None:
    """2,000 a year: 12 months of 200 are 400 too much."""
    asked = BrokerFee(**(USUAL | {"worker": "technical"}), paid=200, months=12)
    assert number(broker_fee(asked, law(), TODAY)) == 400


def test_the_fine_is_ten_to_twenty_times_what_was_too_much() -> None:
    """7,000 too much risk 70,000 to 140,000."""
    answer = result(broker_fee(BrokerFee(**USUAL, paid=2_500, months=10), law(), TODAY))
    fine = answer.steps[-1].amount
    assert fine is not None
    assert fine.value == 70_000
    assert fine.high == 140_000


@given(paid=st.integers(0, 10_000), months=st.integers(1, 12), year=st.sampled_from(["1", "2", "3"]))
def test_a_later_year_never_allows_more(paid: int, months: int, year: str) -> None:
    """For any payment the excess in a later year is as much or more, and never below nothing."""
    excess = number(broker_fee(BrokerFee(**(USUAL | {"year": year}), paid=paid, months=months), law(), TODAY))
    third = number(broker_fee(BrokerFee(**(USUAL | {"year": "3"}), paid=paid, months=months), law(), TODAY))
    assert 0 <= excess <= third
