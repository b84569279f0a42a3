"""A sheet as PDF, where the press is at hand: made in a child process, so that nothing of its words stays in this one.

WeasyPrint needs Pango from the system and is no requirement of the service, so a machine without it offers printing by the
browser alone.
"""

import threading
from ctypes.util import find_library
from importlib.util import find_spec

from api.services.cleaning import in_child
from api.services.confining import NEWLINE

IS_AT_HAND = find_spec("weasyprint") is not None and find_library("pango-1.0") is not None
MOST_SECONDS = 20.0
MOST_WAITING = 4
"""How many may wait for the press. A sheet takes a second of one core; whoever comes then is told to print with the browser."""
_press = threading.BoundedSemaphore(1)
_places = threading.BoundedSemaphore(MOST_WAITING)


def can_print() -> bool:
    """Return whether this machine makes PDF."""
    return IS_AT_HAND


def pdf(html: str) -> bytes | None:
    """Return `html` as tagged PDF (PDF/UA-1); None if there is no press, or too many wait for it."""
    if not IS_AT_HAND or not _places.acquire(blocking=False):
        return None
    try:
        with _press:
            given = in_child("api.services.typesetting", html.encode(), seconds=MOST_SECONDS) or b""
    finally:
        _places.release()
    made = given.partition(NEWLINE)[2]
    return made if made.startswith(b"%PDF-") else None
