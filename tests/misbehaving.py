"""A child that tries what no child may; it says "did" if it could."""

import os
import signal
import socket
import sys
from itertools import count, repeat
from pathlib import Path

from api.services.confining import answer


def _spin() -> None:
    for _ in count():
        pass


def _talk() -> None:
    for piece in repeat(b"\0" * 1_000_000):
        sys.stdout.buffer.write(piece)


ATTEMPTS = {
    "nothing": lambda: None,
    "memory": lambda: bytearray(300_000_000),
    "read": lambda: Path("/etc/hostname").read_bytes(),
    "write": lambda: Path("/tmp/harbour-child").write_bytes(b"x"),  # noqa: S108 - it may not
    "connect": lambda: socket.socket().connect(("127.0.0.1", 9)),
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "spin": _spin,
    "talk": _talk,
    "hang": signal.pause,
}

if __name__ == "__main__":

    def _attempt(content: bytes) -> tuple[str, bytes]:
        ATTEMPTS[sys.argv[1]]()
        return "did", repr(dict(os.environ)).encode() + content

    answer(_attempt, 300_000_000)
