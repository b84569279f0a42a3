"""What happened to a complaint, in order, and what state it is in: derived from its events, kept nowhere."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from i18n.messages import mark

Step = Literal[
    "lodged", "written", "withdrawn", "contested", "contact",
    "opened", "asked", "answered", "referred", "proposed", "refused", "closed",
    "name-asked", "name-granted", "name-refused", "name-opened",
]  # fmt: skip
"""The first five are the complainant's (`contact`: another way to be reached), the others an officer's."""
State = Literal["received", "assigned", "asked", "answered", "referred", "proposed", "closed", "contested", "withdrawn"]

STATE_WORDS: dict[State, str] = {
    "received": mark("Received. Nobody has opened it yet."),
    "assigned": mark("An officer has opened it."),
    "asked": mark("There is a question for you."),
    "answered": mark("There is an answer for you."),
    "referred": mark("It was passed on to whoever is responsible."),
    "proposed": mark("A second officer checks whether it can be closed."),
    "closed": mark("Closed."),
    "contested": mark("You contested the closing. It is open again and lies with the section chief."),
    "withdrawn": mark("You withdrew it."),
}
"""What a complainant reads."""

DESK_STATE_WORDS: dict[State, str] = {
    "received": mark("new"),
    "assigned": mark("being handled"),
    "asked": mark("waits for the complainant"),
    "answered": mark("answered"),
    "referred": mark("referred"),
    "proposed": mark("waits for a second officer"),
    "closed": mark("case closed"),
    "contested": mark("closing contested"),
    "withdrawn": mark("withdrawn"),
}
"""What an officer reads."""


@dataclass(frozen=True)
class Detail:
    """What there is to say of a step, in codes and never in words."""

    reason: str = ""
    evidence: tuple[str, ...] = ()
    unit: str = ""
    authority: str = ""
    own_language: bool = False
    labels: tuple[str, ...] = ()
    is_result: bool = False
    whom: str = ""


NO_DETAIL = Detail()


@dataclass(frozen=True)
class Event:
    """One step in the history of a case; `officer` is empty for what the complainant did.

    Times on what a complainant wrote are coarse (the hour), so they do not order it: `letters` does, the number of letters
    that had arrived (for a letter, itself included).
    """

    step: Step
    letters: int
    officer: str = ""
    at: dt.datetime = dt.datetime.min  # noqa: DTZ901 - the bureau's own time, without a zone
    detail: Detail = NO_DETAIL


@dataclass(frozen=True)
class Standing:
    """Where a case stands.

    `contacted`: since the last letter an officer wrote to the complainant in their own language. `proposal` waits for a
    second officer; `closing` is there as long as the case is closed.
    """

    unit: str
    state: State = "received"
    letters: int = 0
    is_opened: bool = False
    is_withdrawn: bool = False
    is_contested: bool = False
    contacted: bool = False
    proposal: Event | None = None
    closing: Event | None = None

    def moved(self, to: State) -> State:
        """Return the state after an officer moved it `to`: a withdrawal is ended by a closing only."""
        return "withdrawn" if self.is_withdrawn else to


def ordered(history: Sequence[Event]) -> list[Event]:
    """Return `history` in order: after each letter what officers did before the next one arrived."""
    return sorted(history, key=lambda event: (event.letters, bool(event.officer)))


def _arrived(now: Standing, event: Event) -> Standing:
    return replace(now, letters=event.letters)


def _written(now: Standing, event: Event) -> Standing:
    if now.is_withdrawn:
        return replace(now, letters=event.letters, contacted=False)
    state: State = "contested" if now.state == "contested" else "assigned" if now.is_opened else "received"
    return replace(now, state=state, letters=event.letters, contacted=False, proposal=None, closing=None)


def _withdrawn(now: Standing, event: Event) -> Standing:
    if now.state == "closed":
        return replace(now, letters=event.letters)
    return replace(now, state="withdrawn", letters=event.letters, is_withdrawn=True, contacted=False, proposal=None)


def _contested(now: Standing, event: Event) -> Standing:
    """Open a closed case again, and a withdrawn one: somebody may have been made to withdraw it."""
    if now.state not in CONTESTABLE:
        return _written(now, event)
    return Standing(now.unit, "contested", event.letters, is_opened=now.is_opened, is_contested=True)


def _opened(now: Standing, event: Event) -> Standing:
    del event
    return replace(now, state="assigned" if now.state == "received" else now.state, is_opened=True)


def _wrote(to: State) -> Callable[[Standing, Event], Standing]:
    def after(now: Standing, event: Event) -> Standing:
        contacted = now.contacted or event.detail.own_language
        return replace(now, state=now.moved(to), is_opened=True, contacted=contacted, proposal=None)

    return after


def _referred(now: Standing, event: Event) -> Standing:
    # Whoever gets it has not opened it; what another authority gets stays ours until it is closed.
    is_opened = now.is_opened if event.detail.authority else False
    unit = event.detail.unit or now.unit
    return replace(now, state=now.moved("referred"), unit=unit, is_opened=is_opened, proposal=None)


def _proposed(now: Standing, event: Event) -> Standing:
    return replace(now, state=now.moved("proposed"), proposal=event)


def _refused(now: Standing, event: Event) -> Standing:
    del event
    back: State = "contested" if now.is_contested else "assigned"
    return replace(now, state=now.moved(back), proposal=None)


def _closed(now: Standing, event: Event) -> Standing:
    return replace(now, state="closed", is_opened=True, is_contested=False, proposal=None, closing=event)


_AFTER: Mapping[Step, Callable[[Standing, Event], Standing]] = {
    "lodged": _arrived,
    "contact": _arrived,
    "written": _written,
    "withdrawn": _withdrawn,
    "contested": _contested,
    "opened": _opened,
    "asked": _wrote("asked"),
    "answered": _wrote("answered"),
    "referred": _referred,
    "proposed": _proposed,
    "refused": _refused,
    "closed": _closed,
}
"""What each step does; those about names change nothing."""

CONTESTABLE: frozenset[State] = frozenset({"closed", "withdrawn"})
"""The states in which the complainant may say: this is not over."""


def standing(history: Sequence[Event], unit: str = "") -> Standing:
    """Return where a case stands after `history`; it was filed with `unit`."""
    now = Standing(unit)
    for event in ordered(history):
        # Only its complainant opens a closed case again.
        if (after := _AFTER.get(event.step)) and not (now.closing and event.officer):
            now = after(now, event)
    return now


def state(history: Sequence[Event]) -> State:
    """Return the state of a case after `history`."""
    return standing(history).state
