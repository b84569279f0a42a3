"""Who may open the envelope with a complainant's name: who asked with a reason, once a second officer agreed, for a day."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from api.domain.cases import Event, ordered
from i18n.messages import mark

OPEN_FOR = dt.timedelta(hours=24)

NAME_REASONS: Mapping[str, str] = {
    "danger": mark("Somebody is in danger"),
    "statement": mark("A statement has to be taken"),
    "payment": mark("Money is to be paid to this person"),
    "identity": mark("An authority asks by law"),
    "asked": mark("The complainant asked for it"),
}


@dataclass(frozen=True)
class Access:
    """One asking for the name, and what came of it; granted, it opens `until` a moment."""

    state: Literal["none", "asked", "granted", "refused"] = "none"
    asker: str = ""
    reason: str = ""
    second: str = ""
    until: dt.datetime | None = None

    def is_open(self, officer: str, now: dt.datetime) -> bool:
        """Return whether `officer` may open the name now."""
        return self.state == "granted" and self.asker == officer and self.until is not None and now < self.until


def askings(history: Sequence[Event]) -> Iterator[Access]:
    """Yield the last asking of each officer."""
    found: dict[str, Access] = {}
    for event in ordered(history):
        if event.step == "name-asked":
            found[event.officer] = Access("asked", event.officer, event.detail.reason)
        elif event.step in {"name-granted", "name-refused"} and event.detail.whom in found:
            asked = found[event.detail.whom]
            is_granted = event.step == "name-granted"
            until = event.at + OPEN_FOR if is_granted else None
            state: Literal["granted", "refused"] = "granted" if is_granted else "refused"
            found[asked.asker] = Access(state, asked.asker, asked.reason, event.officer, until)
    yield from found.values()


def access(history: Sequence[Event], officer: str) -> Access:
    """Return the last asking of `officer`."""
    return next((each for each in askings(history) if each.asker == officer), Access())


def waiting(history: Sequence[Event]) -> list[Access]:
    """Return the askings that wait for a second officer."""
    return [each for each in askings(history) if each.state == "asked"]
