"""Calculators about leave: annual leave, birth, small children."""

from typing import Annotated

from pydantic import Field

from api.domain.calculators.base import Who
from api.domain.calculators.family import Event, Maternity, ParentalLeave, YesNo, maternity, parental_leave
from api.domain.calculators.leave import TABLE, AnnualLeave, annual_leave
from api.forms.base import Ask, Form
from api.forms.calculators.declared import FIRST_DAY, HOME_NEEDS, WAGE_OPTIONAL, WHO, YES_NO, Calculator, choice, day
from api.forms.typed import Date, Money, Number
from i18n.messages import mark


class AnnualLeaveForm(Form):
    """Since when somebody works there, and what was not used."""

    who: Annotated[Who, WHO]
    first_day: Annotated[Date, FIRST_DAY]
    on: Annotated[Date | None, day(mark("On which day? (optional)"), mark("Leave it empty for today."))] = None
    unused: Annotated[
        Number | None,
        Field(gt=0, le=60),
        Ask(
            mark("Unused days of leave (optional)"),
            wrong=mark("Write the days as a number of at most 60, such as 3 or 3.5."),
            widget="decimal",
        ),
    ] = None
    wage: Annotated[Money | None, WAGE_OPTIONAL] = None


class MaternityForm(Form):
    """A birth or a miscarriage."""

    who: Annotated[Who, WHO]
    event: Annotated[
        Event,
        choice(
            mark("What is it about?"),
            {
                "birth": mark("A birth"),
                "loss-late": mark("A miscarriage after three months or more"),
                "loss-middle": mark("A miscarriage after two months"),
                "loss-early": mark("A miscarriage before two months"),
            },
        ),
    ]
    day: Annotated[
        Date, day(mark("On which day?"), mark("The day of birth, the expected day, or the day of the loss."))
    ]
    first_day: Annotated[Date, FIRST_DAY]


class ParentalLeaveForm(Form):
    """The wished leave."""

    child_born: Annotated[Date, day(mark("Birthday of the child"))]
    first_day: Annotated[Date, FIRST_DAY]
    starts: Annotated[Date, day(mark("First day of the leave you wish"))]
    ends: Annotated[Date, day(mark("Last day of the leave you wish"))]
    insured: Annotated[
        YesNo,
        choice(
            mark("Does the employment insurance cover you?"),
            YES_NO,
            mark("Citizens and their foreign spouses: mostly yes. Other migrant workers: no."),
        ),
    ]


LEAVE_CALCULATORS = (
    Calculator(
        "annual-leave",
        mark("How many days of annual leave?"),
        mark("How many days you have, when the next come, and what unused days are worth."),
        AnnualLeaveForm,
        AnnualLeave,
        annual_leave,
        ("art-annual-leave", "art-annual-leave-unused", "art-carer-outside-lsa"),
        (
            *HOME_NEEDS,
            *(name for row in TABLE for name in row),
            "annual-leave-extra",
            "annual-leave-most",
            "annual-leave-notice",
            "calc-month-days",
            "seniority-10-years",
        ),
    ),
    Calculator(
        "maternity",
        mark("How long is the leave for a birth?"),
        mark("How long it lasts, what is paid, and what your partner may take. Carers at home are covered."),
        MaternityForm,
        Maternity,
        maternity,
        ("art-birth-leaves", "art-maternity-leave", "art-checkup-leave", "art-partner-leave"),
        (
            "checkup-leave",
            "maternity-leave",
            "maternity-pay-full-after",
            "miscarriage-leave-early",
            "miscarriage-leave-late",
            "miscarriage-leave-middle",
            "partner-leave",
        ),
    ),
    Calculator(
        "parental-leave",
        mark("May I take parental leave?"),
        mark("Whether you may take it, by which day to ask, and who pays an allowance."),
        ParentalLeaveForm,
        ParentalLeave,
        parental_leave,
        ("art-parental-leave", "art-parental-allowance"),
        (
            "parental-allowance-months",
            "parental-allowance-rate",
            "parental-allowance-topup",
            "parental-child-age",
            "parental-days-each",
            "parental-longest",
            "parental-notice-long",
            "parental-notice-short",
            "parental-service",
        ),
    ),
)
