"""What one build works from: the library, the moment of the build, and the frame of its pages."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from api.content.library import Entry, Library
from api.domain.meetings import clashing
from api.domain.offers import Offer
from theme.page import Frame


@dataclass(frozen=True)
class Edition:
    """One build of the site at `now` (the bureau's own time), under one `build` id."""

    library: Library
    now: dt.datetime
    build: str
    leaflets: frozenset[str] = frozenset()
    """Addresses of the printed leaflets that go with this build."""

    @property
    def today(self) -> dt.date:
        """Return the day for which figures and states are printed."""
        return self.now.date()

    @cached_property
    def offered(self) -> dict[str, tuple[Offer, Entry]]:
        """Return everything that people can enrol in, with its entry and the offers that meet at one of the same times."""
        found = [
            (offer, entry)
            for entry in self.library.entries.values()
            for offer in entry.kind.offers(entry.slug, entry.term, entry.facts, self.library.holidays)
        ]
        others = clashing({offer.id: offer.meetings for offer, _ in found})
        return {offer.id: (replace(offer, clashes=offer.clashes | others[offer.id]), entry) for offer, entry in found}

    @cached_property
    def frame(self) -> Frame:
        """Return what all pages share."""
        site = self.library.the_site()
        phones = self.library.figures
        return Frame(
            site.base_url,
            str(phones[site.hotline].in_force(self.today)),
            str(phones[site.emergency[0]].in_force(self.today)),
            self.today,
        )
