"""Guide 法令宣導: what the law says for one situation, and what to do."""

from collections.abc import Iterable
from typing import Literal

from api.kinds.base import Facts, Kind, Section
from i18n.messages import mark

Situation = Literal["not-paid", "hurt", "papers", "fired", "harassed", "leaving", "hours", "holidays", "home"]

SITUATIONS: dict[str, tuple[str, str]] = {
    # situation -> (what the reader would say, icon)
    "not-paid": (mark("I was not paid"), "wages"),
    "hurt": (mark("I was hurt at work"), "hurt"),
    "papers": (mark("Somebody keeps my papers or my money"), "papers"),
    "fired": (mark("I was told to go"), "fired"),
    "harassed": (mark("Somebody harasses me"), "harassed"),
    "leaving": (mark("I want to leave"), "leaving"),
    "hours": (mark("I work too long"), "hours"),
    "holidays": (mark("I need a day off"), "holidays"),
    "home": (mark("I care for someone at home"), "home-care"),
}


class GuideFacts(Facts):
    """Facts of a guide."""

    situation: Situation
    audience: tuple[Literal["workers", "migrants", "carers"], ...]
    order: int
    laws: tuple[str, ...]
    related: tuple[str, ...] = ()


def _references(facts: GuideFacts) -> Iterable[tuple[str, str]]:
    yield from (("figures", name) for name in facts.laws)
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
        Section("do", mark("What to do")),
        Section("evidence", mark("What to keep"), required=False),
        Section("say", mark("Say this, or show it"), required=False, beside=True),
        Section("call", mark("Whom to call")),
        Section("unknown", mark("What is not known yet"), required=False),
    ),
    schema_type="Article",
    references=_references,
    search_boost=1.2,
)
