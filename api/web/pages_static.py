"""The printed pages, sent as they lie on the disk: compressed where the browser takes it, for ever where the name says so."""

import mimetypes

from flask import Blueprint, Response, abort, redirect, request, send_from_directory
from werkzeug.security import safe_join

from api.web.context import snapshot

bp = Blueprint("printed", __name__)
mimetypes.add_type("text/calendar", ".ics")
mimetypes.add_type("application/atom+xml", ".atom")


def _headers(response: Response, path: str) -> Response:
    response.headers["Vary"] = "Accept-Encoding"
    if path.startswith("static/"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@bp.get("/")
@bp.get("/<path:path>")
def printed(path: str = "") -> Response:
    """Send the printed file at `path`; a folder is its index page."""
    site = snapshot().site
    found = safe_join(str(site), path)
    if found is None:
        abort(404)
    target = site / path
    if target.is_dir():
        if path and not path.endswith("/"):
            return redirect(f"/{path}/", 308)  # type: ignore[return-value]
        path = f"{path}index.html"
        target = site / path
    if not target.is_file() or path.endswith(".br"):
        abort(404)
    mimetype = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if request.accept_encodings["br"] and target.with_name(target.name + ".br").is_file():
        response = send_from_directory(site, path + ".br", mimetype=mimetype)
        response.headers["Content-Encoding"] = "br"
    else:
        response = send_from_directory(site, path, mimetype=mimetype)
    return _headers(response, path)
