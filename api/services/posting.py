"""How a letter leaves the house: by a mail server, or into a folder; each sender says what came of it."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Literal, Protocol

Channel = Literal["email", "sms"]
Outcome = Literal["sent", "kept", "later", "never", "down", "unsure"]
"""Taken over; laid aside, not sent; this letter later; this letter never; nobody there; cut off in the act, so it may have arrived."""

HOST = "labour-harbour"
TIMEOUT = 30.0
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class Parcel:
    """One letter, ready to go. `id` is the same at every try; `calendar` is a calendar file that goes with it."""

    id: str
    channel: Channel
    to: str
    subject: str
    text: str
    tag: str
    at: datetime
    calendar: bytes = b""


class Sender(Protocol):
    """Whoever carries letters away."""

    def send(self, parcel: Parcel) -> Outcome:
        """Hand `parcel` over and return what came of it; what is expected to go wrong is an outcome, not an exception."""


def as_email(parcel: Parcel, mail_from: str) -> EmailMessage:
    """Return `parcel` as a message. No header holds a word that a reader typed, but for the checked address."""
    message = EmailMessage(policy=_HEADERS)
    message["From"] = mail_from
    message["To"] = parcel.to
    message["Subject"] = " ".join(parcel.subject.split())
    message["Date"] = format_datetime(parcel.at)
    message["Message-ID"] = f"<{parcel.id}@{HOST}>"
    message["Auto-Submitted"] = "auto-generated"
    # Lines in Thai are long and have no space at which a server could break them.
    message.set_content(parcel.text, cte="base64")
    if parcel.calendar:
        message.add_attachment(
            parcel.calendar,
            maintype="text",
            subtype="calendar",
            filename="calendar.ics",
            params={"charset": "utf-8"},
        )
    # After the parts are in place: they take every such header with them.
    message["Content-Language"] = parcel.tag
    return message


@dataclass(frozen=True)
class FileSender:
    """Writes each letter into a file of its own; the same letter again is the same file. None of them has gone anywhere."""

    folder: Path
    mail_from: str

    def forget(self, before: datetime) -> int:
        """Erase the letters that were written before a moment, and return how many there were."""
        old = [each for each in self.folder.glob("*") if each.stat().st_mtime < before.timestamp()]
        for each in old:
            each.unlink(missing_ok=True)
        return len(old)

    def send(self, parcel: Parcel) -> Outcome:
        """Keep `parcel`, readable by the owner only."""
        is_email = parcel.channel == "email"
        content = bytes(as_email(parcel, self.mail_from)) if is_email else f"{parcel.to}\n{parcel.text}\n".encode()
        target = self.folder / f"{parcel.id}.{'eml' if is_email else 'txt'}"
        draft = target.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            draft.replace(target)
        except OSError:
            return "down"
        return "kept"


@dataclass(frozen=True)
class SmtpSender:
    """Hands each letter to a mail server (RFC 5321), encrypted and with its certificate checked where the server offers that.

    A server on this very machine is spoken to in plain words: they go nowhere.
    """

    host: str
    port: int
    mail_from: str
    timeout: float = TIMEOUT

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        client = smtplib.SMTP(self.host, self.port, local_hostname=HOST, timeout=self.timeout)
        try:
            client.ehlo_or_helo_if_needed()
            if client.has_extn("starttls") and self.host not in _LOOPBACK:
                client.starttls(context=ssl.create_default_context())
                client.ehlo()
            yield client
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
        finally:
            client.close()

    def send(self, parcel: Parcel) -> Outcome:
        """Hand `parcel` over. A server that refuses us, rather than this letter, counts as down: no letter is lost to it."""
        outcome: Outcome = "down"
        content = bytes(as_email(parcel, self.mail_from))
        try:
            with self._connected() as client:
                if client.mail(parseaddr(self.mail_from)[1])[0] != 250:
                    return "down"
                code = client.rcpt(parcel.to)[0]
                if code not in {250, 251}:
                    return _refused(code)
                outcome = "unsure"
                code = client.data(content)[0]
                outcome = "sent" if code == 250 else _refused(code)
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code)
        except (OSError, smtplib.SMTPException):
            return outcome
        return outcome


def _refused(code: int) -> Outcome:
    """Return what a reply other than "done" means (RFC 5321, section 4.2.1)."""
    if code == 421:
        return "down"
    return "never" if code >= 500 else "later"
