"""Which words of a sentence forbid, deny, allow or demand, by language, as data files say."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from i18n.languages import Language

FOLDER = Path(__file__).parent / "modality"
Force = Literal["negative", "permit", "oblige"]
FORCES: tuple[Force, ...] = ("negative", "permit", "oblige")
PERHAPS = "-perhaps"


@dataclass(frozen=True)
class Tally:
    """How often a text says one force: surely at least `least` times, at most `most`; `words` are those it says it with."""

    least: int
    most: int
    words: tuple[str, ...]


@cache
def _pattern(slug: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    """Return the pattern of every entry and, by number of its group, what the entry is; None for a language without data."""
    path = FOLDER / f"{slug}.toml"
    if not path.is_file():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    edge = (r"(?<!\w)", r"(?!\w)") if data.pop("divided") else ("", "")
    entries = sorted(((entry, kind) for kind, found in data.items() for entry in found), key=lambda row: -len(row[0]))
    names = tuple(kind for _, kind in entries)
    joined = "|".join(f"(?P<g{number}>{entry})" for number, (entry, _) in enumerate(entries))
    return re.compile(f"{edge[0]}(?:{joined}){edge[1]}", re.IGNORECASE), names


def tallies(text: str, language: Language) -> dict[Force, Tally] | None:
    """Return how often `text` says each force, or None where `language` has no words for it yet."""
    if not (pattern := _pattern(language.slug)):
        return None
    found: dict[str, list[str]] = {kind: [] for kind in pattern[1]}
    for match in pattern[0].finditer(text):
        number = next(name for name in (match.lastgroup or "",) if name)
        found[pattern[1][int(number[1:])]].append(match[0])
    return {
        force: Tally(
            len(found.get(force, ())),
            len(found.get(force, ())) + len(found.get(force + PERHAPS, ())),
            (*found.get(force, ()), *found.get(force + PERHAPS, ())),
        )
        for force in FORCES
    }
