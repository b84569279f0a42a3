"""What a calculator is: a form, the rule it calls, and the figures and articles that the rule rests on."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.domain.calculators.base import Figures, Outcome
from api.forms.base import Ask, Form
from i18n.messages import mark

FOLDER = "calculators"
"""The part of the address below which every calculator has its page."""
LIST_TITLE = mark("Calculate")
LIST_LEAD = mark("What you are owed, how long you have, and which days off are yours: step by step, with the law.")
CHOOSE = mark("Choose one of the answers.")
WRONG_MONEY = mark("Write the amount in whole NT$, such as 29,500, and at most 1,000,000.")
WRONG_DAY = mark("Write the day as year, month and day, such as 2026-03-01, and not before 1984.")


@dataclass(frozen=True)
class Calculator:
    """One calculator. The `form` fills `asked`, which `rule` answers.

    `laws` are the article figures of its page, most important first; `needs` the other figures that the rule asks for.
    """

    name: str
    title: str
    lead: str
    form: type[Form]
    asked: type[Any]
    rule: Callable[[Any, Figures, dt.date], Outcome]
    laws: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return the address of the page without the language."""
        return f"{FOLDER}/{self.name}/"


def money(label: str, hint: str = "") -> Ask:
    """Return the question for an amount."""
    return Ask(label, hint, wrong=WRONG_MONEY, widget="digits")


def day(label: str, hint: str = "") -> Ask:
    """Return the question for a day."""
    return Ask(label, hint, wrong=WRONG_DAY, widget="date")


def choice(label: str, choices: dict[str, str], hint: str = "") -> Ask:
    """Return the question with one of `choices` for an answer."""
    return Ask(label, hint, missing=CHOOSE, wrong=CHOOSE, widget="radios", choices=choices)


YES_NO = {"yes": mark("Yes"), "no": mark("No")}
WHO = choice(
    mark("Where do you work?"),
    {
        "standard": mark("In a firm, factory, shop, farm, ship or care home"),
        "home": mark("In a private household, as a carer or domestic helper"),
    },
)
PAID_BY = choice(mark("How are you paid?"), {"month": mark("By the month"), "hour": mark("By the hour")})
PAY = money(mark("Your pay in NT$"), mark("For the month, day or hour, as chosen above. Without overtime pay."))
WAGE = money(mark("Monthly wage in NT$"))
WAGE_OPTIONAL = money(mark("Monthly wage in NT$ (optional)"))
FIRST_DAY = day(mark("First day of work with this employer"))
# Figures that the answer to a carer names.
HOME_NEEDS = ("carer-agreed-pay", "carer-agreed-rest-day-pay", "carer-agreed-since")
