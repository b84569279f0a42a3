"""How the answers of a complaint are read back: each question with its answer in words, part by part."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from api.domain.intake import KINDS, DoorName
from api.forms.filing import filing_fields, steps
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate


class Line(NamedTuple):
    """One question, its answer, and whether the person chose it or wrote it in their own words."""

    question: str
    answer: str
    is_chosen: bool


class Part(NamedTuple):
    """One part of the answers: the name of its step, its title, its lines."""

    name: str
    title: str
    lines: tuple[Line, ...]


def said(value: str, choices: Sequence[tuple[str, str]], language: Language) -> str:
    """Return the words of a chosen `value` in `language`; in it several are parted by spaces."""
    words = dict(choices)
    return formats.listing([words[key] for key in value.split() if key in words], language)


def read_back(door: DoorName, kind: str, values: Mapping[str, str], language: Language) -> list[Part]:
    """Return the parts of a complaint in `language`; `values` are those of the form, by dotted name."""
    found = filing_fields(door, kind, language, values)
    return [
        Part(
            step.name,
            translate(mark("What it is about") if step.name == "about" else step.title, language),
            tuple(
                Line(
                    view.label,
                    said(view.value, view.choices, language) if view.choices else view.value,
                    bool(view.choices),
                )
                for view in found
                if view.name.startswith(f"answers.{step.name}.")
            ),
        )
        for step in steps(door, kind)
    ]


def title_of(kind: str, language: Language) -> str:
    """Return what `kind` is called."""
    return translate(KINDS[kind].label, language) if kind in KINDS else kind
