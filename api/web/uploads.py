"""How a file that somebody hands in reaches a page: through memory alone, and only where files are taken."""

import re
from io import BytesIO
from typing import IO, cast
from wsgiref.types import WSGIEnvironment

from flask import Request, request

from api.domain.files import MOST_BYTES as MOST_BYTES_OF_A_FILE
from api.domain.files import REFUSALS, Reason
from i18n import formats
from i18n.languages import Language
from i18n.messages import translate

MOST_BYTES = 256 * 1024
"""What any form can ever hold."""
MOST_BYTES_WITH_FILE = MOST_BYTES_OF_A_FILE + MOST_BYTES
"""What is kept of a form with a file; the rest is read and thrown away, so that the answers before it are not lost."""
MOST_BYTES_READ = 256 * 1024 * 1024
"""A longer body is cut off without a page that says so."""
TAKES_FILES = re.compile(r"/[a-z-]+/(go/mine|(go|cases)/([a-z-]+/)?files?|cases)")
"""The addresses to which one file may be sent at a time; no other takes more than a form."""


def most_bytes(path: str) -> int:
    """Return how much is kept of a body that is sent to `path`."""
    return MOST_BYTES_WITH_FILE if TAKES_FILES.fullmatch(path) else MOST_BYTES


class _Beginning(BytesIO):
    """The beginning of a file: as much as may be taken, and one byte that tells that it is too big."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Keep what there is room for, and take the rest for written."""
        super().write(data[: MOST_BYTES_OF_A_FILE + 1 - self.tell()])
        return len(data)


class _Ended:
    """What was sent, and the end of its form: it is missing where the server threw the end away."""

    def __init__(self, sent: IO[bytes], end: bytes) -> None:
        self._sent = sent
        self._end = end

    def read(self, size: int = -1) -> bytes:
        """Return what comes next."""
        if data := self._sent.read(size):
            return data
        end, self._end = self._end, b""
        return end


class MemoryRequest(Request):
    """A request whose files lie in memory: werkzeug would put larger ones into a temporary file, in clear."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return _Beginning()


class PublicRequest(MemoryRequest):
    """A request to the public service, which may be longer than a form only where files are taken."""

    def __init__(self, environ: WSGIEnvironment, *more: bool) -> None:
        super().__init__(environ, *more)
        self.has_file = bool(TAKES_FILES.fullmatch(self.path)) and self.mimetype == "multipart/form-data"
        self.max_content_length = MOST_BYTES_READ if self.has_file else MOST_BYTES

    def _get_stream_for_parsing(self) -> IO[bytes]:
        sent = super()._get_stream_for_parsing()
        end = f"\r\n--{self.mimetype_params.get('boundary', '')}--\r\n".encode()
        return cast(IO[bytes], _Ended(sent, end)) if self.has_file else sent


def one_file(field: str) -> bytes | None:
    """Return the file that was sent as `field`, or None if none was chosen. Its name and declared type are not looked at.

    Of a file that is too big it is the beginning, a byte longer than a file may be. Fields that stand before it are kept.
    """
    sent = request.files.get(field)
    if not sent or not sent.filename:  # how a browser sends a field without a choice
        return None
    content = sent.stream.read()
    was_cut = (request.content_length or 0) > MOST_BYTES_WITH_FILE
    return content.ljust(MOST_BYTES_OF_A_FILE + 1) if was_cut else content


def refusal(reason: Reason, language: Language) -> str:
    """Return the sentence that says why a file was not taken, and what to send instead."""
    said = REFUSALS[reason]
    figures = {name: formats.number(value, language) for name, value in said.values.items() if isinstance(value, int)}
    return translate(said.text, language, **figures)
