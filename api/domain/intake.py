"""What can be filed at the bureau: three doors, the kinds of complaint with their categories, who handles them, and by when."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateutil.relativedelta import relativedelta

from api.domain.workdays import add_workdays
from i18n.messages import mark

DoorName = Literal["tip", "case", "mediation"]
DOORS: Mapping[DoorName, str] = {
    "tip": mark("Give a tip"),
    "case": mark("File a confidential case"),
    "mediation": mark("Apply for mediation"),
}

UNITS: Mapping[str, str] = {
    "inspection": mark("Labour conditions section"),
    "relations": mark("Labour relations section"),
    "equality": mark("Equality at work section"),
    "jobs": mark("Employment services section"),
    "migrants": mark("Migrant workers section"),
    "safety": mark("Occupational safety section"),
    "ethics": mark("Ethics office"),
    "director": mark("Director's office"),
}
"""The units of the bureau that handle cases. What lies with `ethics` is seen by its own members only."""


@dataclass(frozen=True)
class AnswerClock:
    """How long the bureau has for its answer, counted on the calendar; `is_law` tells law from the bureau's own promise.

    `is_about`: the law gives the days of each step, and their sum is ours.
    """

    days: int = 0
    months: int = 0
    source: str = ""
    is_law: bool = True
    is_about: bool = False

    def due_on(self, filed_on: dt.date) -> dt.date:
        """Return the last day on which the answer is in time."""
        return filed_on + relativedelta(days=self.days, months=self.months)


CLOCKS: Mapping[str, AnswerClock] = {
    "labour": AnswerClock(days=60, source="Labor Standards Act, Article 74, paragraph 4"),
    "harassment": AnswerClock(months=2, source="Gender Equality in Employment Act: rules for local authorities"),
    # Neither that Act on unequal treatment nor the Employment Service Act, Article 5, gives a local authority its days.
    "equality": AnswerClock(months=2, source="the bureau's own promise", is_law=False),
    "mediation": AnswerClock(
        days=3 + 7 + 10, source="Act for Settlement of Labor-Management Disputes, Article 12", is_about=True
    ),
    # Where it is needed, or both sides agree, the last step may take 7 days more: that is not promised to anybody.
    "mediation-committee": AnswerClock(
        days=3 + 14 + 10 + 15,
        source="Act for Settlement of Labor-Management Disputes, Articles 14 to 16",
        is_about=True,
    ),
    "petition": AnswerClock(days=30, source="the bureau's own promise", is_law=False),
    "promise": AnswerClock(days=60, source="the bureau's own promise", is_law=False),
}

FIRST_REPLY_WORKDAYS = 3
"""Working days within which somebody writes to the complainant in their own language (the bureau's own promise)."""


def first_reply_by(filed_on: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """Return the last day for the first reply in the complainant's language."""
    return add_workdays(filed_on, FIRST_REPLY_WORKDAYS, holidays)


@dataclass(frozen=True)
class Kind:
    """One kind of complaint: its doors, its categories, who handles it, its clock, and how long it is kept once closed.

    `clocks` names the categories that have a clock of their own.
    """

    label: str
    doors: tuple[DoorName, ...]
    unit: str
    clock: str
    categories: Mapping[str, str] = field(default_factory=dict)
    keep_years: int = 5
    clocks: Mapping[str, str] = field(default_factory=dict)


OTHER = {"other": mark("Something else")}

KINDS: Mapping[str, Kind] = {
    "dispute": Kind(
        mark("Pay, contract, accident or pension"),
        ("tip", "case", "mediation"),
        "inspection",
        "labour",
        {
            "wages": mark("Wages or overtime"),
            "contract": mark("Contract, dismissal or severance"),
            "accident": mark("Occupational accident"),
            "retirement": mark("Retirement or pension"),
            "insurance": mark("Labour insurance"),
            **OTHER,
        },
    ),
    "discrimination": Kind(
        mark("Harassment or discrimination"),
        ("tip", "case"),
        "equality",
        "equality",
        {
            "harassment": mark("Sexual harassment"),
            "sex": mark("Because of sex or pregnancy"),
            "age": mark("Because of age"),
            "disability": mark("Because of a disability"),
            "appearance": mark("Because of appearance"),
            "marriage": mark("Because of marriage"),
            "birthplace": mark("Because of place of birth"),
            **OTHER,
        },
        keep_years=10,
        clocks={"harassment": "harassment"},
    ),
    "job-fraud": Kind(
        mark("False job offers"),
        ("tip", "case"),
        "jobs",
        "promise",
        {
            "false-advert": mark("The advertisement was not true"),
            "papers": mark("They kept papers or asked for private data"),
            "property": mark("They kept money or things"),
            "pay-hidden": mark("The pay was not stated"),
            **OTHER,
        },
    ),
    "migrant": Kind(
        mark("Life and work as a migrant"),
        ("tip", "case"),
        "migrants",
        "promise",
        {
            "papers": mark("Passport or papers are kept"),
            "pay": mark("Pay or deductions"),
            "rest": mark("Rest, food or room"),
            "violence": mark("Violence or threats"),
            "other-work": mark("Work that is not in the contract"),
            "transfer": mark("Changing the employer, or being sent home"),
            **OTHER,
        },
    ),
    "agency": Kind(
        mark("A broker or an agency"),
        ("tip", "case"),
        "migrants",
        "promise",
        {
            "fees": mark("Fees that are too high"),
            "papers": mark("Passport or papers are kept"),
            "threats": mark("Threats"),
            "lies": mark("Lies about the work"),
            "no-help": mark("They do not help"),
            **OTHER,
        },
    ),
    "safety": Kind(
        mark("Danger at work"),
        ("tip", "case"),
        "safety",
        "promise",
        {
            "falls": mark("Height, machines or electricity"),
            "substances": mark("Heat, dust or chemicals"),
            "gear": mark("Helmets, belts or masks are missing"),
            "hidden": mark("An accident is being hidden"),
            **OTHER,
        },
    ),
    "corruption": Kind(
        mark("Bribery, or wrongdoing in the bureau"),
        ("tip", "case"),
        "ethics",
        "promise",
        {
            "bribe": mark("Money or presents"),
            "favour": mark("Somebody is favoured"),
            "leak": mark("Something secret was passed on"),
            **OTHER,
        },
        keep_years=10,
    ),
    "mailbox": Kind(
        mark("A letter to the director"),
        ("case",),
        "director",
        "petition",
        {
            "service": mark("How the bureau treated me"),
            "idea": mark("An idea"),
            "question": mark("A question"),
            **OTHER,
        },
        keep_years=3,
    ),
}


def unit_of(kind: str, door: str) -> str:
    """Return the unit that handles a case of `kind` filed at `door`."""
    return "relations" if door == "mediation" else KINDS[kind].unit


def clock_of(kind: str, door: str, *, category: str = "", method: str = "") -> AnswerClock:
    """Return by which clock a case of `kind` and `category` filed at `door` is answered; `method` is that of a mediation."""
    if door == "mediation":
        return CLOCKS["mediation-committee" if method == "committee" else "mediation"]
    return CLOCKS[KINDS[kind].clocks.get(category, KINDS[kind].clock)]


def kinds_at(door: str) -> dict[str, str]:
    """Return the marked names of the kinds that can be filed at `door`, by key."""
    return {name: kind.label for name, kind in KINDS.items() if door in kind.doors}
