"""How a file that somebody hands in reaches a page: through memory alone, and only where files are taken."""

import re
from io import BytesIO
from typing import IO
from wsgiref.types import WSGIEnvironment

from flask import Request, request
from werkzeug.exceptions import RequestEntityTooLarge

from api.domain.files import MOST_BYTES as MOST_BYTES_OF_A_FILE
from api.domain.files import REFUSALS, Reason
from i18n import formats
from i18n.languages import Language
from i18n.messages import translate

MOST_BYTES = 256 * 1024
"""What any form can ever hold."""
MOST_BYTES_WITH_FILE = MOST_BYTES_OF_A_FILE + MOST_BYTES
TAKES_FILES = re.compile(r"/[a-z-]+/(go/mine|(go|cases)/([a-z-]+/)?files?)")
"""The addresses to which one file may be sent at a time; no other takes more than a form."""


def most_bytes(path: str) -> int:
    """Return how long a body may be that is sent to `path`."""
    return MOST_BYTES_WITH_FILE if TAKES_FILES.fullmatch(path) else MOST_BYTES


class MemoryRequest(Request):
    """A request whose files lie in memory: werkzeug would put larger ones into a temporary file, in clear."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


class PublicRequest(MemoryRequest):
    """A request to the public service, which may be longer than a form only where files are taken."""

    def __init__(self, environ: WSGIEnvironment, *more: bool) -> None:
        super().__init__(environ, *more)
        self.max_content_length = most_bytes(self.path)


def is_too_long() -> bool:
    """Return whether more was sent than can be taken: then nothing of it can be read, and `request.form` would answer 413."""
    try:
        request.files  # noqa: B018 - reads the body
    except RequestEntityTooLarge:
        return True
    return False


def one_file(field: str) -> bytes | None:
    """Return the file that was sent as `field`, or None if none was chosen. Its name and declared type are not looked at."""
    sent = request.files.get(field)
    # A browser sends a field without a choice as a file without a name.
    if sent is None or not (sent.filename or sent.stream.read(1)):
        return None
    sent.stream.seek(0)
    return sent.stream.read()


def refusal(reason: Reason, language: Language) -> str:
    """Return the sentence that says why a file was not taken, and what to send instead."""
    said = REFUSALS[reason]
    figures = {name: formats.number(value, language) for name, value in said.values.items() if isinstance(value, int)}
    return translate(said.text, language, **figures)
