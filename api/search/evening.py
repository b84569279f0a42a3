"""Weights rounded so that a score is the same number in whatever order its parts are added."""

import math
from collections.abc import Sequence

from api.search.engine import LEVELS, Group, Wanted

_EXACT_BITS = 23
"""A number of four bytes (float32) holds whole numbers of 24 bits; one bit is left for the rounding itself."""


def evened(groups: Sequence[Group]) -> list[Group]:
    """Return `groups` with weights of which every sum of steps is exact in float32, without terms that weigh nothing.

    Engines add in the order of their files. With plain weights two equal documents would differ in the last bit, here this way
    and there that way, and the order of results would depend on the engine.
    """
    heaviest = sum(max((each.weight for each in group), default=0.0) for group in groups)
    if not 0 < heaviest < math.inf:
        return []
    unit = LEVELS * 2.0 ** (math.frexp(heaviest)[1] - _EXACT_BITS)
    found = (tuple(Wanted(term, unit * round(weight / unit)) for term, weight in group) for group in groups)
    heavy = (tuple(each for each in group if each.weight > 0) for group in found)
    return [group for group in heavy if group]
