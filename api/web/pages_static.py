"""The printed pages, sent as they lie on the disk: compressed where the browser takes it, for ever where the name says so."""

import mimetypes

from flask import Blueprint, Response, abort, current_app, redirect, request
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.security import safe_join

from api.web.context import snapshot

LONGEST = 200
bp = Blueprint("printed", __name__)
mimetypes.add_type("text/calendar", ".ics")
mimetypes.add_type("application/atom+xml", ".atom")


@bp.get("/")
@bp.get("/<path:path>")
def printed(path: str = "") -> Response:
    """Send the printed file at `path`; a folder is its index page."""
    site = snapshot().site
    if safe_join(str(site), path) is None or len(path.encode()) > LONGEST:
        abort(404)
    target = site / path
    # A form may be printed at the address that takes it.
    if not target.exists() and "POST" in current_app.url_map.bind("").allowed_methods(f"/{path}"):
        raise MethodNotAllowed(["POST"])
    if target.is_dir():
        if path and not path.endswith("/"):
            return redirect(f"/{path}/", 308)  # type: ignore[return-value]
        path = f"{path}index.html"
        target = site / path
    if not target.is_file() or path.endswith(".br"):
        abort(404)
    mimetype = mimetypes.guess_type(path)[0] or "application/octet-stream"
    packed = target.with_name(target.name + ".br")
    is_packed = bool(request.accept_encodings["br"]) and packed.is_file()
    # Pages are small: they are read whole, so that a switch of builds never meets a half-read file.
    response = Response((packed if is_packed else target).read_bytes(), mimetype=mimetype)
    if is_packed:
        response.headers["Content-Encoding"] = "br"
    response.headers["Vary"] = "Accept-Encoding"
    if path.startswith("static/"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.add_etag()
    response.make_conditional(request)
    return response
