"""What a translator without a login gets: one PO file an entry, with all that is to be known about each block."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from babel.messages.catalog import Message

from api.content import po
from api.content.blocks import TOKEN
from api.content.library import Entry, Library
from api.content.markup import Printer
from api.content.units import SUMMARY, TITLE, Unit, units
from i18n.languages import Language
from i18n.messages import mark, translate

Terms = Callable[[str, Language], Iterable[tuple[str, str]]]
"""Which terms stand in a Chinese text: each with its approved rendering in a language."""

_HEADINGS = {TITLE: mark("Title"), SUMMARY: mark("Summary")}


def no_terms(text: str, language: Language) -> Iterable[tuple[str, str]]:
    """Return no terms: what stands in as long as nobody gives a glossary."""
    del text, language
    return ()


@dataclass(frozen=True)
class Handout:
    """What is handed out: from `library` with the figures of `day`, the waiting blocks or, with `everything`, all of them."""

    library: Library
    day: dt.date
    everything: bool = False
    terms: Terms = no_terms

    def files(self, language: Language, only: str = "") -> Iterator[tuple[str, bytes]]:
        """Yield name and content of the PO file of each entry with blocks to translate, of those with `only` in their key."""
        for entry in self.library.entries.values():
            if only in entry.key and (messages := self._messages(entry, language)):
                yield f"{language.slug}/{entry.key.replace('/', '.')}.po", po.written(language, messages)

    def _messages(self, entry: Entry, language: Language) -> list[Message]:
        found = units(entry, language)
        return [self._message(unit) for unit in found if self.everything or unit.bound.state != "current"]

    def _message(self, unit: Unit) -> Message:
        old = unit.bound.translated
        remembered = self.library.memory.get(old.renders or "") if old and unit.bound.state == "outdated" else None
        return Message(
            unit.bound.source.text,
            old.text if old else "",
            flags=["fuzzy"] if unit.bound.state == "outdated" else [],
            auto_comments=list(self._comments(unit)),
            previous_id=remembered.text if remembered else "",
            context=unit.context,
        )

    def _comments(self, unit: Unit) -> Iterator[str]:
        language, text = unit.language, unit.bound.source.text
        address = self.library.the_site().base_url + unit.entry.address(language)
        yield translate(mark("See it on this page: %(address)s"), language, address=address)
        headings = _HEADINGS | {section.key: section.heading for section in unit.entry.kind.sections}
        if heading := headings.get(unit.part):
            yield translate(mark("Part of the page: %(heading)s"), language, heading=translate(heading, language))
        printer = Printer(self.library, language, self.day)
        names = list(dict.fromkeys(TOKEN.findall(text)))
        for name in names:
            if name in self.library.figures:
                yield f"{{{name}}} = {printer.figure_text(name)}"
        if names:
            yield translate(mark("Keep the words in braces as they are; the page puts the number there."), language)
        for chinese, rendering in self.terms(text, language):
            yield translate(
                mark("Agreed term: %(chinese)s = %(rendering)s"), language, chinese=chinese, rendering=rendering
            )
