"""Which of many things fit what somebody chose, and how many each further choice would leave."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Tags = Mapping[str, Collection[str]]
"""Under the name of each facet, the values that a thing has."""

Chosen = Mapping[str, str]
"""Under the name of a facet, the one value that was chosen."""


@dataclass(frozen=True)
class Item:
    """Something to choose from, by its `id` and its `tags`."""

    id: str
    tags: Tags


@dataclass(frozen=True)
class FreeTime:
    """When somebody has time: on these days (none: on any), not earlier than `after`, and until `before`."""

    days: frozenset[str] = frozenset()
    after: dt.time | None = None
    before: dt.time | None = None

    def holds(self, days: Collection[str], starts: dt.time, ends: dt.time) -> bool:
        """Return whether every meeting, on `days` from `starts` to `ends`, lies within this time."""
        on_free_days = not self.days or self.days.issuperset(days)
        return (
            on_free_days
            and (self.after is None or starts >= self.after)
            and (self.before is None or ends <= self.before)
        )


def fits(item: Item, chosen: Chosen, but: str = "") -> bool:
    """Return whether `item` has every chosen value; what was chosen under the facet `but` does not count."""
    return all(value in item.tags.get(facet, ()) for facet, value in chosen.items() if facet != but)


def counts(items: Collection[Item], chosen: Chosen, facets: Iterable[str]) -> dict[str, Counter[str]]:
    """Return for each of `facets` how many items each value would leave, if it were chosen beside all other facets."""
    return {
        facet: Counter(value for item in items if fits(item, chosen, facet) for value in set(item.tags.get(facet, ())))
        for facet in facets
    }
