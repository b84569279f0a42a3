"""The headers of every answer."""

import base64
import hashlib
from functools import cache

from flask import Flask, Response, request

from theme.scripts import script
from theme.styles import stylesheet

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HANDBOOK_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; frame-ancestors 'none'"
)
SENSITIVE = ("complaints", "go", "diary", "cases", "leave", "read", "resume", "mine")


def _allowed(content: str) -> str:
    """Return the source expression that allows exactly the inline `content` (Content Security Policy Level 3)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


@cache
def _handbook_policy() -> str:
    return HANDBOOK_POLICY.format(script=_allowed(script("age")), style=_allowed(stylesheet()))


def _is_sensitive(path: str) -> bool:
    parts = path.strip("/").split("/")
    return any(part in SENSITIVE for part in parts[1:4])


def add_headers(response: Response) -> Response:
    """Close every door that the pages do not use; a sensitive page leaves no copy and no referrer."""
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy", _handbook_policy() if request.path.endswith("/handbook.html") else POLICY
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), interest-cohort=()"
    headers["Referrer-Policy"] = "no-referrer" if _is_sensitive(request.path) else "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if _is_sensitive(request.path) or request.method == "POST":
        headers["Cache-Control"] = "no-store"
    else:
        headers.setdefault("Cache-Control", "no-store" if response.status_code >= 400 else "no-cache")
    return response


def install(app: Flask) -> None:
    """Put the headers on every answer of `app`."""
    app.after_request(add_headers)
