"""How a case ended, and what is counted of it: nothing here leads back to anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from i18n.messages import mark

Outcome = Literal["open", "answered", "settled", "not-settled", "referred", "withdrawn", "no-result"]
OUTCOMES: Mapping[Outcome, str] = {
    "settled": mark("Settled or put right"),
    "not-settled": mark("Not settled, or no violation found"),
    "answered": mark("Answered"),
    "referred": mark("Passed to another authority"),
    "withdrawn": mark("Withdrawn"),
    "no-result": mark("Closed without a result"),
    "open": mark("Still being handled"),
}

ReplyLabel = Literal["phrase", "human", "machine"]
REPLY_LABELS: Mapping[ReplyLabel, str] = {
    "phrase": mark("Translated beforehand (phrase book)"),
    "human": mark("Written by a person"),
    "machine": mark("Translated by a machine"),
}


@dataclass(frozen=True)
class CaseCount:
    """One case as it is counted. `filed_month` is "2026-11", `lang` a language slug, `reply_labels` one label a reply."""

    kind: str
    category: str
    door: str
    unit: str
    lang: str
    filed_month: str
    outcome: Outcome
    is_overdue: bool = False
    days_to_first_reply: int | None = None
    reply_labels: tuple[ReplyLabel, ...] = ()
