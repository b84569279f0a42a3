"""What the service answers above the results of a search, as each language prints it."""

import re
from collections.abc import Iterable, Mapping

from api.content.binding import bind
from api.content.figures import Figure
from api.content.intents import FIGURES, PAGES, PHONES, Intent, read
from api.content.library import Entry
from api.content.markup import Printer, tel
from api.forms.calculators import CALCULATORS
from api.forms.calculators.declared import FOLDER
from api.kinds import BY_NAME
from api.kinds.guide import SITUATIONS
from api.search.answers import Amount, Answer, Link, Phone, Sheet
from i18n import formats
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import mark, translate
from plugins.edition import Edition

HOME_SITUATIONS = ("not-paid", "hurt", "papers", "fired", "harassed", "leaving")
MOST_LINES = 6
_OPEN = (":", "：")
_FULL_STOP = re.compile("(?<=。) ")
"""The space that bold type leaves behind a Chinese full stop."""
_CALCULATORS = {f"{FOLDER}/{name}": calculator for name, calculator in CALCULATORS.items()}


def situations(edition: Edition, language: Language) -> list[tuple[str, str, str]]:
    """Return what people come with: text, drawing, and the first guide of it, so that one press leads to the answer."""
    guides = sorted(edition.library.of(BY_NAME["guide"]), key=lambda entry: -int(entry.facts.order))
    first = {entry.facts.situation: entry for entry in guides}
    return [
        (translate(SITUATIONS[name][0], language), SITUATIONS[name][1], first[name].address(language))
        for name in HOME_SITUATIONS
        if name in first
    ]


def _opening(entry: Entry, edition: Edition, language: Language) -> list[str]:
    """Return the first paragraph of the answer of a guide, with its list if it opens one; nothing where it is outdated."""
    source = entry.words[SOURCE.slug].sections.get("answer", ())[:2]
    words = entry.document(language).sections.get("answer", ())
    blocks = source
    if language is not SOURCE:
        bound = bind(source, words)
        blocks = tuple(each.translated for each in bound if each.translated and each.state == "current")
        if len(blocks) < len(source):
            return []
    printer = Printer(edition.library, language, edition.today)
    lines = [_FULL_STOP.sub("", printer.plain(block.text)).splitlines() for block in blocks]
    if not lines:
        return []
    return [*lines[0], *lines[1]] if len(lines) > 1 and lines[0][-1].endswith(_OPEN) else lines[0]


def _link(target: str, edition: Edition, language: Language) -> Link:
    if target in _CALCULATORS:
        return Link(translate(_CALCULATORS[target].title, language), f"/{language.slug}/{target}/")
    if target in PAGES:
        return Link(translate(PAGES[target][0], language), f"/{language.slug}/{target}")
    entry = edition.library.entries[target]
    return Link(entry.document(language).title.text, entry.address(language))


def _lines(target: str, edition: Edition, language: Language) -> list[str]:
    """Return what is said of `target`: the answer of a guide, the summary of another entry, the first sentence of a page."""
    if target in _CALCULATORS or target in PAGES:
        lead = _CALCULATORS[target].lead if target in _CALCULATORS else PAGES[target][1]
        return [translate(lead, language)] if lead else []
    entry = edition.library.entries[target]
    if entry.kind is BY_NAME["guide"]:
        return _opening(entry, edition, language)[:MOST_LINES]
    return [Printer(edition.library, language, edition.today).plain(entry.document(language).summary.text)]


def _since(figure: Figure, edition: Edition, language: Language) -> str:
    days = [row.from_ for row in figure.values if row.from_ <= edition.today]
    return translate(mark("since %(day)s"), language, day=formats.date(max(days), language)) if days else ""


def _amounts(names: Iterable[str], edition: Edition, language: Language) -> tuple[Amount, ...]:
    printer, figures = Printer(edition.library, language, edition.today), edition.library.figures
    return tuple(
        Amount(translate(FIGURES[name], language), printer.figure_text(name), _since(figures[name], edition, language))
        for name in names
    )


def _phone(name: str, edition: Edition, language: Language) -> Phone:
    number = str(edition.library.figures[name].in_force(edition.today))
    title, note = PHONES[name]
    return Phone(number, tel(number), translate(title, language), translate(note, language) if note else "")


def _answer(name: str, intent: Intent, edition: Edition, language: Language) -> Answer:
    phone = _phone(intent.phone, edition, language) if intent.phone else None
    says = next((each for each in intent.leads_to if each not in _CALCULATORS), intent.leads_to[0])
    # Nobody in danger is given a text to read before a number.
    is_call = name == intent.phone or intent.urgent
    return Answer(
        title=phone.title if phone and is_call else _link(says, edition, language).text,
        lines=() if is_call or intent.figures else tuple(_lines(says, edition, language)),
        figures=_amounts(intent.figures, edition, language),
        phone=phone,
        calculators=tuple(_link(each, edition, language) for each in intent.leads_to if each in _CALCULATORS),
        links=tuple(_link(each, edition, language) for each in intent.leads_to if each not in _CALCULATORS),
        carers=_link(intent.carers, edition, language) if intent.carers else None,
        others=tuple(_phone(each, edition, language) for each in intent.also),
    )


def _numbers(intents: dict[str, Intent], edition: Edition) -> dict[str, str]:
    """Return digits -> the intent that stands for that telephone: the one of its name, else the first that gives it."""
    found: dict[str, str] = {}
    for name, intent in sorted(intents.items(), key=lambda row: row[0] != row[1].phone):
        if intent.phone:
            number = str(edition.library.figures[intent.phone].in_force(edition.today))
            found.setdefault("".join(filter(str.isdigit, number)), name)
    return found


def _by_language(rows: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return phrases by name and language (`rows`) by language and name."""
    return {each.slug: {name: row.get(each.slug, ()) for name, row in rows.items()} for each in LANGUAGES}


def sheet(edition: Edition) -> Sheet:
    """Return every answer of the build, in every language."""
    intents = read(edition.library, [])
    return Sheet(
        words=_by_language({name: intent.words for name, intent in intents.items()}),
        numbers=_numbers(intents, edition),
        answers={
            each.slug: {name: _answer(name, intent, edition, each) for name, intent in intents.items()}
            for each in LANGUAGES
        },
        topics={
            each.slug: tuple(Link(text, address) for text, _, address in situations(edition, each))
            for each in LANGUAGES
        },
        urgent=tuple(name for name, intent in intents.items() if intent.urgent),
        harmless={
            each.slug: tuple(row for intent in intents.values() for row in intent.harmless.get(each.slug, ()))
            for each in LANGUAGES
        },
        whose=_by_language({name: intent.whose for name, intent in intents.items() if intent.whose}),
        instead={name: own for own, intent in intents.items() for name in intent.instead_of},
    )
