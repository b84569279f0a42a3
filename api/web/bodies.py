"""How the server holds what is sent to it while it arrives: in memory, within a limit for its address, and within one for all."""

import threading
from collections.abc import Callable
from io import BytesIO
from typing import ClassVar

from waitress.parser import HTTPRequestParser
from waitress.receiver import ChunkedReceiver, FixedStreamReceiver
from waitress.utilities import Error

from api.web.uploads import MOST_BYTES, MOST_BYTES_READ

MOST_BYTES_HELD = 160 * 1024 * 1024
"""What may lie in memory of all bodies together."""
IN_MEMORY = {
    "max_request_body_size": MOST_BYTES_READ,
    "inbuf_overflow": MOST_BYTES_READ,
    "outbuf_overflow": MOST_BYTES_READ,
}
"""What waitress is told: above an overflow it would put what somebody sends, or what the desk reads, into a temporary file, in clear."""


class _BusyError(Error):  # type: ignore[misc]
    """More arrives at once than memory is to hold."""

    code = 503
    reason = "Service Unavailable"


class Body:
    """What has arrived of one body: of one that is longer than `most` its beginning, and how long it was."""

    held: ClassVar[int] = 0
    """Bytes in memory of all bodies together."""
    _lock: ClassVar[threading.RLock] = threading.RLock()

    def __init__(self, most: int) -> None:
        self.most = most
        self._length = 0
        self._content = BytesIO()

    def __len__(self) -> int:
        """Return how much has arrived, kept or not."""
        return self._length

    def append(self, data: bytes) -> None:
        """Add what has just arrived."""
        room = max(0, self.most - self._length)
        self._length += len(data)
        self._count(self._content.write(data[:room]))

    def getfile(self) -> BytesIO:
        """Return what was kept, from its beginning."""
        self._content.seek(0)
        return self._content

    def close(self) -> None:
        """Forget what was kept."""
        self._count(-self._content.seek(0, 2))
        self._content = BytesIO()

    def __del__(self) -> None:
        """Count no longer what a broken connection has left."""
        self.close()

    @classmethod
    def _count(cls, more: int) -> None:
        with cls._lock:
            cls.held += more


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads one request into a `Body`."""

    most_bytes: Callable[[str], int]
    body_rcv: FixedStreamReceiver | ChunkedReceiver | None
    path: str

    def parse_header(self, header_plus: bytes) -> None:
        """Read the header, then know from the address how long the body may be."""
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            body = Body(self.most_bytes(self.path))
            self.body_rcv = ChunkedReceiver(body) if self.chunked else FixedStreamReceiver(self.content_length, body)

    def received(self, data: bytes) -> int:
        """Take what has arrived; where memory gets short, long bodies are cut off, and forms pass all the same."""
        consumed: int = super().received(data)
        if Body.held > MOST_BYTES_HELD and self.body_rcv is not None and len(self.body_rcv) > MOST_BYTES:
            self.close()
            self.error, self.completed = _BusyError("Please try again in a minute."), True
        return consumed


def parser(most_bytes: Callable[[str], int]) -> type[HTTPRequestParser]:
    """Return what waitress reads requests with, for a service that takes bodies as long as `most_bytes` of their path says."""
    found: type[HTTPRequestParser] = type("Parser", (_Parser,), {"most_bytes": staticmethod(most_bytes)})
    return found
