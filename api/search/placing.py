"""A page among the results: where it stands, whether it has what was chosen, and what is told of it."""

from typing import NamedTuple

from api.search import facets
from api.search.documents import Asked, Hit
from api.search.highlight import noted, summarise
from api.search.ranking import Ranked
from api.search.reader import Shelf
from i18n.languages import Language


class Place(NamedTuple):
    """A page: where it stands, what is to be marked in it, whether it is over, and whether it stands below what comes."""

    shelf: Shelf
    row: int
    wanted: set[str]
    is_over: bool
    is_sunk: bool


class Part(NamedTuple):
    """What one shelf gives to the results, whatever they are narrowed to, and what is to be marked in it."""

    shelf: Shelf
    wanted: set[str]
    ranked: Ranked

    @property
    def rows(self) -> facets.Found:
        """Return the rows, whatever was chosen: what facets count."""
        return self.shelf.columns, self.ranked.rows

    def places(self, asked: Asked) -> list[Place]:
        """Return the pages that have everything that was chosen, in their order."""
        kept = facets.mask(self.shelf.columns, asked)[self.ranked.rows]
        rows, over, sunk = (each.tolist() for each in self.ranked.of(kept))
        return [Place(self.shelf, row, self.wanted, *states) for row, *states in zip(rows, over, sunk, strict=True)]


def hit(place: Place, reader: Language) -> Hit:
    """Return what a reader of the language `reader` is told of the page."""
    shelf, document = place.shelf, place.shelf.document(place.row)
    summary, anchor = summarise(document, place.wanted, shelf.language)
    url, tag = f"/{reader.slug}/{document.key}", shelf.language.tag
    only_in = document.only_in or (tag if shelf.language is not reader else "")
    return Hit(
        f"{url}#{anchor}" if anchor else url,
        document.kind,
        document.title,
        noted(document.note, summary),
        tag,
        only_in not in {"", reader.tag},
        place.is_over,
        document.starts_on,
        only_in,
    )
