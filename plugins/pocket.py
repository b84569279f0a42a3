"""What can be searched without a network: the titles and the labour terms of one language, in one small file."""

import json
from typing import Any

from api.content.library import Entry
from api.content.markup import Printer
from api.forms.calculators import CALCULATORS
from i18n.glossary import glossary
from i18n.languages import Language
from i18n.messages import translate
from i18n.text import searchable
from i18n.text.fold import fold, simplified
from plugins.edition import Edition

PATH = "search.json"
LARGEST = 40_000
"""Bytes of the file at most, before it is compressed."""

Row = list[str]


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _is_over(entry: Entry, edition: Edition) -> bool:
    occurrence = entry.kind.occurrence(entry.facts)
    return bool(occurrence and occurrence.last_on < edition.today)


def _pages(edition: Edition, language: Language) -> tuple[list[Row], list[Row]]:
    """Return path and title of every page that is not over, those with a date last, and of every page that is."""
    printer = Printer(edition.library, language, edition.today)
    coming = [[each.path, translate(each.title, language)] for each in CALCULATORS.values()]
    over: list[Row] = []
    for entry in sorted(edition.library.entries.values(), key=lambda entry: entry.kind.is_dated):
        row = [f"{entry.key}/", printer.plain(entry.document(language).title.text)]
        (over if _is_over(entry, edition) else coming).append(row)
    return coming, over


def _terms(pages: list[Row], language: Language) -> list[Row]:
    """Return the forms of each term, the least useful terms last: where no form stands in a title, none is found by it."""
    titles = searchable("\n".join(title for _, title in pages))
    rows = [list(forms) for term in glossary() if len(forms := term.forms.get(language.slug, ())) > 1]
    return sorted(rows, key=lambda row: not any(searchable(form) in titles for form in row))


def _letters(rows: list[Row]) -> str:
    """Return each traditional letter of `rows`, followed by its simplified form."""
    letters = sorted({letter for row in rows for text in row for letter in text})
    return "".join(letter + other for letter in letters if (other := simplified(letter)) != fold(letter))


def _fitting(rows: list[Row], room: int) -> tuple[list[Row], int]:
    """Return as many of the first `rows` as fit into `room` bytes, and the room that is left."""
    for number, row in enumerate(rows):
        size = len(_as_json(row).encode()) + 1
        if size > room:
            return rows[:number], 0
        room -= size
    return rows, room


def search_file(edition: Edition, language: Language, largest: int = LARGEST) -> str:
    """Return the file of `language`, as far as `largest` bytes hold it: what is to come, then terms, then what is over."""
    coming, over = _pages(edition, language)
    terms = _terms(coming, language)
    frame = {"pages": [], "terms": [], "letters": _letters(coming + over + terms)}
    room = largest - len(_as_json(frame).encode())
    coming, room = _fitting(coming, room)
    terms, room = _fitting(terms, room)
    return _as_json(frame | {"pages": coming + _fitting(over, room)[0], "terms": terms})
