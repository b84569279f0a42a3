"""How something is made once, by whichever thread needs it first."""

import threading
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Return a function that gives what `make` makes; it is called once, however many threads ask at the same time."""
    lock, made = threading.Lock(), list[Made]()

    def get() -> Made:
        if not made:
            with lock:
                if not made:
                    made.append(make())
        return made[0]

    return get
