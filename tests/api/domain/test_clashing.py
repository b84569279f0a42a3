"""Which offers meet at one time: the quick way tells what comparing all with all tells."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from api.domain.meetings import Meeting, clashing

FIRST = dt.datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - the bureau's own time
MEETINGS = st.builds(
    lambda day, hour, length: Meeting(
        FIRST + dt.timedelta(days=day, hours=hour), FIRST + dt.timedelta(days=day, hours=hour + length)
    ),
    st.integers(0, 3),
    st.integers(0, 8),
    st.integers(1, 3),
)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.frozensets(MEETINGS, max_size=4), max_size=8))
def test_clashes_are_those_of_comparing_every_pair(offers: dict[str, frozenset[Meeting]]) -> None:
    """For any offers the result is that of the slow way: some meeting of one begins before one of the other ends, and back."""
    slow = {
        name: frozenset(
            other
            for other, theirs in offers.items()
            if other != name and any(a.starts_at < b.ends_at and b.starts_at < a.ends_at for a in mine for b in theirs)
        )
        for name, mine in offers.items()
    }
    assert clashing(offers) == slow


def test_one_after_another_is_no_clash() -> None:
    """A class until 11:00 and one from 11:00 do not clash: the end itself is free again."""
    hour = dt.timedelta(hours=1)
    offers = {"early": [Meeting(FIRST, FIRST + 2 * hour)], "late": [Meeting(FIRST + 2 * hour, FIRST + 3 * hour)]}
    assert clashing(offers) == {"early": frozenset(), "late": frozenset()}
