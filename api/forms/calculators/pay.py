"""Calculators about pay: overtime, the minimum wage, sick days."""

from typing import Annotated

from pydantic import Field

from api.domain.calculators.base import PaidBy, Who
from api.domain.calculators.overtime import Day, Overtime, overtime
from api.domain.calculators.sickness import SickPay, sick_pay
from api.domain.calculators.wages import PaySlip, minimum_wage
from api.forms.base import Ask, Form
from api.forms.calculators.declared import HOME_NEEDS, PAID_BY, PAY, WAGE, WHO, WRONG_DAY, Calculator, choice, money
from api.forms.typed import Count, Date, Money, Number, Taken
from i18n.messages import mark

WRONG_HOURS = mark("Write the hours as a number, such as 2 or 2.5.")
WRONG_COUNT = mark("Write a whole number of days.")


class OvertimeForm(Form):
    """Hours beyond the normal ones, or on a day off."""

    who: Annotated[Who, WHO]
    day: Annotated[
        Day,
        choice(
            mark("What kind of day was it?"),
            {
                "workday": mark("A workday"),
                "rest-day": mark("A rest day (休息日)"),
                "holiday": mark("A public holiday"),
                "annual-leave": mark("A day of my annual leave"),
                "regular-leave": mark("A regular leave day (例假)"),
            },
            mark("Each week has one rest day and one regular leave day. Your rota or the employer says which."),
        ),
    ]
    hours: Annotated[
        Number,
        Field(gt=0),
        Ask(
            mark("Hours"),
            mark("On a workday: those beyond the normal hours. On a day off: all hours worked."),
            wrong=WRONG_HOURS,
            widget="decimal",
        ),
    ]
    paid_by: Annotated[PaidBy, PAID_BY]
    pay: Annotated[Money, PAY]


class MinimumWageForm(Form):
    """One month's pay slip."""

    who: Annotated[Who, WHO]
    month: Annotated[Date, Ask(mark("Month of the pay slip"), wrong=WRONG_DAY, widget="month")]
    paid_by: Annotated[PaidBy, PAID_BY]
    pay: Annotated[
        Money,
        money(
            mark("Regular pay for the month in NT$"),
            mark("Before anything is taken off. Without overtime pay."),
        ),
    ]
    hours: Annotated[
        Number | None,
        Field(gt=0, le=744),
        Ask(mark("Hours worked in the month, if paid by the hour"), wrong=WRONG_HOURS, widget="decimal"),
    ] = None
    insurance: Annotated[Taken, money(mark("Taken off for insurance (optional)"))] = 0
    lodging: Annotated[Taken, money(mark("Taken off for food and lodging (optional)"))] = 0
    broker: Annotated[Taken, money(mark("Taken off for the broker (optional)"))] = 0
    loan: Annotated[Taken, money(mark("Taken off for a loan or “savings” (optional)"))] = 0
    penalty: Annotated[Taken, money(mark("Taken off as a penalty (optional)"))] = 0


class SickPayForm(Form):
    """Sick days outside hospital."""

    who: Annotated[Who, WHO]
    wage: Annotated[Money, WAGE]
    days: Annotated[
        Count,
        Field(ge=1, le=366),
        Ask(mark("Sick days now, outside hospital"), wrong=WRONG_COUNT, widget="digits"),
    ]
    taken: Annotated[
        Count,
        Field(ge=0, le=366),
        Ask(mark("Sick days taken earlier this year (optional)"), wrong=WRONG_COUNT, widget="digits"),
    ] = 0
    bonus: Annotated[Taken, money(mark("Attendance bonus for a month in NT$ (optional)"))] = 0


PAY_CALCULATORS = (
    Calculator(
        "overtime",
        mark("How much overtime pay?"),
        mark("What extra hours and work on days off must bring, at least."),
        OvertimeForm,
        Overtime,
        overtime,
        (
            "art-overtime-workday",
            "art-overtime-rest-day",
            "art-overtime-cap",
            "art-holiday-work",
            "art-regular-day-work",
            "art-carer-outside-lsa",
        ),
        (
            *HOME_NEEDS,
            "calc-month-days",
            "calc-rest-day-rate-beyond",
            "calc-emergency-rate",
            "hours-day-cap",
            "normal-hours-day",
            "overtime-first-hours",
            "overtime-month-cap",
            "overtime-month-cap-agreed",
            "overtime-rate-first",
            "overtime-rate-second",
            "rest-day-first-hours",
            "rest-day-rate-first",
            "rest-day-rate-later",
        ),
    ),
    Calculator(
        "minimum-wage",
        mark("Check my pay slip"),
        mark("Whether the pay reaches the minimum wage, and what may not be taken off."),
        MinimumWageForm,
        PaySlip,
        minimum_wage,
        (
            "art-minimum-wage-void",
            "art-wage-full-direct",
            "art-wage-no-withholding",
            "art-wage-slip-migrant",
            "art-carer-outside-lsa",
        ),
        (*HOME_NEEDS, "minimum-wage-hourly", "minimum-wage-monthly", "minimum-wage-next"),
    ),
    Calculator(
        "sick-pay",
        mark("How much pay for sick days?"),
        mark("Half pay, protected days, and how little the attendance bonus may shrink."),
        SickPayForm,
        SickPay,
        sick_pay,
        ("art-sick-leave", "art-carer-outside-lsa"),
        (
            *HOME_NEEDS,
            "calc-month-days",
            "sick-leave-pay",
            "sick-leave-protected",
            "sick-leave-protected-from",
            "sick-leave-year",
        ),
    ),
)
