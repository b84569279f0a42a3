"""The service's clock: it may be set back, but what has opened stays open."""

import datetime as dt

from api.services.resources import steady
from tests.support import NOW


def test_a_clock_that_is_set_back_a_little_stands_still() -> None:
    """Set back by 2 seconds at nine: it stays nine until the real time is there again; set back by an hour, it is followed."""
    told = iter(NOW + dt.timedelta(seconds=seconds) for seconds in (0, 0, -2, -1, 1, -3600, -3599))
    now = steady(lambda: next(told))
    assert [(now() - NOW).total_seconds() for _ in range(6)] == [0, 0, 0, 1, -3600, -3599]
