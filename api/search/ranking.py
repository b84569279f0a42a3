"""In which order found rows stand: by score, gently by kind and freshness, events that are over below those that come."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from api.search.columns import NEVER, Columns, day_of

FLOOR = 0.25
"""Share of the best score below which a row shares some common word with the question and is no answer to it."""
SOON, SOON_DAYS = 1.06, 30
READ, READ_DAYS = 1.03, 366
"""What a page is worth more that is about to take place, or whose sources were read within the year."""


NAMED = 20
"""Of so many events, the best, is looked whether the question names them."""


class Ranked(NamedTuple):
    """Rows in their order, which of them are over, and which of those stand below all that come."""

    rows: NDArray[np.integer]
    over: NDArray[np.bool_]
    sunk: NDArray[np.bool_]

    def of(self, kept: NDArray[np.bool_]) -> "Ranked":
        """Return those that are `kept`, in their order."""
        return Ranked(self.rows[kept], self.over[kept], self.sunk[kept])


def _sunk(events: NDArray[np.integer], over: NDArray[np.bool_], names: Callable[[int], bool]) -> NDArray[np.bool_]:
    """Return which of the `events` that are `over` sink: not those that the question names, unless it names one that comes."""
    looked = list(map(names, events[:NAMED].tolist())) if over.any() and not over.all() else []
    named = np.zeros(len(events), np.bool_)
    named[: len(looked)] = looked
    return over if (named & ~over).any() else over & ~named


def ranked(
    rows: NDArray[np.integer],
    scores: NDArray[np.float32],
    columns: Columns,
    now: str,
    names: Callable[[int], bool] = lambda _: False,
) -> Ranked:
    """Return the `rows` that answer, best first, and which of them are over on the day of `now` (empty: none is).

    `names` tells whether the question names a row: an event that is over and was asked for by its name keeps its place.
    """
    if not len(rows):
        return Ranked(rows, np.zeros(0, np.bool_), np.zeros(0, np.bool_))
    kept = scores >= FLOOR * scores.max()
    rows, scores = rows[kept], scores[kept] * columns.boost[rows[kept]]
    over = np.zeros(len(rows), np.bool_)
    if now:
        today = day_of(now)
        starts, read = columns.starts_on[rows], columns.read_on[rows]
        over = (columns.over_on[rows] != NEVER) & (columns.over_on[rows] < today)
        scores = np.where((starts >= today) & (starts <= today + SOON_DAYS), scores * SOON, scores)
        scores = np.where((read != NEVER) & (read >= today - READ_DAYS), scores * READ, scores)
    order = np.lexsort((rows, -scores))
    rows, over = rows[order], over[order]
    # What is over keeps below every event that comes, and both stand where events stood: a guide is not pushed by either.
    events = np.flatnonzero(columns.over_on[rows] != NEVER)
    below = np.zeros(len(rows), np.bool_)
    below[events] = _sunk(rows[events], over[events], names)
    order = events[np.argsort(below[events], kind="stable")]
    rows[events], over[events], below[events] = rows[order], over[order], below[order]
    return Ranked(rows, over, below)
