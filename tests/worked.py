"""A bureau with complaints in it: people file them with a receipt, members of staff act on them."""

from typing import Any

from api.domain.phrases import Part
from api.domain.staffing import Member, Role
from api.services import case_acts, case_closing, casework, complaining, returning
from api.services.case_acts import Done
from api.services.case_closing import Closing
from api.services.casework import OpenCase, QueueRow
from api.services.complaining import Lodged
from api.services.resources import DeskResources, Resources
from api.services.returning import CaseView
from tests.filing import filled
from tests.support import make_member

SEEN = ("site-visit", "complainant-statement")
"""Evidence with which one officer may close."""


def human(text: str = "Kami sudah menelepon.", lang: str = "id") -> list[Part]:
    """Return a reply that a human wrote in `lang`."""
    return [{"label": "human", "lang": lang, "text": text}]


class Bureau:
    """Service and desk, with presses that are counted so that each one counts."""

    def __init__(self, service: Resources, desk: DeskResources) -> None:
        self.service, self.desk = service, desk
        self.lin, self.chen = make_member("lin", "officer"), make_member("chen", "second")
        self.chief = make_member("wang", "chief")
        self._presses = 0

    def press(self) -> str:
        """Return a press of the button that there was not before."""
        self._presses += 1
        return f"press {self._presses}"

    def skip_presses(self, count: int) -> None:
        """Go on where a bureau of before had made `count` presses."""
        self._presses += count

    def lodge(
        self, door: str = "case", kind: str = "dispute", what: str = "Gaji tidak dibayar.", **parts: Any
    ) -> Lodged:
        """File a complaint in Indonesian."""
        lodged = complaining.lodge(self.service, filled(door, kind, what, **parts), "id", self.press())
        assert isinstance(lodged, Lodged), lodged
        return lodged

    def sees(self, lodged: Lodged) -> CaseView:
        """Return what the holder of the receipt sees."""
        view = returning.look_up(self.service, lodged.receipt)
        assert isinstance(view, CaseView)
        return view

    def row(self, lodged: Lodged, member: Member | None = None) -> QueueRow:
        """Return the row of a case in the queue."""
        rows = casework.queue(self.desk, member or self.chief, ())
        return next(row for row in rows if row.reference == lodged.reference)

    def opens(self, lodged: Lodged, member: Member | None = None) -> OpenCase:
        """Open a case as an officer."""
        case = casework.open_case(self.desk, member or self.lin, lodged.reference, ())
        assert case is not None
        return case

    def answers(self, lodged: Lodged, member: Member | None = None, **said: str) -> None:
        """Give the answer for which the clock runs."""
        parts = human(**said)
        who = member or self.lin
        assert case_acts.conclude(self.desk, who, lodged.reference, None, parts, self.press()) == Done("answered")

    def closes(
        self, lodged: Lodged, member: Member | None = None, reason: str = "corrected", evidence: Any = SEEN
    ) -> object:
        """Press the button that closes a case; return what came of it."""
        closing = Closing(reason, evidence)
        return case_closing.propose_close(self.desk, member or self.lin, lodged.reference, None, closing, self.press())

    def confirms(self, lodged: Lodged, member: Member | None = None) -> object:
        """Agree, as a second officer, that a case is closed."""
        return case_closing.confirm_close(self.desk, member or self.chen, lodged.reference, None, self.press())


def officer(name: str, role: Role = "officer", *units: str) -> Member:
    """Return a member of staff of certain `units`."""
    return make_member(name, role, units)
