"""Guide 法令宣導: what the law says for one situation, and what to do."""

from collections.abc import Iterable
from typing import Literal

from pydantic import field_validator

from api.domain.limits import LIMITS
from api.kinds.base import Facts, Kind, Section
from i18n.messages import mark

Situation = Literal[
    "not-paid", "hours", "holidays", "family", "hurt", "papers", "fired", "harassed", "leaving", "home",
    "young", "work", "insurance", "union", "employer",
]  # fmt: skip

SITUATIONS: dict[str, tuple[str, str]] = {
    # situation -> (what the reader would say, icon)
    "not-paid": (mark("I was not paid"), "wages"),
    "hurt": (mark("I was hurt at work"), "hurt"),
    "papers": (mark("Somebody keeps my papers or my money"), "papers"),
    "fired": (mark("I was told to go"), "fired"),
    "harassed": (mark("Somebody harasses me or treats me worse"), "harassed"),
    "leaving": (mark("I want to leave"), "leaving"),
    "home": (mark("I care for someone at home"), "home-care"),
    "hours": (mark("I work too long"), "hours"),
    "holidays": (mark("I need a day off"), "holidays"),
    "family": (mark("I am pregnant or have a small child"), "family"),
    "young": (mark("I am a student or work part-time"), "class"),
    "work": (mark("I look for work or want to learn a trade"), "fair"),
    "insurance": (mark("I ask about insurance and pension"), "insurance"),
    "union": (mark("We want a union"), "union"),
    "employer": (mark("I employ people"), "place"),
}


class GuideFacts(Facts):
    """Facts of a guide.

    `limits` are printed as the list of time limits, `diagram` as a drawn process, `history` as a
    table of what the figures were before. A `critical` guide must not lag behind its
    Chinese for long; a `neutral` one is also printed under a name that gives nothing away on a phone that somebody checks.
    """

    situation: Situation
    audience: tuple[Literal["workers", "migrants", "carers", "employers"], ...]
    order: int
    laws: tuple[str, ...]
    related: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    calculators: tuple[str, ...] = ()
    diagram: Literal["", "mediation", "accident", "complaint"] = ""
    history: tuple[str, ...] = ()
    critical: bool = False
    neutral: bool = False

    @field_validator("limits")
    @classmethod
    def _declared(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [name for name in names if name not in LIMITS]:
            raise ValueError(f"no time limit is called {unknown}; api/domain/limits.py declares them")
        return names


def _references(facts: GuideFacts) -> Iterable[tuple[str, str]]:
    yield from (("figures", name) for name in (*facts.laws, *facts.history))
    for name in facts.limits:
        limit = LIMITS[name]
        yield from (("figures", figure) for figure in (limit.figure, limit.article, limit.outer) if figure)
    yield from (("guides", slug) for slug in facts.related)


GUIDE = Kind(
    name="guide",
    folder="guides",
    title=mark("Your rights at work"),
    lead=mark("Short answers to what happens at work, with the law behind them and whom to call."),
    facts=GuideFacts,
    sections=(
        Section("answer", mark("The answer")),
        Section("covered", mark("Am I covered?")),
        Section("today", mark("Do this today")),
        Section("week", mark("Do this within a week"), required=False),
        Section("evidence", mark("What to keep"), required=False),
        Section("say", mark("Say this, or show it"), required=False, beside=True),
        Section("call", mark("Whom to call")),
        Section("unknown", mark("What is not known yet"), required=False),
    ),
    schema_type="Article",
    references=_references,
    search_boost=1.2,
)
