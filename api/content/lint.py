"""Which faults the published content has: everything that would mislead a reader, told all at once."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from api.content.asked import asked_faults
from api.content.binding import bind
from api.content.blocks import LINK, TOKEN, Block, Document
from api.content.faults import Fault
from api.content.intents import intent_faults
from api.content.lag import critical_faults
from api.content.library import Entry, Library
from api.content.raw_numbers import raw_numbers
from api.content.second_reading import unread
from api.content.sums import sum_faults
from api.content.tables import line_of
from api.content.units import parts
from api.domain.meetings import announced
from api.forms.calculators import CALCULATORS
from i18n.languages import BY_SLUG, LANGUAGES, SOURCE, Language

_MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>|!\[|https?://|www\.")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
MAX_TITLE = 90


def text_faults(path: Path, block: Block, language: Language, library: Library) -> Iterator[Fault]:
    """Yield what is wrong with the words of `block`, which are in `language`, on its line of `path`."""
    for number in raw_numbers(block.text, language):
        yield Fault(path, block.line, f"a number stands in the text: {number}", "name a figure in braces instead")
    for name in TOKEN.findall(block.text):
        if name not in library.figures:
            yield Fault(path, block.line, f"no figure is called {name!r}", "add it to content/figures or mend the name")
    if stray := re.search(r"[{}]", TOKEN.sub("", block.text)):
        yield Fault(path, block.line, f"a stray {stray[0]!r}", "a figure is written {name}, lower case with hyphens")
    if found := _MARKUP.search(block.text):
        yield Fault(path, block.line, f"{found[0]!r} is not allowed", "use plain Markdown; sources belong to figures")
    if found := _HIDDEN.search(block.text):
        yield Fault(path, block.line, f"a hidden character U+{ord(found[0]):04X}", "delete it")
    for target in LINK.findall(block.text):
        if target not in library.entries:
            yield Fault(path, block.line, f"no entry is called {target!r}", "link to folder/slug of an entry")
    if block.text != unicodedata.normalize("NFC", block.text):
        yield Fault(path, block.line, "the text is not in NFC", "normalise it")


def figures_differ(path: Path, source: str, translated: Block) -> Iterator[Fault]:
    """Yield a fault if block `translated` of `path` does not name the figures that the Chinese `source` names."""
    if change := sorted(set(TOKEN.findall(source)) ^ set(TOKEN.findall(translated.text))):
        yield Fault(path, translated.line, f"figures differ from the Chinese block: {change}", "use the same names")


def _shape_faults(entry: Entry, language: Language, document: Document) -> Iterator[Fault]:
    path = entry.path(language)
    for key in document.sections.keys() - entry.kind.keys:
        yield Fault(
            path, line_of_section(path, key), f"unknown section {key!r}", f"sections: {sorted(entry.kind.keys)}"
        )
    for section in entry.kind.sections:
        wanted = section.required if language is SOURCE else section.key in entry.words[SOURCE.slug].sections
        if wanted and not document.sections.get(section.key):
            yield Fault(path, 1, f"section {section.key!r} is missing or empty", "write it, as in the Chinese file")
    if len(document.title.text) > MAX_TITLE:
        yield Fault(path, document.title.line, "the title is too long", f"at most {MAX_TITLE} letters")


def line_of_section(path: Path, key: str) -> int:
    """Return the line on which section `key` opens."""
    return line_of(path.read_text(encoding="utf-8").replace(f"## {key}", f"[{key}]"), key)


def _binding_faults(entry: Entry, language: Language) -> Iterator[Fault]:
    path = entry.path(language)
    for _, source, translated in parts(entry, language):
        for block in translated:
            if block.renders is None:
                yield Fault(path, block.line, "the block is not bound to a Chinese block", "run `harbour bind`")
        for bound in bind(source, translated):
            if bound.state == "current" and bound.translated:
                yield from figures_differ(path, bound.source.text, bound.translated)


def _reference_faults(entry: Entry, library: Library) -> Iterator[Fault]:
    path = entry.folder / "facts.toml"
    for what, name in entry.kind.references(entry.facts):
        known = {
            "figures": library.figures.keys(),
            "districts": library.site.districts.keys() if library.site else set(),
            "languages": BY_SLUG.keys(),
            "calculators": CALCULATORS.keys(),
        }.get(what)
        if name not in known if known is not None else f"{what}/{name}" not in library.entries:
            text = path.read_text(encoding="utf-8").splitlines()
            line = next((number for number, row in enumerate(text, 1) if name in row), 1)
            yield Fault(path, line, f"{name!r} is not among the {what}", "add it there or mend the name")


MINIMUM_WAGES = {"month": "minimum-wage-monthly", "hour": "minimum-wage-hourly"}


def _wage_faults(entry: Entry, library: Library) -> Iterator[Fault]:
    """Tell of a wage below the minimum wage of its day: nobody may be asked to work for it."""
    path = entry.folder / "facts.toml"
    for wage in getattr(entry.facts, "wages", ()):
        minimum = library.figures.get(MINIMUM_WAGES[wage.per])
        if minimum and wage.amount < (lawful := minimum.in_force(wage.day)):
            rows = path.read_text(encoding="utf-8").splitlines()
            line = next((number for number, row in enumerate(rows, 1) if str(wage.amount) in row), 1)
            problem = f"{wage.amount} a {wage.per} is below the minimum wage of {lawful} on {wage.day}"
            yield Fault(path, line, problem, "correct the wage, or leave the opening out")


def _figure_faults(library: Library, day: dt.date) -> Iterator[Fault]:
    for path in sorted((library.root / "figures").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^\[([^\]]+)\]", text, flags=re.MULTILINE):
            figure = library.figures.get(name)
            if figure and figure.values and min(row.from_ for row in figure.values) > day:
                problem = f"{name!r} has no value before {min(row.from_ for row in figure.values)}"
                yield Fault(
                    path, line_of(text, "values", name), problem, "add the value in force, or wait with the page"
                )
            if figure and figure.law and figure.law not in library.laws:
                yield Fault(path, line_of(text, "law", name), f"no law is called {figure.law!r}", "add it to laws.toml")
            if figure and figure.article and figure.article not in library.figures:
                yield Fault(path, line_of(text, "article", name), f"no article {figure.article!r}", "add that figure")


def _calculator_faults(library: Library) -> Iterator[Fault]:
    """Tell of each figure that a calculator rests on and that nobody holds."""
    for calculator in CALCULATORS.values():
        for name in (*calculator.needs, *calculator.laws):
            if name not in library.figures:
                problem = f"the calculator {calculator.name!r} needs the figure {name!r}"
                yield Fault(library.root / "figures", 1, problem, "add it there")


def _rest_faults(entry: Entry, library: Library) -> Iterator[Fault]:
    """Tell of an entry that meets in a year whose days of rest nobody has recorded, or never, as all its days are such days."""
    occurrence = entry.kind.occurrence(entry.facts)
    if occurrence is None or occurrence.all_day or not occurrence.series.skips_holidays:
        return
    path = entry.folder / "facts.toml"
    if occurrence.last_on.year not in {day.year for day in library.holidays}:
        yield Fault(path, 1, f"the days of rest of {occurrence.last_on.year} are not known", "add content/holidays")
    elif not announced(occurrence.series, library.holidays):
        yield Fault(path, 1, f"{occurrence.starts_at.date()} is a day of rest", "choose another day")


def faults(library: Library, day: dt.date) -> list[Fault]:
    """Return every fault that `library` has on `day`, in the order of the files."""
    found = [
        *library.faults,
        *_figure_faults(library, day),
        *_calculator_faults(library),
        *intent_faults(library),
        *asked_faults(
            library.root, library.asked, {*library.entries, *(each.path.strip("/") for each in CALCULATORS.values())}
        ),
        *critical_faults(library, day),
    ]
    for entry in library.entries.values():
        found.extend((*_reference_faults(entry, library), *_rest_faults(entry, library), *_wage_faults(entry, library)))
        found.extend(sum_faults(entry))
        for language in LANGUAGES:
            if document := entry.words.get(language.slug):
                path = entry.path(language)
                found.extend(_shape_faults(entry, language, document))
                for block in document.all_blocks():
                    found.extend(text_faults(path, block, language, library))
                if language is not SOURCE:
                    found.extend(_binding_faults(entry, language))
    found.extend(fault for reading in unread(library) for fault in reading.faults())
    return sorted(set(found))
