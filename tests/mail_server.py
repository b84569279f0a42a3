"""A real mail server for tests: it listens on a port of its own, keeps what it takes, and fails as it is told."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """What the server took, and what it answers: `replies` are used up one by one, then it takes everything."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.replies: dict[str, list[str]] = {"MAIL": [], "RCPT": [], "DATA": []}
        self.hangs = 0
        self.connections = 0

    @property
    def messages(self) -> list[EmailMessage]:
        """Return what was taken, parsed."""
        return [message_from_bytes(raw, policy=default) for raw in self.taken]

    def _reply(self, step: str) -> str:
        return self.replies[step].pop(0) if self.replies[step] else "250 OK"

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, name: str, responses: list[str]) -> list[str]:  # noqa: N802
        """Greet."""
        del server, envelope
        session.host_name = name
        self.connections += 1
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        """Take the sender."""
        del server, session
        reply = self._reply("MAIL")
        if reply.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        """Take the recipient."""
        del server, session, options
        reply = self._reply("RCPT")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take the message; a hanging server has taken it and never says so."""
        del server, session
        reply = self._reply("DATA")
        if reply.startswith("250"):
            self.taken.append(envelope.content)
        if self.hangs:
            self.hangs -= 1
            await asyncio.sleep(3600)
        return reply


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """Yield a mailbox and the port on which its server listens."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
