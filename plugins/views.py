"""What each kind of page needs beside its words: one function per kind, from facts to the context of its template."""

from collections.abc import Callable
from typing import Any

from api.content.library import Entry
from api.content.markup import Printer
from api.content.sections import Source
from api.domain.meetings import meetings
from api.domain.occupations import SECTORS
from api.domain.offers import GIVEN, rivals
from api.forms.calculators import CALCULATORS
from api.forms.enrolment import HOW, offer_fields
from api.kinds.activity import SORTS
from api.kinds.base import SAMPLE_NOTE, WEEKDAYS
from api.kinds.course import FAMILIES, SCHOOLS
from api.kinds.fair import SIZES
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate
from plugins import course_rows, leaflets, rows, status
from plugins.activity_rows import of_activity
from plugins.bus import stop
from plugins.diagrams import drawn
from plugins.edition import Edition
from plugins.fairs import firms
from plugins.history import history
from plugins.history_tables import table
from plugins.limits import limit_rows
from plugins.pairs import others
from plugins.sessions import enrol_path, is_at_hand, sessions
from plugins.vacancies import vacancy

Context = dict[str, Any]
ART_TEXT = {
    "crane": mark("Drawing: harbour cranes at first light and a worker's helmet."),
    "ship": mark("Drawing: a ship under construction in the dry dock."),
    "kitchen": mark("Drawing: a kitchen at night; a carer sits at the table."),
    "classroom": mark("Drawing: people try tools at a work table."),
}
SEATS_ON_PAPER = {"first-come": mark("%(capacity)s seats. How many are left is shown when you enrol."), **GIVEN}


def guide(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of a guide."""
    facts, printer = entry.facts, Printer(edition.library, language, edition.today)
    entries = (edition.library.entries[f"{entry.kind.folder}/{slug}"] for slug in facts.related)
    calculators = (CALCULATORS[name] for name in facts.calculators)
    sections = entry.words[SOURCE.slug].sections
    return {
        "related": [(other.document(language).title.text, other.address(language)) for other in entries],
        "others": others(entry, language),
        "quiet": "",
        "leaflet": leaflet if (leaflet := f"{entry.address(language)}{leaflets.NAME}") in edition.leaflets else "",
        "limits": limit_rows(facts.limits, printer),
        "limits_after": "week" if "week" in sections else "today",
        "diagram": drawn(facts.diagram, printer) if facts.diagram else "",
        "history": history(facts.history, edition, language),
        "calculators": [(translate(each.title, language), f"/{language.slug}/{each.path}") for each in calculators],
    }


def _enrolment(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the fields of the printed form, and what is said beside its button."""
    offer, _ = edition.offered[entry.slug]
    others = rivals(offer, (each for each, _ in edition.offered.values()))
    together = {each.id: edition.offered[each.id][1].document(language).title.text for each in others}
    return {"fields": offer_fields(offer, together, language), "how": HOW[offer.allocation], "round": offer.round}


def course(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of a class."""
    facts = entry.facts
    return {
        "facts": facts,
        "course": entry.slug,
        "status": status.of_course(facts, edition.now, language),
        "family": translate(FAMILIES[facts.family], language),
        "school": translate(SCHOOLS[facts.school], language) if facts.school != "training" else "",
        "weekdays": [WEEKDAYS.index(day) for day in facts.weekdays],
        "groups": course_rows.groups(entry, edition, language),
        "seats_words": translate(
            SEATS_ON_PAPER[facts.allocation], language, capacity=formats.number(facts.capacity, language)
        ),
        **_enrolment(entry, edition, language),
        "sample_note": SAMPLE_NOTE,
    }


def activity(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of an activity; one that is enrolled in as a whole has one button, else each session has its own."""
    facts = entry.facts
    met = meetings(facts.series, edition.library.holidays)
    is_whole = bool(facts.opens_at and met) and is_at_hand(entry, met[0], edition.now)
    return {
        "round": next((offer.round for offer, of in edition.offered.values() if of is entry), ""),
        "facts": facts,
        "status": status.of_activity(entry, edition, language),
        "sort": translate(SORTS[facts.sort], language),
        "sessions": sessions(entry, edition, language),
        "enrol": enrol_path(entry, met[0], language) if is_whole else "",
        "rows": of_activity(entry, edition, language),
        "sample_note": SAMPLE_NOTE,
    }


def fair(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of a job fair."""
    facts = entry.facts
    occurrence = entry.kind.occurrence(facts)
    return {
        "facts": facts,
        "status": status.of_occurrence(occurrence, edition.today, language) if occurrence else None,
        "size": translate(SIZES[facts.size], language),
        "rows": rows.of_fair(facts, edition, language),
        "sectors": [
            (translate(SECTORS[sector], language), formats.number(openings, language))
            for sector, openings in facts.by_sector.items()
        ],
        "firms": firms(facts, language),
        "sample_note": SAMPLE_NOTE,
    }


def _own_source(entry: Entry) -> tuple[Source, ...]:
    facts = entry.facts
    is_confirmed = getattr(facts, "certainty", "A") != "C"
    return (Source(facts.source.split("/")[2], facts.source, facts.confirmed, is_confirmed),)


def exhibition(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of an exhibition."""
    return {
        "facts": entry.facts,
        "status": status.of_exhibition(entry.facts, edition.today, language),
        "rows": rows.of_exhibition(entry.facts, edition, language),
        "art_text": translate(ART_TEXT[entry.facts.art], language),
        "own_sources": _own_source(entry),
    }


def place(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of a place."""
    return {
        "facts": entry.facts,
        "rows": rows.of_place(entry.facts, edition, language),
        "own_sources": _own_source(entry),
    }


def page(entry: Entry, edition: Edition, language: Language) -> Context:
    """Return the context of a page about the service."""
    del entry, edition, language
    return {}


VIEWS: dict[str, Callable[[Entry, Edition, Language], Context]] = {
    function.__name__: function
    for function in (guide, course, activity, fair, stop, vacancy, exhibition, place, table, page)
}
