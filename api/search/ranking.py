"""In which order found rows stand: by score, gently by kind and freshness, events that are over below those that come."""

import numpy as np
from numpy.typing import NDArray

from api.search.columns import NEVER, Columns, day_of

FLOOR = 0.25
"""Share of the best score below which a row shares some common word with the question and is no answer to it."""
SOON, SOON_DAYS = 1.06, 30
READ, READ_DAYS = 1.03, 366
"""What a page is worth more that is about to take place, or whose sources were read within the year."""


def ranked(
    rows: NDArray[np.integer], scores: NDArray[np.float32], columns: Columns, now: str
) -> tuple[NDArray[np.integer], NDArray[np.bool_]]:
    """Return the `rows` that answer, best first, and which of them are over on the day of `now` (empty: none is)."""
    if not len(rows):
        return rows, np.zeros(0, np.bool_)
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
    sunk = events[np.argsort(over[events], kind="stable")]
    rows[events], over[events] = rows[sunk], over[sunk]
    return rows, over
