"""What can be searched without a network: the titles and the labour terms of one language, in one small file."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from api.content.library import Entry
from api.content.markup import Printer
from api.forms.calculators import CALCULATORS
from i18n.languages import Language
from i18n.messages import translate
from i18n.synonyms import groups
from i18n.text import searchable
from i18n.text.fold import fold, simplified
from plugins.edition import Edition

PATH = "search.json"
LARGEST = 40_000
"""Bytes of the file at most, before it is compressed."""

Row = tuple[str, str, str]
"""A page: the folder, its name there, its title."""
Forms = list[str]
T = TypeVar("T", Row, Forms)


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _size(content: Any) -> int:
    return len(_as_json(content).encode())


def _is_over(entry: Entry, edition: Edition) -> bool:
    occurrence = entry.kind.occurrence(entry.facts)
    return bool(occurrence and occurrence.last_on < edition.today)


def _row(path: str, title: str) -> Row:
    folder, _, name = path.strip("/").rpartition("/")
    return folder, name, title


def _pages(edition: Edition, language: Language) -> tuple[list[Row], list[Row]]:
    """Return every page that is not over, those with a date last, and every page that is."""
    printer = Printer(edition.library, language, edition.today)
    coming = [_row(each.path, translate(each.title, language)) for each in CALCULATORS.values()]
    over: list[Row] = []
    for entry in sorted(edition.library.entries.values(), key=lambda entry: entry.kind.is_dated):
        row = _row(entry.key, printer.plain(entry.document(language).title.text))
        (over if _is_over(entry, edition) else coming).append(row)
    return coming, over


def _terms(pages: list[Row], language: Language) -> list[Forms]:
    """Return the forms of each term, the least useful last: where no form stands in a title none is found by it; then long ones."""
    titles = searchable("\n".join(title for _, _, title in pages))
    terms = [list(forms) for forms in groups(language) if len(forms) > 1]
    return sorted(terms, key=lambda forms: (not any(searchable(form) in titles for form in forms), _size(forms)))


def _letters(texts: Iterable[str]) -> str:
    """Return each traditional letter of `texts`, followed by its simplified form."""
    letters = sorted(set("".join(texts)))
    return "".join(letter + other for letter in letters if (other := simplified(letter)) != fold(letter))


def _fitting(rows: Sequence[T], room: int) -> tuple[list[T], int]:
    """Return as many of the first `rows` as fit into `room` bytes, and the room that is left."""
    for number, row in enumerate(rows):
        # The folder of a page is counted once, for all of its pages.
        size = _size(row[1:] if isinstance(row, tuple) else row) + 1
        if size > room:
            return list(rows[:number]), 0
        room -= size
    return list(rows), room


def search_file(edition: Edition, language: Language, largest: int = LARGEST) -> str:
    """Return the file of `language`, as far as `largest` bytes hold it: what is to come, then terms, then what is over."""
    coming, over = _pages(edition, language)
    terms = _terms(coming, language)
    titles = (title for _, _, title in coming + over)
    folders: dict[str, dict[str, str]] = {folder: {} for folder, _, _ in coming + over}
    frame = {
        "pages": folders,
        "terms": [],
        "letters": _letters([*titles, *(form for forms in terms for form in forms)]),
    }
    room = largest - _size(frame)
    coming, room = _fitting(coming, room)
    terms, room = _fitting(terms, room)
    for folder, name, title in coming + _fitting(over, room)[0]:
        folders[folder][name] = title
    return _as_json(frame | {"terms": terms})
