"""stub"""

from flask import request


def one_file(field: str) -> bytes | None:
    """Return."""
    found = request.files.get(field)
    content = found.read() if found else b""
    return content or None
