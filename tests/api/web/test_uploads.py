"""Files that are sent reach a page through memory alone, and only where files are taken."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask, Request, request
from flask.testing import FlaskClient
from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser

from api.domain.files import MOST_BYTES as MOST_BYTES_OF_A_FILE
from api.domain.files import Reason
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.web.bodies import IN_MEMORY, MOST_BYTES_HELD, Body, parser
from api.web.desk import create_desk
from api.web.factory import create_app
from api.web.uploads import (
    MOST_BYTES,
    MOST_BYTES_WITH_FILE,
    MemoryRequest,
    PublicRequest,
    most_bytes,
    one_file,
    refusal,
)
from i18n.languages import LANGUAGES
from tests.support import publish

FILES = "/vi/go/file"
NINE_MEGABYTES = bytes(range(256)) * 4 * 1024 * 9
BOUNDARY = "a-line-between"
RECEIVED = 8192
"""Bytes that waitress takes from the network at a time."""
_opened: list[str] = []
_is_watched = [False]


def _watch(event: str, details: tuple[object, ...]) -> None:
    if _is_watched[0] and event in {"open", "tempfile.mkstemp", "tempfile.mkdtemp"}:
        _opened.append(f"{event} {details}")


sys.addaudithook(_watch)


@contextmanager
def _files_opened() -> Iterator[list[str]]:
    """Yield the list of files that Python opens meanwhile."""
    _opened.clear()
    _is_watched[0] = True
    yield _opened
    _is_watched[0] = False


def _app(kind: type[Request]) -> Flask:
    """Return a page that says which answer came, and how long the file was or that there was none."""
    app = Flask("uploads")
    app.request_class = kind
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES_OF_A_FILE + MOST_BYTES

    @app.post("/<path:_>")
    def _take(_: str) -> str:
        content = one_file("file")
        return f"{request.form.get('answer', '')} {'none' if content is None else len(content)}".strip()

    return app


def _multipart(content: bytes, name: str = "file", filename: str = "Nguyen.jpg") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def _sent(client: FlaskClient, path: str, body: bytes) -> str:
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={BOUNDARY}").text


def _read(path: str, body: bytes, *, chunked: bool = False) -> HTTPRequestParser:
    """Return the request after waitress has read it, piece by piece as from a network."""
    size = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\n{size}\r\n\r\n".encode()
    sent = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n" if chunked else body
    request = parser(most_bytes)(Adjustments(**IN_MEMORY))
    request.received(head)
    for start in range(0, len(sent), RECEIVED):
        if not request.completed:
            request.received(sent[start : start + RECEIVED])
    return request


def test_nine_megabytes_arrive_without_a_file_being_opened() -> None:
    """From the network to the page 9 MB pass through memory; with werkzeug's own request a temporary file is seen at once."""
    clients = {kind: _app(kind).test_client() for kind in (PublicRequest, MemoryRequest, Request)}
    body = _multipart(NINE_MEGABYTES)
    for client in clients.values():
        assert _sent(client, FILES, _multipart(b"x")) == "1"  # everything is imported
    with _files_opened() as opened:
        request = _read(FILES, body)
        arrived = request.get_body_stream().read()
        assert _sent(clients[PublicRequest], FILES, arrived) == str(len(NINE_MEGABYTES))
        assert _sent(clients[MemoryRequest], FILES, arrived) == str(len(NINE_MEGABYTES))
        assert opened == []
        assert _sent(clients[Request], FILES, arrived) == str(len(NINE_MEGABYTES))
        assert opened
    assert arrived == body


@pytest.mark.parametrize("path", [FILES, "/zh-hant/go/mine", "/th/cases"])
def test_a_file_of_ten_megabytes_is_taken_where_files_are(path: str) -> None:
    """A file as large as it may be passes, with its form around it; of a longer one there is a byte too many, and no more."""
    client = _app(PublicRequest).test_client()
    assert _sent(client, path, _multipart(b"x" * MOST_BYTES_OF_A_FILE)) == str(MOST_BYTES_OF_A_FILE)
    assert _sent(client, path, _multipart(b"x" * 25_000_000)) == str(MOST_BYTES_OF_A_FILE + 1)


@pytest.mark.parametrize(
    "path", ["/vi/complaints/file", "/vi/go/on", "/vi/go/file/x", "/vi/courses/cases", "/api/v1/cases"]
)
def test_no_other_address_takes_more_than_a_form(path: str) -> None:
    """256 KB is the end everywhere else, for the page and for the server, which keeps nothing behind it."""
    client = _app(PublicRequest).test_client()
    assert _sent(client, path, _multipart(b"x" * (MOST_BYTES - 1000))) == str(MOST_BYTES - 1000)
    assert "413" in _sent(client, path, _multipart(b"x" * MOST_BYTES))
    assert _read(path, b"x" * (MOST_BYTES + 1)).get_body_stream().read() == b"x" * MOST_BYTES


def test_where_files_are_taken_a_form_without_one_stays_a_form() -> None:
    """300 KB that are no form with a file are refused at the same address."""
    client = _app(PublicRequest).test_client()
    assert client.post(FILES, data={"answer": "x" * 300_000}).status_code == 413


@pytest.mark.parametrize("chunked", [False, True])
def test_a_file_that_is_far_too_big_does_not_cost_the_answers_beside_it(*, chunked: bool) -> None:
    """Of a video of 25 MB the server keeps 10.25 MB; the page gets the answers before it, and a file that is too big."""
    body = _multipart(b"x" * 25_000_000)
    answer = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="answer"\r\n\r\nkept\r\n'.encode()
    request = _read(FILES, answer + body, chunked=chunked)
    assert (request.completed, request.error) == (True, None)
    kept = request.get_body_stream()
    assert len(kept.getvalue()) == MOST_BYTES_WITH_FILE
    said = (
        _app(PublicRequest)
        .test_client()
        .post(
            FILES,
            input_stream=kept,
            content_length=int(request.headers["CONTENT_LENGTH"]),
            content_type=f"multipart/form-data; boundary={BOUNDARY}",
            environ_overrides={"wsgi.input_terminated": True},
        )
    )
    assert said.text == f"kept {MOST_BYTES_OF_A_FILE + 1}"


def test_too_many_files_at_once_are_cut_off_and_forms_still_pass() -> None:
    """When 160 MB lie in memory the next file is answered 503 and a form is not; what is served or broken off counts no more."""
    before = Body.held
    held = [_read(FILES, NINE_MEGABYTES) for _ in range(MOST_BYTES_HELD // len(NINE_MEGABYTES))]
    assert all(request.error is None for request in held)
    cut_off = _read(FILES, NINE_MEGABYTES)
    assert cut_off.error.code == 503
    assert _read("/vi/complaints/file", b"what=x").error is None
    held.pop().close()
    assert _read(FILES, NINE_MEGABYTES).error is None
    held.clear()
    del cut_off
    assert Body.held == before


def test_a_field_without_a_choice_is_no_file() -> None:
    """A browser sends an empty file without a name for it; an empty file that was chosen is one, and refused later."""
    client = _app(PublicRequest).test_client()
    assert _sent(client, FILES, _multipart(b"", filename="")) == "none"
    assert _sent(client, FILES, _multipart(b"x", name="other")) == "none"
    assert _sent(client, FILES, _multipart(b"")) == "0"


def test_a_refusal_is_said_with_figures_of_the_reader() -> None:
    """Every reason has a sentence in every language, with its number and without a gap."""
    for language in LANGUAGES:
        said = {reason: refusal(reason, language) for reason in Reason}
        assert all(sentence and "%" not in sentence for sentence in said.values())
        assert "10" in said[Reason.TOO_BIG]
        assert "40" in said[Reason.TOO_MANY_PIXELS]


def test_both_services_keep_files_in_memory(tmp_path: Path, stores: tuple[Resources, DeskResources]) -> None:
    """The public service and the desk read requests as tested here, and a longer form is refused in words as before."""
    publish(tmp_path, [])
    service = create_app(Published(tmp_path), stores[0])
    assert service.request_class is PublicRequest
    addresses = service.url_map.bind("localhost")
    assert all(addresses.test(path, "POST") for path in ("/vi/go/file", "/vi/go/mine", "/vi/cases"))
    assert issubclass(create_desk(Published(tmp_path), stores[1], b"test").request_class, MemoryRequest)
    answer = service.test_client().post("/api/v1/cases", data=b"x" * (MOST_BYTES + 1), content_type="application/json")
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"
