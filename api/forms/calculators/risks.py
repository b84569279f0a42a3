"""Calculators about what brokers take and what an accident brings."""

from typing import Annotated, Literal

from pydantic import Field

from api.domain.calculators.accident import AccidentPay, accident_pay
from api.domain.calculators.base import Who
from api.domain.calculators.broker import BrokerFee, Year, broker_fee
from api.domain.calculators.family import YesNo
from api.forms.base import Ask, Form
from api.forms.calculators.declared import PAID_BY, PAY, WHO, YES_NO, Calculator, choice, day, money
from api.forms.typed import Count, Date, Money, Taken
from i18n.messages import mark


class BrokerFeeForm(Form):
    """What a broker takes each month."""

    worker: Annotated[
        Literal["migrant", "technical"],
        choice(
            mark("As what do you work?"),
            {"migrant": mark("As a migrant worker"), "technical": mark("As a foreign technical worker")},
        ),
    ]
    year: Annotated[
        Year,
        choice(
            mark("In which year of this stay?"),
            {"1": mark("The first"), "2": mark("The second"), "3": mark("The third or a later one")},
        ),
    ]
    rehired: Annotated[
        YesNo,
        choice(mark("Did you work two years or more for this employer, go home, and come back to the same?"), YES_NO),
    ]
    broker: Annotated[
        Literal["ordinary", "non-profit"],
        choice(
            mark("What kind of broker is it?"),
            {"ordinary": mark("An ordinary one"), "non-profit": mark("A non-profit one")},
        ),
    ]
    paid: Annotated[Taken, money(mark("Paid to the broker each month in NT$"))]
    months: Annotated[
        Count,
        Field(ge=1, le=12),
        Ask(
            mark("For how many months of that year?"),
            wrong=mark("Write a number from 1 to 12."),
            widget="digits",
        ),
    ]


class AccidentPayForm(Form):
    """Days on which somebody could not work after an accident at work."""

    who: Annotated[Who, WHO]
    paid_by: Annotated[
        Literal["month", "day"],
        choice(PAID_BY.label, {"month": PAID_BY.choices["month"], "day": mark("By the day")}),
    ]
    pay: Annotated[Money, PAY]
    insured: Annotated[
        Money,
        money(mark("Insured monthly wage in NT$"), mark("It stands on the pay slip or in the insurance record.")),
    ]
    first_day: Annotated[Date, day(mark("First day on which you could not work"))]
    days: Annotated[
        Count,
        Field(ge=1, le=1100),
        Ask(
            mark("For how many days?"),
            wrong=mark("Write a whole number of days, at most 1,100."),
            widget="digits",
        ),
    ]


RISK_CALCULATORS = (
    Calculator(
        "broker-fee",
        mark("Does the broker take too much?"),
        mark("The most a broker may take from a foreign worker, and what was too much. Carers at home are covered."),
        BrokerFeeForm,
        BrokerFee,
        broker_fee,
        ("art-broker-fee", "art-broker-fee-nonprofit", "art-broker-fine"),
        (
            "broker-fee-nonprofit",
            "broker-fee-rehired",
            "broker-fee-technical-yearly",
            "broker-fee-year-1",
            "broker-fee-year-2",
            "broker-fee-year-3",
            "broker-fine-times",
        ),
    ),
    Calculator(
        "accident-pay",
        mark("How much pay after an accident at work?"),
        mark("What the insurance and the employer pay while you cannot work. Carers at home are insured."),
        AccidentPayForm,
        AccidentPay,
        accident_pay,
        ("art-accident-lost-pay", "art-accident-employer-duty"),
        (
            "accident-pay-first-months",
            "accident-pay-first-rate",
            "accident-pay-from-day",
            "accident-pay-later-rate",
            "accident-pay-longest",
            "calc-month-days",
        ),
    ),
)
