"""Which of our terms lie nearest to words that found nothing."""

from functools import cache

from rapidfuzz import fuzz, process

from i18n.glossary import glossary
from i18n.languages import Language
from i18n.text import searchable

MOST, NEAR = 5, 65
"""How many terms are told, and how alike (of 100) they must be."""


@cache
def _terms(language: Language) -> dict[str, str]:
    """Return the approved terms of `language` by how they are compared: no marks, no case, Simplified."""
    return {searchable(approved): approved for term in glossary() if (approved := term.approved(language))}


def nearest(text: str, language: Language) -> tuple[str, ...]:
    """Return the terms of the glossary whose letters are nearest to `text`, both as search compares them."""
    terms = _terms(language)
    found = process.extract(searchable(text), list(terms), scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST)
    return tuple(terms[folded] for folded, _, _ in found)
