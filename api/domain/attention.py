"""What at an offer needs somebody's attention at the desk, and how urgently."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from api.domain.offers import Offer
from api.domain.seats import Gate, has_begun, window
from i18n.messages import mark

Phase = Literal["before", "open", "closed", "not-held", "over"]
PHASES: Mapping[Phase, str] = {
    "open": mark("open"),
    "before": mark("not open yet"),
    "closed": mark("closed"),
    "not-held": mark("not held"),
    "over": mark("over"),
}
FLAGS: Mapping[str, str] = {
    "draw-today": mark("draw today"),
    "hold-ends": mark("a kept seat is soon given on"),
    "too-few": mark("fewer people than needed"),
    "closes-soon": mark("closes soon"),
}
"""What needs attention, the most urgent in front."""
SOON = dt.timedelta(days=2)
HOLD_SOON = dt.timedelta(hours=12)
DECIDE = dt.timedelta(days=7)
"""Days before the window closes or the first meeting in which it is decided whether a class with too few people is held."""


@dataclass(frozen=True)
class Standing:
    """In which phase an offer is, and what about it needs attention."""

    phase: Phase
    flags: tuple[str, ...] = ()

    @property
    def urgency(self) -> tuple[int, int]:
        """Return what offers are sorted by: the most urgent flag, then the phase."""
        flags, phases = list(FLAGS), list(PHASES)
        return (flags.index(self.flags[0]) if self.flags else len(flags), phases.index(self.phase))


def phase(offer: Offer, gate: Gate, now: dt.datetime) -> Phase:
    """Return in which phase `offer` is; what the desk decided (`gate`) overrules the announced times."""
    if gate == "not-held":
        return "not-held"
    if offer.meetings and now >= offer.meetings[-1].ends_at:
        return "over"
    return window(offer.opens_at, offer.closes_at, now, gate)


def standing(
    offer: Offer, gate: Gate, people: int, hold: dt.datetime | None, now: dt.datetime, *, is_drawn: bool = False
) -> Standing:
    """Return where `offer` stands: `people` hold a seat or have entered, the first kept seat is given on at `hold`."""
    where = phase(offer, gate, now)
    if where in {"not-held", "over"}:
        return Standing(where)
    starts = offer.meetings[0].starts_at if offer.meetings else offer.closes_at + DECIDE
    decides_now = where != "before" and now >= min(offer.closes_at, starts) - DECIDE and not has_begun(offer, now)
    told = {
        "draw-today": offer.drawn_on == now.date() and not is_drawn,
        "hold-ends": hold is not None and hold - now <= HOLD_SOON,
        "too-few": decides_now and people < offer.minimum,
        "closes-soon": where == "open" and not gate and offer.closes_at - now <= SOON,
    }
    return Standing(where, tuple(flag for flag in FLAGS if told[flag]))
