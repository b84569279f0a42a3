"""Which numbers a text spells out in words, by language, as data files say."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.languages import Language

FOLDER = Path(__file__).parent / "numerals"
# In capitals only, and no lone C, D, L or M: those are letters of a list.
ROMAN = r"(?-i:(?=[IVX]|[LCDM][IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![^\W_\u3400-\u9fff])"
SMALL = 10
"""The largest number that is ordinary prose where it counts no unit: "two copies"."""
# Amounts and shares are figures from one on: "one dollar", "one per cent".
_EXACT = {"money", "percent", "articles"}
_MASK = "\ue000"


@dataclass(frozen=True)
class Spelling:
    """How one language spells numbers, as patterns made from its data file."""

    words: dict[str, float]
    scales: dict[str, float]
    word: re.Pattern[str]
    number: re.Pattern[str]
    plain: re.Pattern[str]
    units: tuple[str, ...]
    multiples: dict[str, re.Pattern[str]]
    rates: dict[str, re.Pattern[str]]
    counts_from: float


@dataclass(frozen=True)
class Spelled:
    """One number spelled in words: what stands in the text and what it is worth."""

    text: str
    value: float


def _any(entries: Iterable[str], edge: tuple[str, str] = ("", "")) -> str:
    found = "|".join(sorted(entries, key=len, reverse=True))
    return f"{edge[0]}(?:{found}){edge[1]}" if found else "(?!)"


def _patterns(table: dict[str, list[str]], edge: tuple[str, str]) -> dict[str, re.Pattern[str]]:
    return {key: re.compile(_any(found, edge), re.IGNORECASE) for key, found in table.items()}


@cache
def _spelling(slug: str) -> Spelling | None:
    path = FOLDER / f"{slug}.toml"
    if not path.is_file():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    edge = (r"(?<!\w)", r"(?!\w)") if data["divided"] else ("", "")
    word = _any([*data["values"], *data["scales"]], edge)
    unit = "|".join(f"(?P<{name}>{_any(found)})" for name, found in data["units"].items())
    counted = rf"[\s-]*(?:(?:{data['filler'] or '(?!)'})[\s-]*)?(?:{unit}){edge[1]}"
    announced = rf"{_any(data['announce'], (edge[0], ''))}\s*"
    roman = rf"(?P<roman>{announced}{ROMAN})"
    run = rf"(?P<announced>{announced})?(?P<run>{word}(?:{data['between']}{word})*)(?:{counted})?"
    return Spelling(
        data["values"],
        data["scales"],
        re.compile(word, re.IGNORECASE),
        re.compile(f"{roman}|{run}", re.IGNORECASE),
        re.compile(_any(data["plain"], edge), re.IGNORECASE),
        tuple(data["units"]),
        _patterns(data["multiples"], edge),
        _patterns(data["rates"], edge),
        data["counts_from"],
    )


def _worth(word: str, spelling: Spelling) -> tuple[float, bool]:
    """Return what `word` is worth and whether it multiplies what stands before it."""
    for table, multiplies in ((spelling.words, False), (spelling.scales, True)):
        for entry, value in table.items():
            if re.fullmatch(entry, word, re.IGNORECASE):
                return value, multiplies
    raise LookupError(word)


def worth(words: list[str], spelling: Spelling) -> float:
    """Return the number that `words` spell: "twenty", "nine", "thousand" is 29000; digit by digit counts as digits."""
    total = section = pending = 0.0
    digit = False
    for word in words:
        value, multiplies = _worth(word, spelling)
        if not multiplies and value < SMALL:
            pending = pending * 10 + value if digit else value
            digit = value == int(value)
            continue
        digit = False
        if not multiplies:
            section += value
        elif value < 1000:
            section, pending = section + (pending or 1) * value, 0.0
        elif value > total > 0:
            total, section, pending = (total + section + pending) * value, 0.0, 0.0
        else:
            total, section, pending = total + (section + pending or 1) * value, 0.0, 0.0
    return total + section + pending


def _is_figure(found: re.Match[str], value: float, spelling: Spelling) -> bool:
    """Return whether a number in words states a fact; otherwise it is ordinary prose.

    It is one when it is announced ("Article thirty"), when it counts a unit ("thirty days"; one only counts money, shares and
    articles unless the language says otherwise), and when it is larger than ten and no bare "hundred".
    """
    if found["announced"] and value:
        return True
    unit = next((name for name in spelling.units if found[name]), None)
    if unit:
        return value >= (min(spelling.counts_from, 1) if unit in _EXACT else spelling.counts_from) or 0 < value < 1
    words = spelling.word.findall(found["run"])
    return value > SMALL and not all(_worth(word, spelling)[1] for word in words)


def spelled_figures(text: str, language: Language) -> Iterator[Spelled]:
    """Yield every number in words that `text` should have named as a figure; none where `language` has no data yet."""
    if not (spelling := _spelling(language.slug)):
        return
    for found in spelling.number.finditer(spelling.plain.sub(_MASK, text)):
        if found["roman"]:
            yield Spelled(found[0], 0)
            continue
        value = worth(spelling.word.findall(found["run"]), spelling)
        if _is_figure(found, value, spelling):
            yield Spelled(found[0].strip(), value)


def _said(patterns: dict[str, re.Pattern[str]], text: str) -> Counter[str]:
    return Counter({key: count for key, pattern in patterns.items() if (count := len(pattern.findall(text)))})


def multiples(text: str, language: Language) -> set[str] | None:
    """Return the multiples that `text` says in a word ("2" for "double"), or None where `language` has no data yet."""
    spelling = _spelling(language.slug)
    return set(_said(spelling.multiples, text)) if spelling else None


def rates(text: str, language: Language) -> Counter[str] | None:
    """Return how often `text` says a rate, by unit ("months" for "a month"), or None where `language` has no data yet."""
    spelling = _spelling(language.slug)
    return _said(spelling.rates, text) if spelling else None
