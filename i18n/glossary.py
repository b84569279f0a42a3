"""Which rendering of each labour term every language has agreed on, and the words people really type for it."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.languages import BY_SLUG, SOURCE, Language

FILE = Path(__file__).parent / "glossary.csv"
SEPARATOR = ";"
# Rows whose role is not the worker's.
ROLES = {2: "employer", 7: "person under care", 34: "broker"}
WORKER = "worker"
# A form ends where a word ends; Chinese and Thai letters are not divided.
_EDGE = (r"(?<![a-zà-ɏḀ-ỹ])", r"(?![a-zà-ɏḀ-ỹ])")


@dataclass(frozen=True)
class Term:
    """One labour term: its row number, its field, how sure the renderings are, and its forms by language slug.

    `status` is official (found in an official text), own (our proposal) or mixed (some languages the one, some the other).
    The first form of a language is the approved one; the others are variants that people use.
    """

    number: int
    category: str
    status: str
    forms: dict[str, tuple[str, ...]]

    def approved(self, language: Language) -> str | None:
        """Return the approved rendering in `language`, or None where it has none yet."""
        return next(iter(self.forms.get(language.slug, ())), None)


def _forms(row: dict[str, str], slug: str) -> tuple[str, ...]:
    written = [row[slug], *row[f"{slug}-variants"].split(SEPARATOR)]
    return tuple(form for form in (each.strip() for each in written) if form)


@cache
def glossary() -> tuple[Term, ...]:
    """Return every term in the order of the file; a language without a column has no forms."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(
                int(row["number"]),
                row["category"],
                row["status"],
                {slug: _forms(row, slug) for slug in BY_SLUG if slug in row},
            )
            for row in csv.DictReader(file)
        )


def _is_role(term: Term) -> bool:
    return term.category == "people" or term.number in ROLES


@cache
def _speaking(slug: str) -> tuple[re.Pattern[str], dict[str, Term]]:
    """Return the pattern of all forms of roles, and of the longer forms that hold one, and the term behind each form."""
    forms = [(form, term) for term in glossary() for form in term.forms.get(slug, ())]
    names = [form.casefold() for form, term in forms if _is_role(term)]
    # "Transfer to another employer" still speaks of the employer; 勞工局 and 勞工保險 do not speak of a worker.
    wanted = [
        (form, term)
        for form, term in forms
        if _is_role(term) or (term.category != "migrant" and any(name in form.casefold() for name in names))
    ]
    wanted.sort(key=lambda row: -len(row[0]))
    joined = "|".join(re.escape(form) for form, _ in wanted)
    pattern = re.compile(f"{_EDGE[0]}(?:{joined or '(?!)'}){_EDGE[1]}", re.IGNORECASE)
    return pattern, {form.casefold(): term for form, term in reversed(wanted)}


def roles(text: str, language: Language) -> Counter[str]:
    """Return how often `text` speaks of each role: the worker (of whatever trade), the employer, the broker.

    The longest term wins, so that 勞工局 is no 勞工. Looked for as written, not by i18n.text: marks tell roles apart, and the
    analyser, which is made for who types none, leans on this file.
    """
    pattern, terms = _speaking(language.slug)
    named = (terms[found.casefold()] for found in pattern.findall(text))
    return Counter(ROLES.get(term.number, WORKER) for term in named if _is_role(term))


def terms_in(text: str, language: Language) -> list[tuple[str, str]]:
    """Return (Chinese term, approved rendering in `language`) of each term that the Chinese `text` holds, longest first.

    A term inside a longer one that is told already is left out: 職業災害保險 is one term, not two.
    """
    told: list[tuple[str, str]] = []
    forms = [(form, term) for term in glossary() for form in term.forms.get(SOURCE.slug, ())]
    for form, term in sorted(forms, key=lambda row: -len(row[0])):
        rendering = term.approved(language)
        if rendering and form in text and not any(form in longer for longer, _ in told):
            told.append((form, rendering))
    return told
