"""What people ask for most, in their own words, and what answers it: content/intents.toml."""

import re
from collections.abc import Iterator

from pydantic import Field

from api.content.faults import Fault
from api.content.library import Library
from api.content.tables import line_of, tables, validated
from api.forms.calculators import CALCULATORS
from api.forms.calculators.declared import FOLDER
from api.kinds import KINDS
from api.kinds.base import Facts
from i18n.languages import BY_SLUG, LANGUAGES
from i18n.messages import mark
from i18n.text import searchable
from i18n.text.scripts import HAN, THAI

NAME = "intents.toml"
ALONE = "="
"""Stands before a phrase that counts only where nothing else is asked."""
UNSAID = "~"
"""Stands before a phrase that is understood and never shown: it would hurt, blame, or teach a wrong spelling."""
MARKED = "!"
"""Stands before a phrase of somebody in danger that counts inside a text only with its own marks: "tự tử", and not "tu tu"."""

FIGURES = {
    "minimum-wage-monthly": mark("Minimum wage a month"),
    "minimum-wage-hourly": mark("Minimum wage an hour"),
}
"""What a figure is called where it answers (marked)."""

PHONES = {
    "tel-1955": (mark("Hotline for workers"), mark("free, day and night, in five languages")),
    "tel-police": (mark("Police"), mark("at any time")),
    "tel-ambulance": (mark("Ambulance and fire brigade"), mark("at any time")),
    "tel-protection": (mark("Protection from violence"), mark("at any time; you can ask for an interpreter")),
    "tel-lifeline": (mark("Someone who listens: free, day and night"), mark("mainly in Chinese")),
    "tel-fraud": (mark("Hotline against fraud"), mark("in Chinese only")),
    "tel-bureau": (mark("Labor Affairs Bureau"), mark("on working days, mainly in Chinese")),
    "tel-immigration": (mark("National Immigration Agency"), ""),
    "tel-direct-hiring": (mark("Hiring without a broker"), mark("in Indonesian, English, Vietnamese and Thai")),
    "tel-maternal": (mark("Pregnancy and birth"), mark("in Mandarin, Taiwanese, Vietnamese and Indonesian")),
    "tel-airport": (mark("Service desk for migrant workers at the airport"), ""),
    "tel-training-centre": (mark("Classes, training and job fairs"), mark("mainly in Chinese")),
}
"""Who answers a telephone number, when and in which languages (marked); what is not confirmed is not said."""

PAGES = {f"{kind.folder}/": (kind.title, kind.lead) for kind in KINDS} | {
    "go/": (mark("File a complaint"), mark("Sealed. With or without your name.")),
    "go/mine": (mark("Look up my case"), mark("With the digits of your receipt.")),
    "enrolments": (mark("My enrolment"), mark("Look it up or give the seat back, with the digits of your code.")),
    "courses/find": (mark("Find a class"), ""),
    "finder": (mark("Who speaks my language, near me, when I am free?"), ""),
}
"""Pages that answer and are no entries: title and first sentence (marked)."""


class Intent(Facts):
    """One thing that people ask for: its answer, and the phrases that mean it by the slug of their language.

    `leads_to` are entries ("guides/passport"), calculators ("calculators/overtime") and `PAGES`, most important first.
    `carers` is the guide of those who work in a private home and to whom other rules apply.

    `also` are further numbers to call. An `urgent` intent is of somebody in danger: its phrases count in a text of any length, but
    where they stand inside one of its `harmless` phrases ("visa saya mau mati"). `instead_of` names the intents in whose place
    this one answers if a word of `whose` is typed, too: the minimum wage is not asked by a carer as by others.
    """

    figures: tuple[str, ...] = ()
    leads_to: tuple[str, ...]
    phone: str = ""
    carers: str = ""
    also: tuple[str, ...] = ()
    urgent: bool = False
    instead_of: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]]
    harmless: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    whose: dict[str, tuple[str, ...]] = Field(default_factory=dict)


# Runs of letters that are written without spaces, then words of any other script.
_PIECE = re.compile(rf"(?P<run>[{HAN}{THAI}]+)|[^\W_{HAN}{THAI}]+")


def pieces(text: str) -> tuple[str, ...]:
    """Return the words of `text` as intents are compared: folded, without marks; Chinese and Thai as whole runs."""
    found: list[str] = []
    before = False
    for piece in _PIECE.finditer(searchable(text)):
        run = bool(piece["run"])
        if run and before:
            found[-1] += piece[0]
        else:
            found.append(piece[0])
        before = run
    return tuple(found)


def read(library: Library, faults: list[Fault]) -> dict[str, Intent]:
    """Return the intents of `library` by name; what cannot be read is told in `faults`."""
    path = library.root / NAME
    data, text = tables(path, faults)
    found = {name: validated(Intent, row, path, text, faults, name) for name, row in data.items()}
    return {name: intent for name, intent in found.items() if intent}


def _strangers(intent: Intent, library: Library) -> Iterator[str]:
    """Yield each name in `intent` that nothing has."""
    calculators = {f"{FOLDER}/{name}" for name in CALCULATORS}
    yield from (name for name in intent.figures if name not in FIGURES or name not in library.figures)
    targets = (*intent.leads_to, *filter(None, [intent.carers]))
    yield from (key for key in targets if key not in library.entries and key not in PAGES and key not in calculators)
    numbers = (*filter(None, [intent.phone]), *intent.also)
    yield from (name for name in numbers if name not in PHONES or name not in library.figures)
    yield from (slug for slug in (*intent.words, *intent.harmless, *intent.whose) if slug not in BY_SLUG)


def intent_faults(library: Library) -> Iterator[Fault]:
    """Yield what is wrong with the intents: unknown names, a language without words, a phrase with two meanings."""
    unreadable: list[Fault] = []
    intents = read(library, unreadable)
    yield from unreadable
    path = library.root / NAME
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    # A language that was added just now has no phrases yet: its readers find pages, and get no answer box.
    spoken = [
        language.slug for language in LANGUAGES if any(intent.words.get(language.slug) for intent in intents.values())
    ]
    meant: dict[tuple[str, tuple[str, ...]], str] = {}
    for name, intent in intents.items():
        line = line_of(text, name)
        for stranger in (*_strangers(intent, library), *(each for each in intent.instead_of if each not in intents)):
            yield Fault(path, line, f"{name!r} names {stranger!r}, which does not exist", "mend the name")
        for slug in spoken:
            if not intent.words.get(slug):
                yield Fault(path, line, f"{name!r} has no words in {slug}", "add what people type")
        for slug, phrase in ((slug, phrase) for slug, phrases in intent.words.items() for phrase in phrases):
            key = pieces(phrase)
            other = meant.setdefault((slug, key), name)
            if not key or other != name:
                problem = f"{phrase!r} means {other!r} as well" if key else f"{phrase!r} has no letters"
                yield Fault(path, line_of(text, slug, f"{name}.words"), problem, "keep it in one place")
