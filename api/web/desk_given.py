"""Giving orders from a page: they are given, waited for a moment, and what came of them is told in one sentence."""

from collections.abc import Sequence

from api.domain.orders import OUTCOMES
from api.services import desk_ordering
from api.services.desk_ordering import WAITS
from api.store.desk_orders import Order
from api.web.desk_frame import pause, press, resources
from i18n.messages import Message, mark

GIVEN = mark("Orders given: %(given)s. Done: %(done)s.")
WAITS_FOR_SERVICE = mark("Waits: the service has not carried it out yet.")


def word(outcome: str) -> Message:
    """Return `outcome` as a sentence."""
    return Message(OUTCOMES.get(outcome, WAITS_FOR_SERVICE))


def give(orders: Sequence[Order]) -> tuple[Message, list[str]]:
    """Give `orders` for this press; return what to say, and the outcomes of those that were refused."""
    numbers = desk_ordering.give_all(resources(), orders, press())
    came = desk_ordering.wait_for(resources(), numbers, pause())
    refused = sorted({outcome for outcome in came.values() if outcome not in {"done", WAITS}})
    if len(came) == 1:
        return word(next(iter(came.values()))), refused
    done = sum(1 for outcome in came.values() if outcome == "done")
    return Message(GIVEN, {"given": len(came), "done": done}), refused
