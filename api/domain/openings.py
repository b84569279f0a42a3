"""Which firms at coming job fairs have the work that somebody looks for."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from i18n.text import searchable


@dataclass(frozen=True)
class Opening:
    """Openings for one occupation; `wage` is from and to in NT$, or not said."""

    job: str
    count: int
    wage: Literal["unknown"] | tuple[int, int]
    per: Literal["month", "hour"]


@dataclass(frozen=True)
class Firm:
    """One exhibitor; `languages` are those spoken at its stand beside Chinese."""

    name: str
    latin: str
    openings: tuple[Opening, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Fair:
    """One job fair as a build announced it; `titles` by the slug of a language."""

    id: str
    titles: Mapping[str, str]
    held_on: dt.date
    starts: dt.time
    ends: dt.time
    district: str
    sign_language: bool
    interpreters: tuple[str, ...]
    sample: bool
    exhibitors: tuple[Firm, ...]


FAIRS: TypeAdapter[tuple[Fair, ...]] = TypeAdapter(tuple[Fair, ...])
"""Fairs as they lie in the catalogue of a build."""


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is empty does not matter."""

    words: str = ""
    job: str = ""
    district: str = ""
    language: str = ""


@dataclass(frozen=True)
class Stand:
    """A firm at a fair with those of its openings that fit."""

    fair: Fair
    firm: Firm
    openings: tuple[Opening, ...]


def _fits(wanted: list[str], firm: Firm, jobs: Iterable[str]) -> bool:
    """Return whether each of the folded words `wanted` stands in a name of the firm or of the occupation."""
    text = searchable(" ".join((firm.name, firm.latin, *jobs)))
    return all(word in text for word in wanted)


def find(fairs: Iterable[Fair], wish: Wish, names: Mapping[str, tuple[str, ...]], today: dt.date) -> list[Stand]:
    """Return the stands that fit `wish` at fairs that are not over on `today`, the next fair first.

    `names` are the names of each occupation in the languages that may be typed. A language fits where somebody interprets
    at the fair, or where it is spoken at the stand itself.
    """
    wanted = [searchable(word) for word in wish.words.split()]
    found = []
    for fair in sorted(fairs, key=lambda fair: (fair.held_on, fair.starts, fair.id)):
        if fair.held_on < today or wish.district not in {"", fair.district}:
            continue
        for firm in fair.exhibitors:
            if wish.language and wish.language not in {*fair.interpreters, *firm.languages}:
                continue
            openings = tuple(
                each
                for each in firm.openings
                if wish.job in {"", each.job} and _fits(wanted, firm, names.get(each.job, ()))
            )
            if openings:
                found.append(Stand(fair, firm, openings))
    return found
