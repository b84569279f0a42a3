"""The sheet of a resume as PDF, where the press is at hand.

WeasyPrint needs Pango from the system and is no requirement of the service, so a machine without it offers printing by the
browser alone. It is tried once, when the service starts, and never fetches anything: what a person wrote must not make it look.
"""

import threading
from typing import Any

try:
    from weasyprint import HTML
except (ImportError, OSError):  # not installed, or without Pango
    HTML = None

# A sheet takes a second of one core: one at a time, or a few presses would slow everybody down.
_press = threading.BoundedSemaphore(1)


class _NothingFetchedError(ValueError):
    """The sheet asked for a file or an address: it never needs one."""


def _refuse(url: str, *rest: Any, **more: Any) -> dict[str, Any]:
    del url, rest, more
    raise _NothingFetchedError


def can_print() -> bool:
    """Return whether this machine makes PDF."""
    return HTML is not None


def pdf(html: str) -> bytes:
    """Return `html` as PDF."""
    with _press:
        made: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf()
        return made
