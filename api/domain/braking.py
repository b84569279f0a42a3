"""How wrong tries to sign in slow down whoever makes them, and shut nobody else out."""

import datetime as dt

FREE_TRIES = 4
"""So many wrong tries in a row with one name from one network cost no wait."""
LONGEST_WAIT = dt.timedelta(minutes=15)
GUESSED_AT = 20
"""After so many wrong tries with one name from anywhere, a network from which it has not been tried waits once, shortly."""
FIRST_WAIT = dt.timedelta(seconds=3)
FORGOTTEN_AFTER = dt.timedelta(days=1)


def wait_after(tries: int) -> dt.timedelta | None:
    """Return how long to wait after the wrong try number `tries`: 2, 4, 8 seconds and so on, a quarter of an hour at most."""
    extra = tries - FREE_TRIES
    if extra <= 0:
        return None
    return min(LONGEST_WAIT, dt.timedelta(seconds=2 ** min(extra, 20)))


def first_wait(tries_anywhere: int) -> dt.timedelta | None:
    """Return how long the first try from a new network waits, when there were so many wrong ones from elsewhere."""
    return FIRST_WAIT if tries_anywhere >= GUESSED_AT else None
