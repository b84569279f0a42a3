"""Time limits: counted as the Civil Code counts them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.content.library import read
from api.domain.limits import LIMITS, Span, last_day
from tests.support import ROOT

DAYS = st.dates(dt.date(1984, 1, 1), dt.date(2090, 1, 1))


@pytest.mark.parametrize(
    ("since", "length", "span", "before", "last"),
    [
        (dt.date(2026, 1, 15), 5, "years", False, dt.date(2031, 1, 15)),
        (dt.date(2024, 2, 29), 2, "years", False, dt.date(2026, 2, 28)),
        (dt.date(2026, 8, 31), 6, "months", False, dt.date(2027, 2, 28)),
        (dt.date(2026, 1, 1), 30, "days", False, dt.date(2026, 1, 31)),
        (dt.date(2026, 11, 29), 10, "days", False, dt.date(2026, 12, 9)),
        (dt.date(2026, 3, 31), 1, "months", True, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 31), 10, "days", True, dt.date(2026, 12, 21)),
    ],
)
def test_a_limit_ends_where_the_civil_code_ends_it(
    since: dt.date, length: int, span: Span, last: dt.date, *, before: bool
) -> None:
    """The first day is not counted; a month without that day ends on its last day, 29 February included."""
    assert last_day(since, length, span, before=before) == last


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_longer_limit_never_ends_earlier(since: dt.date, length: int, span: Span) -> None:
    """One unit more moves the last day on, and counting back never passes the day itself."""
    if span == "years":
        length = length % 50 + 1
    assert last_day(since, length, span) < last_day(since, length + 1, span)
    assert last_day(since, length, span, before=True) < since < last_day(since, length, span)


def test_every_limit_rests_on_figures_and_an_article_that_exist() -> None:
    """Each of the limits names a length in whole days, weeks, months or years, and an article of law."""
    figures = read(ROOT / "content").figures
    assert len(LIMITS) >= 25
    for name, limit in LIMITS.items():
        for figure in (limit.figure, limit.outer):
            assert not figure or figures[figure].type in {"days", "weeks", "months", "years"}, name
        assert figures[limit.article].type == "article", name
        assert bool(limit.outer) == bool(limit.outer_since), name
