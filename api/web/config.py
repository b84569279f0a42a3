"""Where this installation keeps its things; every setting has a working default."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from api.search.making import FORMATS, WHOOSH
from api.services.resources import clock_of

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"


@dataclass(frozen=True)
class Config:
    """Folders, ports, and the engine that keeps the index.

    `var` belongs to the service; `desk_var` to the desk, whose private key the service never reads.
    """

    output: Path
    var: Path
    desk_var: Path
    host: str = "127.0.0.1"
    port: int = 8000
    desk_port: int = 8001
    rehearsal: dt.datetime | None = None
    smtp: str = ""
    proxy: str = ""
    search: str = WHOOSH
    mail_from: str = "Labour Harbour <labour-harbour@localhost>"

    @property
    def carried(self) -> frozenset[str]:
        """Return by what this installation can send a message by itself: nothing without a mail server, and never by SMS."""
        return frozenset({"email"}) if self.smtp else frozenset()

    @property
    def letters(self) -> Path:
        """Return the folder into which letters to those who enrolled are written where nothing can send them."""
        return self.desk_var / "letters"

    @property
    def escrow(self) -> Path:
        """Return where the escrow key is made. It belongs into a safe, not onto this machine."""
        return self.desk_var.parent / "escrow"

    @property
    def strikes(self) -> Path:
        """Return the folder in which the staff leave for the service which words it must not list."""
        return self.var / "strikes"

    @property
    def heads(self) -> Path:
        """Return the folder into which the desk writes the signed heads of its audit, to be kept on another machine."""
        return self.desk_var / "heads"

    @property
    def database(self) -> Path:
        """Return the file that the service writes."""
        return self.var / "service.db"

    @property
    def desk_database(self) -> Path:
        """Return the file that the desk writes."""
        return self.desk_var / "desk.db"


class UnusableSettingError(ValueError):
    """The environment asks for something that there is not."""


def _engine() -> str:
    name = os.environ.get("HARBOUR_SEARCH", WHOOSH)
    if name not in FORMATS:
        raise UnusableSettingError(f"HARBOUR_SEARCH is one of {', '.join(FORMATS)}")
    return name


def from_environment() -> Config:
    """Return the configuration that the environment asks for. Raises UnusableSettingError.

    HARBOUR_OUTPUT, HARBOUR_VAR, HARBOUR_DESK_VAR, HOST, PORT, DESK_PORT; HARBOUR_NOW rehearses a moment.
    HARBOUR_SMTP=host:port is the mail server, for the desk, which sends, and for the service, which offers e-mail;
    HARBOUR_MAIL_FROM is whom letters come from.
    HARBOUR_SEARCH is the engine of the index: the same for everything that reads or writes it.
    HARBOUR_PROXY is the address of the one proxy before the service: what it says of its visitors is believed, nobody else.
    """
    var = Path(os.environ.get("HARBOUR_VAR", ROOT / "var" / "service"))
    return Config(
        output=Path(os.environ.get("HARBOUR_OUTPUT", ROOT / "output")),
        var=var,
        desk_var=Path(os.environ.get("HARBOUR_DESK_VAR", var.parent / "desk")),
        host=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        desk_port=int(os.environ.get("DESK_PORT", "8001")),
        rehearsal=dt.datetime.fromisoformat(moment) if (moment := os.environ.get("HARBOUR_NOW")) else None,
        smtp=os.environ.get("HARBOUR_SMTP", ""),
        proxy=os.environ.get("HARBOUR_PROXY", ""),
        search=_engine(),
        mail_from=os.environ.get("HARBOUR_MAIL_FROM", Config.mail_from),
    )


def today(timezone: str) -> dt.date:
    """Return the day that it is in `timezone`, or the rehearsed one."""
    return clock_of(timezone, from_environment().rehearsal)().date()
