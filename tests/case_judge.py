"""A plain reading of the rules of closing, by which a test judges: it shares no code with what it judges."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from api.domain.cases import Event
from api.services.case_records import Record


@dataclass
class Reading:
    """A history, step by step: `counts` is what truly happened, `faults` is what is wrong with the closings."""

    category: str
    is_linked: bool
    contacted: bool = False
    withdrawn: bool = False
    contested: bool = False
    closed: bool = False
    proposer: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def read(self, event: Event) -> None:
        """Take in one event."""
        match event.step:
            case "closed":
                self.faults += self._faults(event)
                self.counts["confirmed" if self.proposer else "closed by one"] += 1
                self.counts["closed after a contest"] += self.contested
                self.closed, self.contested, self.proposer = True, False, ""
            case "written" if not self.withdrawn:
                self.contacted, self.closed, self.proposer = False, False, ""
            case "withdrawn" if not self.closed:
                self.counts["withdrawn"] += 1
                self.withdrawn, self.proposer = True, ""
            case "contested" if self.closed or self.withdrawn:
                self.counts["contested"] += 1
                self.contacted, self.closed, self.withdrawn, self.contested = False, False, False, True
                self.proposer = ""
            case "asked" | "answered":
                self.contacted, self.proposer = self.contacted or event.detail.own_language, ""
            case "proposed":
                self.counts["proposed"] += 1
                self.proposer = event.officer
            case "refused" | "referred":
                self.counts[event.step] += 1
                self.proposer = ""

    def _faults(self, event: Event) -> Iterator[str]:
        reason, seen = event.detail.reason, set(event.detail.evidence) - {"respondent-word", "broker-word"}
        if self.closed:
            yield "closed twice"
        if self.withdrawn and reason != "withdrawn":
            yield "withdrawn, and closed for another reason"
        if not self.withdrawn and (not seen or reason in {"", "nonsense", "withdrawn"} or not self.contacted):
            yield f"without evidence, reason or contact: {event}"
        is_paper = not self.withdrawn and seen <= {"employer-documents", "records", "authority-report"}
        is_forced = self.withdrawn and self.category in {"papers", "violence"}
        needs_second = self.is_linked or is_paper or is_forced or self.contested
        if needs_second and self.proposer in {"", event.officer}:
            yield f"by one officer alone: {event}"
        if self.contested and event.officer != "ho":
            yield f"contested, and not closed by a chief: {event}"


def reading(case: Record, *, is_linked: bool) -> Reading:
    """Return the history of `case` as it is read from its beginning."""
    found = Reading(case.row["category"], is_linked)
    for event in sorted(case.history, key=lambda each: (each.letters, bool(each.officer))):
        found.read(event)
    return found
