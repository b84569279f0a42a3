"""The most that a broker may charge a foreign worker, and what was paid too much (fee standards, Articles 6 and 7)."""

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import Literal

from api.domain.calculators.base import Figures, Outcome, Quantity, Result, Step
from api.domain.calculators.sums import NOTHING, message, money, owed, step
from i18n.messages import mark

Year = Literal["1", "2", "3"]
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class BrokerFee:
    """The year of the stay, who works for whom, and what was paid a month in NT$ for so many months of that year."""

    worker: Literal["migrant", "technical"]
    year: Year
    rehired: Literal["yes", "no"]
    broker: Literal["ordinary", "non-profit"]
    paid: int
    months: int


def _cap(asked: BrokerFee, law: Figures) -> tuple[Step, Quantity]:
    """Return the step of the cap, and the cap for the months asked about."""
    share = law("broker-fee-nonprofit").value / 100 if asked.broker == "non-profit" else 1
    if asked.worker == "technical":
        yearly = law("broker-fee-technical-yearly")
        years = math.ceil(asked.months / MONTHS_A_YEAR)
        cap = money(math.floor(yearly.value * share))
        return step(mark("Foreign technical workers, a year: at most %(amount)s"), "", cap), cap.times(NOTHING + years)
    figure = "broker-fee-rehired" if asked.rehired == "yes" else f"broker-fee-year-{asked.year}"
    monthly = replace(law(figure), value=law(figure).value * share)
    return step(mark("The cap for a month: %(amount)s"), "art-broker-fee", monthly), monthly.times(
        NOTHING + asked.months
    )


def broker_fee(asked: BrokerFee, law: Figures, today: dt.date) -> Outcome:
    """Return what was paid above the cap, and the fine that the broker risks; carers are protected like all others."""
    del today
    cap, most = _cap(asked, law)
    paid = NOTHING + asked.paid * asked.months
    excess = owed(max(paid - most.value, NOTHING))
    steps = [cap]
    if asked.broker == "non-profit":
        steps.append(
            step(
                mark("A non-profit broker may take %(share)s of the usual cap; that is counted above."),
                "art-broker-fee-nonprofit",
                share=law("broker-fee-nonprofit"),
            )
        )
    article = "" if asked.worker == "technical" else "art-broker-fee"
    steps.append(step(mark("You paid %(paid)s; allowed for that time: %(amount)s"), article, most, paid=money(paid)))
    if excess.value:
        fine = law("broker-fine-times")
        steps.append(
            step(
                mark("The broker risks a fine of %(times)s what was too much: %(amount)s"),
                "art-broker-fine",
                replace(excess.times(fine.value), high=excess.value * (fine.high or fine.value)),
                times=fine,
            )
        )
    headline = (
        message(mark("You paid %(amount)s too much. Keep every receipt."), amount=excess)
        if excess.value
        else message(mark("That is not above the cap: for that time at most %(cap)s."), cap=most)
    )
    notes = (
        message(mark("A broker may never take the fee in advance, and only with a contract and for real service.")),
        message(mark("Money for finding you the job or for a new contract may not be taken at all.")),
    )
    return Result(headline, excess, tuple(steps), notes)
