"""Which searchable documents the library holds in a language."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from api.content.intents import ALONE, MARKED, UNSAID, read
from api.content.library import Entry, Library
from api.content.markup import Printer
from api.content.sections import confirmed_on, own_blocks
from api.forms.base import fields
from api.forms.calculators import CALCULATORS
from api.forms.calculators.declared import LIST_TITLE, Calculator
from api.kinds import BY_NAME
from api.kinds.base import SAMPLE
from api.search.documents import Document
from api.search.hours import open_spans, place_of
from api.search.tags import tags
from i18n.languages import Language
from i18n.messages import translate

CALCULATOR = "calculator"
CALCULATOR_BOOST = 1.25
"""What a calculator is worth more than its few words say: who finds one need not work it out."""
TITLES = {name: kind.title for name, kind in BY_NAME.items()} | {CALCULATOR: LIST_TITLE}
"""What each kind of document is called (marked)."""

ANSWERING = 2
"""How many of the pages that an intent leads to answer it themselves."""
_SUB_HEADING = "#"


def _read_on(entry: Entry, library: Library) -> str:
    """Return the day on which the oldest of what `entry` rests on was last read."""
    days = [confirmed_on(entry, library), getattr(entry.facts, "confirmed", None)]
    return min((day.isoformat() for day in days if day), default="")


def _phrases(library: Library, language: Language) -> dict[str, tuple[str, ...]]:
    """Return the phrases with which people look for each page: those written for it, and those of what it answers first."""
    found = defaultdict(list, {page: list(phrases) for page, phrases in library.asked.get(language.slug, {}).items()})
    for name, intent in read(library, []).items():
        # Where a telephone number answers, the pages beside it say little of what was asked: but for the number's own.
        is_beside = intent.phone and name != intent.phone and not intent.urgent
        for page in intent.leads_to[: 0 if is_beside else ANSWERING]:
            found[page.strip("/")] += [
                phrase.lstrip(UNSAID + ALONE + MARKED) for phrase in intent.words.get(language.slug, ())
            ]
    return {page: tuple(dict.fromkeys(phrases)) for page, phrases in found.items()}


def _of_entry(entry: Entry, library: Library, printer: Printer, asked: Mapping[str, tuple[str, ...]]) -> Document:
    """Return `entry` as it is searched in the language of `printer`."""
    language, occurrence = printer.language, entry.kind.occurrence(entry.facts)
    words, blocks = entry.document(language), list(own_blocks(entry, language))
    place = place_of(entry, library)
    district = getattr(entry.facts, "district", "") or (place.district if place else "")
    return Document(
        entry.address(language),
        entry.kind.name,
        printer.plain(words.title.text),
        printer.plain(words.summary.text),
        headings=tuple(printer.plain(block.text) for _, block in blocks if block.text.startswith(_SUB_HEADING)),
        paragraphs=tuple(
            (anchor, printer.plain(block.text)) for anchor, block in blocks if not block.text.startswith(_SUB_HEADING)
        ),
        tags=tags(entry, library, language, district),
        asked=asked.get(entry.key, ()),
        district=district,
        starts_on=occurrence.starts_at.date().isoformat() if occurrence else "",
        over_on=occurrence.last_on.isoformat() if occurrence else "",
        open_spans=open_spans(entry, library, printer.day),
        read_on=_read_on(entry, library),
        tools=tuple(CALCULATORS[name].path for name in getattr(entry.facts, "calculators", ())),
        note=translate(SAMPLE, language) if getattr(entry.facts, "sample", False) else "",
        boost=entry.kind.search_boost,
    )


def _of_calculator(calculator: Calculator, language: Language, asked: Mapping[str, tuple[str, ...]]) -> Document:
    """Return `calculator` with what it asks, as it is searched in `language`."""
    labels = (translate(ask.label, language) for _, _, ask in fields(calculator.form))
    return Document(
        f"/{language.slug}/{calculator.path}",
        CALCULATOR,
        translate(calculator.title, language),
        translate(calculator.lead, language),
        paragraphs=tuple(("", label) for label in labels),
        tags=(translate(LIST_TITLE, language),),
        asked=asked.get(calculator.path.strip("/"), ()),
        boost=CALCULATOR_BOOST,
    )


def documents(library: Library, language: Language, day: dt.date) -> Iterator[Document]:
    """Yield every entry of `library` that has words of its own in `language`, and every calculator, as on `day`."""
    printer, asked = Printer(library, language, day), _phrases(library, language)
    for entry in library.entries.values():
        if language.slug in entry.words:
            yield _of_entry(entry, library, printer, asked)
    for calculator in CALCULATORS.values():
        yield _of_calculator(calculator, language, asked)
