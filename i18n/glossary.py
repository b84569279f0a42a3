"""Which rendering of each labour term every language has agreed on, and the words people really type for it."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.languages import BY_SLUG, Language

FILE = Path(__file__).parent / "glossary.csv"
SEPARATOR = ";"


@dataclass(frozen=True)
class Term:
    """One labour term: its row number, its field, how sure the renderings are, and its forms by language slug.

    `status` is official (found in an official text), own (our proposal) or mixed (some languages the one, some the other).
    The first form of a language is the approved one; the others are variants that people use.
    """

    number: int
    category: str
    status: str
    forms: dict[str, tuple[str, ...]]

    def approved(self, language: Language) -> str | None:
        """Return the approved rendering in `language`, or None where it has none yet."""
        return next(iter(self.forms.get(language.slug, ())), None)


def _forms(row: dict[str, str], slug: str) -> tuple[str, ...]:
    written = [row[slug], *row[f"{slug}-variants"].split(SEPARATOR)]
    return tuple(form for form in (each.strip() for each in written) if form)


@cache
def glossary() -> tuple[Term, ...]:
    """Return every term in the order of the file; a language without a column has no forms."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(
                int(row["number"]),
                row["category"],
                row["status"],
                {slug: _forms(row, slug) for slug in BY_SLUG if slug in row},
            )
            for row in csv.DictReader(file)
        )
