"""How a reply reads: parts that each say who worded them (the phrase book, an officer, a machine), in the reader's language."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from api.domain.intake import UNITS
from api.domain.phrase_book import AUTHORITIES, GIVEN, PHRASES
from i18n import formats
from i18n.languages import Language, by_slug
from i18n.messages import mark, translate

Label = Literal["phrase", "human", "machine"]
Part = Mapping[str, Any]
"""As JSON keeps it: {"label": "phrase", "key", "values"}, {"label": "human", "lang", "text"}, or {"label": "machine",
"lang", "text", "original_lang", "original"}. A machine's words are never without the original beside them."""

LABELS: Mapping[Label, str] = {
    "phrase": mark("A ready-made sentence, translated beforehand"),
    "human": mark("Written by an officer in %(spoken)s"),
    "machine": mark("Translated by a machine: may be wrong"),
}
BY_OFFICER = mark("Written by an officer")
_SLOT = re.compile(r"%\((\w+)\)s")

SLOTS: Mapping[str, tuple[str, Callable[[Any, Language], str]]] = {
    "date": (mark("Date"), lambda value, language: formats.date(dt.date.fromisoformat(value), language, "full")),
    "moment": (
        mark("Day and hour"),
        lambda value, language: formats.moment(dt.datetime.fromisoformat(value), language),
    ),
    "place": (mark("Place, as it is written there"), lambda value, _: str(value)),
    "phone": (mark("Telephone"), lambda value, _: str(value)),
    "amount": (mark("Amount in NT$"), lambda value, language: formats.money(int(value), language)),
    "days": (mark("Number of days"), lambda value, language: formats.unit(int(value), "days", language)),
    "authority": (mark("Authority"), lambda value, language: translate(AUTHORITIES[value], language)),
    "unit": (mark("Unit"), lambda value, language: translate(UNITS[value], language)),
}
"""What can be filled into a phrase: the marked question to the officer, and how the value is printed for the reader.

Days, hours and amounts are kept as ISO 8601 and whole numbers, never as words.
"""


@dataclass(frozen=True)
class Shown:
    """One part as it is read: its label in words, the text and its language, and for a machine's words the original."""

    label: Label
    said: str
    text: str
    language: Language | None
    original: str = ""
    original_language: Language | None = None


def slots(text: str) -> tuple[str, ...]:
    """Return the slots of a marked phrase that are filled in when it is chosen, in the order of the sentence."""
    return tuple(name for name in _SLOT.findall(text) if name not in GIVEN)


def sentence(key: str, values: Mapping[str, Any], language: Language) -> str:
    """Return the phrase `key` in `language`, its slots filled in the way of that language and calendar."""
    text = PHRASES[key].text
    told = {name: SLOTS[name][1](values[name], language) for name in slots(text)}
    fixed = {name: translate(GIVEN[name], language) for name in _SLOT.findall(text) if name in GIVEN}
    return translate(text, language, **told, **fixed)


def outline(key: str, language: Language) -> str:
    """Return the phrase `key` in `language` with a gap for each slot, for whoever chooses it."""
    text = PHRASES[key].text
    given = {name: translate(fixed, language) for name, fixed in GIVEN.items()}
    return translate(text, language, **given, **dict.fromkeys(slots(text), "…"))


def _shown(part: Part, language: Language) -> Shown:
    label: Label = part["label"]
    if label == "phrase":
        text = sentence(part["key"], part["values"], language)
        return Shown(label, translate(LABELS[label], language), text, language)
    written = by_slug(part["lang"])
    if label == "machine":
        original = by_slug(part["original_lang"])
        said = translate(LABELS[label], language)
        return Shown(label, said, part["text"], written, part["original"], original)
    if written is None:
        return Shown(label, translate(BY_OFFICER, language), part["text"], None)
    name = formats.language_name(written, language)
    return Shown(label, translate(LABELS[label], language, spoken=name), part["text"], written)


def render(parts: Sequence[Part], language: Language) -> list[Shown]:
    """Return `parts` for a reader of `language`: phrases in it, everything else in the words of whoever wrote it."""
    return [_shown(part, language) for part in parts]
