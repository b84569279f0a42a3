"""Whether a translated block says what its Chinese block says: forces, figures, units, names, people, lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from api.content.blocks import LINK, TOKEN
from i18n.formats import HAN
from i18n.glossary import roles
from i18n.languages import SOURCE, Language
from i18n.modality import Force, Tally, sentences, tallies
from i18n.numerals import multiples, rates
from i18n.text.fold import without_marks

TOLD: dict[str, str] = {
    "negative": "a denial is missing or added",
    "oblige": "a demand is missing or added",
    "permit": "a permission and a demand changed places",
    "forbid": "a ban became a permission or an exemption, or the reverse",
}
DENIALS_AND_DEMANDS: tuple[Force, ...] = ("negative", "oblige")
# Stand for a figure and for an article, so that words before them can be told apart: "under 30 days", "under Article 30".
_FIGURE, _ARTICLE = "\ue001", "\ue002"
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_WRAPPED = re.compile(f"(?<={HAN}) (?={HAN})")
_NAME = re.compile(r"[A-Za-z][A-Za-z.]*[A-Za-z]")


@dataclass(frozen=True)
class Alarm:
    """One difference: on which line of the block (from 0), and what the Chinese and the translation say."""

    line: int
    problem: str


def _lines(text: str) -> list[tuple[int, str]]:
    """Return each list item, or the paragraph, as one line however it is wrapped, with the place where it begins."""
    found: list[tuple[int, str]] = []
    for place, line in enumerate(text.split("\n")):
        if found and not _ITEM.match(line):
            begun, before = found[-1]
            found[-1] = (begun, _WRAPPED.sub("", f"{before} {line.strip()}"))
        else:
            found.append((place, line.strip()))
    return found


def _words(text: str) -> str:
    """Return `text` without what is no word: names of figures, addresses of links, bold."""
    linked = LINK.sub(lambda found: found[0][1 : found[0].index("](")], text)
    return TOKEN.sub(lambda found: _ARTICLE if found[1].startswith("art-") else _FIGURE, linked).replace("**", "")


def _figures(source: str, translated: str, language: Language) -> Iterator[str]:
    """Tell of figures that are others, stand another number of times or in another order.

    Of a language whose words are not known yet, nobody has measured whether it keeps the order: there the order is free.
    """
    wanted, used = TOKEN.findall(source), TOKEN.findall(translated)
    same = wanted == used if tallies("", language) else sorted(wanted) == sorted(used)
    if not same:
        yield f"the Chinese names the figures {wanted}, the translation {used}"


def _apart(wanted: Tally, used: Tally) -> int:
    """Return 1 where the translation surely says more, -1 where it surely says less, 0 where it may say the same."""
    return (used.least > wanted.most) - (used.most < wanted.least)


def _differing(wanted: dict[Force, Tally], used: dict[Force, Tally]) -> Force | None:
    """Return the force that differs: a denial, a demand, a ban for an exemption, a permission where a demand stood."""
    for force in DENIALS_AND_DEMANDS:
        if _apart(wanted[force], used[force]):
            return force
    if used["forbid"].most < wanted["forbid"].least and used["exempt"].least > wanted["exempt"].most:
        return "forbid"
    freer = _apart(wanted["permit"], used["permit"])
    if freer * (used["forbid"].least - wanted["forbid"].least) < 0:
        return "forbid"
    looser = used["oblige"].least < wanted["oblige"].most
    stricter = used["oblige"].most > wanted["oblige"].least
    return "permit" if (freer > 0 and looser) or (freer < 0 and stricter) else None


def _clauses(source: str, translated: str, language: Language) -> list[tuple[str, str]]:
    """Return the sentences of both side by side where there are as many, else both texts whole."""
    first, second = sentences(source, SOURCE), sentences(translated, language)
    return list(zip(first, second, strict=True)) if len(first) == len(second) else [(source, translated)]


def _forces(source: str, translated: str, language: Language) -> Iterator[str]:
    """Tell of a denial or a demand that is missing or added, and of a permission that changed places with a demand."""
    for first, second in _clauses(_words(source), _words(translated), language):
        wanted, used = tallies(first, SOURCE), tallies(second, language)
        if wanted and used and (force := _differing(wanted, used)):
            said, says = (", ".join(each[force].words) or "nothing" for each in (wanted, used))
            yield f"{TOLD[force]}: the Chinese says {said}, the translation {says}"


def _rates(source: str, translated: str, language: Language) -> Iterator[str]:
    """Tell of one rate for another: a day for a month."""
    wanted, used = rates(_words(source), SOURCE), rates(_words(translated), language)
    if not wanted or used is None:
        return
    added = used.keys() - wanted.keys() or ((used - wanted) and (wanted - used) and used - wanted)
    if added:
        yield f"the Chinese says a rate by {sorted(wanted)}, the translation by {sorted(used)}"


def _people(source: str, translated: str, language: Language) -> Iterator[str]:
    """Tell where one role stands for another: the worker for the employer."""
    wanted, used = roles(_words(source), SOURCE), roles(_words(translated), language)
    missing, added = wanted - used, used - wanted
    if missing and added:
        yield f"the Chinese says {sorted(missing)}, the translation {sorted(added)}"


def _multiples(source: str, translated: str, language: Language) -> Iterator[str]:
    """Tell of "double", "half" or "both" that is missing or added."""
    wanted, used = multiples(_words(source), SOURCE), multiples(_words(translated), language)
    if wanted is not None and used is not None and wanted != used:
        yield f"the Chinese says a multiple of {sorted(wanted)}, the translation of {sorted(used)}"


def _names(source: str, translated: str, language: Language) -> Iterator[str]:
    """Tell of a name in Latin letters that got lost."""
    del language
    written = without_marks(_words(translated)).casefold()
    for name in _NAME.findall(_words(source)):
        if name.casefold() not in written:
            yield f"the Chinese names {name}, the translation does not"


CHECKS: tuple[Callable[[str, str, Language], Iterator[str]], ...] = (
    _figures,
    _forces,
    _rates,
    _people,
    _multiples,
    _names,
)


@lru_cache(maxsize=50_000)
def alarms(source: str, translated: str, language: Language) -> tuple[Alarm, ...]:
    """Return where the block `translated` differs in meaning from the Chinese block `source`.

    Compared line by line where both have as many lines (a list item is a line), else as a whole.
    """
    lines, found = _lines(source), _lines(translated)
    if len(lines) != len(found):
        told = f"the Chinese has {len(lines)} lines, the translation {len(found)}"
        return (Alarm(0, told), *_told(0, source, translated, language))
    return tuple(
        alarm
        for (_, wanted), (place, used) in zip(lines, found, strict=True)
        for alarm in _told(place, wanted, used, language)
    )


def _told(line: int, source: str, translated: str, language: Language) -> list[Alarm]:
    return [Alarm(line, problem) for check in CHECKS for problem in check(source, translated, language)]
