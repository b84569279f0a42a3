"""Which words of a sentence forbid, deny, allow or demand, by language, as data files say."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from i18n.languages import Language

FOLDER = Path(__file__).parent / "modality"
Force = Literal["negative", "permit", "oblige", "forbid", "exempt"]
FORCES: tuple[Force, ...] = ("negative", "permit", "oblige", "forbid", "exempt")
# A ban and an exemption deny, each in its own way.
_DENIALS = ("forbid", "exempt")
_SPECIAL = re.compile(r"[\\\[\](){}?*+|^$.]")
PERHAPS = "-perhaps"


@dataclass(frozen=True)
class Tally:
    """How often a text says one force: surely at least `least` times, at most `most`; `words` are those it says it with."""

    least: int
    most: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The words of one language: one pattern of all entries, what each is (by its text, or by its group), where a sentence ends."""

    pattern: re.Pattern[str]
    kinds: dict[str, str]
    ends: re.Pattern[str]


@cache
def _words(slug: str) -> Words | None:
    path = FOLDER / f"{slug}.toml"
    if not path.is_file():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    edge = (r"(?<!\w)", r"(?!\w)") if data.pop("divided") else ("", "")
    ends = re.compile(data.pop("ends") or "(?!)")
    entries = sorted(((entry, kind) for kind, found in data.items() for entry in found), key=lambda row: -len(row[0]))
    alternatives, kinds = [], {}
    for number, (entry, kind) in enumerate(entries):
        # Only an entry that is more than letters needs a group of its own: without one the search skips it at once.
        group = f"_{number}" if _SPECIAL.search(entry) else ""
        alternatives.append(f"(?P<{group}>{entry})" if group else entry)
        kinds[group or entry.casefold()] = kind
    return Words(re.compile(f"{edge[0]}(?:{'|'.join(alternatives)}){edge[1]}", re.IGNORECASE), kinds, ends)


@lru_cache(maxsize=50_000)
def tallies(text: str, language: Language) -> dict[Force, Tally] | None:
    """Return how often `text` says each force, or None where `language` has no words for it yet."""
    if not (words := _words(language.slug)):
        return None
    found: defaultdict[str, list[str]] = defaultdict(list)
    for match in words.pattern.finditer(text):
        kind = words.kinds[match.lastgroup or match[0].casefold()]
        found[kind].append(match[0])
        if kind in _DENIALS:
            found["negative"].append(match[0])
    return {force: _tally(found[force], found[force + PERHAPS]) for force in FORCES}


def _tally(sure: list[str], perhaps: list[str]) -> Tally:
    return Tally(len(sure), len(sure) + len(perhaps), (*sure, *perhaps))


def sentences(text: str, language: Language) -> list[str]:
    """Return the sentences of `text`; the whole text where `language` marks no end of a sentence, or has no data yet."""
    words = _words(language.slug)
    return [each for each in words.ends.split(text) if re.search(r"\w", each)] if words else [text]
