"""What the facts of an entry name, in the words of a language: work, subjects, places, languages spoken."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.content.library import Entry, Library
from api.domain.occupations import OCCUPATIONS, SECTORS
from api.kinds import BY_NAME
from api.kinds.activity import SORTS
from api.kinds.base import ACCESS
from api.kinds.course import FAMILIES, SCHOOLS
from api.kinds.fair import SIZES
from api.kinds.guide import SITUATIONS
from api.kinds.labels import label
from i18n import formats
from i18n.languages import BY_SLUG, SOURCE, Language
from i18n.messages import translate

_CHOSEN: Mapping[str, Mapping[str, str]] = {
    "situation": {key: words for key, (words, _) in SITUATIONS.items()},
    "family": FAMILIES,
    "school": SCHOOLS,
    "sort": SORTS,
    "size": SIZES,
}
"""For facts with one value out of several: what each value is called."""

_CALLED = tuple(BY_NAME[name] for name in ("course", "fair", "stop", "vacancy", "exhibition"))
"""Kinds whose name people type, although their entries do not always repeat it."""


def _own(entry: Entry, language: Language) -> Iterator[str]:
    """Yield what it is: its kind, its sort, and what helps people with disabilities there."""
    if entry.kind in _CALLED:
        yield translate(entry.kind.title, language)
    for name, words in _CHOSEN.items():
        if value := getattr(entry.facts, name, ""):
            yield translate(words[value], language)
    yield from (translate(ACCESS[key], language) for key in getattr(entry.facts, "access", ()))


def _work(facts: Any, language: Language) -> Iterator[str]:
    """Yield the firms, the occupations and their sectors."""
    firms = getattr(facts, "exhibitors", ())
    jobs = [each.job for firm in firms for each in firm.openings] + [job for job in (getattr(facts, "job", ""),) if job]
    sectors = [*getattr(facts, "by_sector", ()), *(OCCUPATIONS[job].sector for job in jobs)]
    yield from (translate(OCCUPATIONS[job].name, language) for job in jobs)
    yield from (translate(SECTORS[sector], language) for sector in sectors)
    yield from (firm.name for firm in firms)
    yield from (firm.latin for firm in firms if language is not SOURCE)
    names = ("firm",) if language is SOURCE else ("firm", "firm_latin")
    yield from (getattr(facts, name, "") for name in names)


def _spoken(entry: Entry, language: Language) -> Iterator[str]:
    """Yield the languages spoken there; Chinese is spoken everywhere, and named only where the facts of a place confirm it."""
    facts = entry.facts
    slugs = [slug for name in ("languages", "taught_in", "interpreters") for slug in getattr(facts, name, ())]
    slugs += [slug for firm in getattr(facts, "exhibitors", ()) for slug in firm.languages]
    is_place = entry.kind is BY_NAME["place"]
    yield from (formats.language_name(BY_SLUG[slug], language) for slug in slugs if is_place or slug != SOURCE.slug)


def _where(entry: Entry, library: Library, language: Language, district: str) -> Iterator[str]:
    """Yield the district, the place where it is held, and the address of a place as people of that language read it."""
    if district:
        yield library.the_site().district(district, language)
    if place := library.entries.get(f"{BY_NAME['place'].folder}/{getattr(entry.facts, 'place', '')}"):
        yield place.document(language).title.text
    yield getattr(entry.facts, "address", None) or ""
    if language is not SOURCE:
        yield getattr(entry.facts, "address_latin", None) or ""


def tags(entry: Entry, library: Library, language: Language, district: str) -> tuple[str, ...]:
    """Return what the facts of `entry`, which is in `district`, name in the words of `language`, each once."""
    counted = (*getattr(entry.facts, "cells", ()), *getattr(entry.facts, "columns", ()))
    found = (
        *_own(entry, language),
        *_work(entry.facts, language),
        *_spoken(entry, language),
        *_where(entry, library, language, district),
        *(label(key, language) for key in counted),
    )
    return tuple(dict.fromkeys(word for word in found if word))
