"""Draw day at the desk: how far a round is, which step is to be done now, and by whom."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from api.services.desk_ordering import Told, history
from api.services.resources import DeskResources
from api.store import draws
from api.store.draws import Draw, Stage

Step = Literal["done", "now", "later"]
STEPS = 4


@dataclass(frozen=True)
class Round:
    """One round as the desk sees it: never the secret, and never what a colleague typed before both have.

    `mine` is what this officer typed last, `others` who else has typed. The list closes, one types, a second one types, seats are drawn.
    """

    name: str
    stage: Stage
    document: dict[str, Any]
    steps: tuple[Step, ...]
    mine: Told | None = None
    others: tuple[str, ...] = ()

    @property
    def seated(self) -> int:
        """Return how many entries got a seat."""
        return sum(1 for seat in self.document.get("seats", {}).values() if seat)

    @property
    def by_offer(self) -> dict[str, int]:
        """Return how many entries got a seat in each offer."""
        return Counter(seat["offer"] for seat in self.document.get("seats", {}).values() if seat)

    @property
    def differ(self) -> bool:
        """Return whether two members of staff have typed different numbers."""
        return self.mine is not None and self.mine.outcome == "numbers-differ"


def _steps(done: int, *, may_type: bool) -> tuple[Step, ...]:
    now = done if done != 1 or may_type else STEPS
    return tuple("done" if step < done else "now" if step == now else "later" for step in range(STEPS))


def _seen(draw: Draw, told: list[Told], officer: str, now: dt.datetime) -> Round:
    typed = [each for each in told if each.order.action == "numbers" and each.outcome in _COUNTED]
    mine = next((each for each in typed if each.order.officer == officer), None)
    others = tuple(sorted({each.order.officer for each in typed} - {officer}))
    done = {"announced": 0, "closed": 2 if typed else 1, "drawn": STEPS}[draw.stage]
    may_type = now >= dt.datetime.fromisoformat(draw.document["public_at"])
    return Round(draw.round, draw.stage, draw.document, _steps(done, may_type=may_type), mine, others)


_COUNTED = frozenset({"waits-for-second", "numbers-differ", "done"})
"""Outcomes of numbers that were taken down."""


def rounds(resources: DeskResources, officer: str) -> list[Round]:
    """Return every round as `officer` sees it, those that are not drawn yet in front, by the time of their numbers."""
    with resources.service_reader.begin() as connection:
        known = draws.all_draws(connection)
    now = resources.clock()
    seen = [_seen(draw, history(resources, draw.round), officer, now) for draw in known]
    return sorted(seen, key=lambda each: (each.stage == "drawn", each.document["public_at"], each.name))


def round_of(resources: DeskResources, officer: str, name: str) -> Round | None:
    """Return the round called `name` as `officer` sees it."""
    return next((each for each in rounds(resources, officer) if each.name == name), None)
