"""Which POSTs come from our own pages: no other site may press a button for somebody (no cookie, no token needed)."""

from urllib.parse import urlsplit

from flask import Flask, abort, request


def is_foreign() -> bool:
    """Return whether a browser says that another site sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    # A page that sends no referrer sends the origin "null" with its own forms; old browsers send no origin at all.
    return origin not in {None, "null"} and urlsplit(origin or "").netloc != request.host


def install(app: Flask) -> None:
    """Refuse foreign writes."""

    @app.before_request
    def _refuse() -> None:
        if request.method not in {"GET", "HEAD", "OPTIONS"} and is_foreign():
            abort(403)
