"""Calculators about the end of a job and the end of a right: notice, severance, time limits."""

from typing import Annotated, Literal

from api.domain.calculators.base import Who
from api.domain.calculators.deadlines import TimeLimit, time_limit
from api.domain.calculators.ending import NOTICE, Notice, Severance, System, notice, severance
from api.domain.limits import LIMITS
from api.forms.base import Ask, Form
from api.forms.calculators.declared import (
    CHOOSE,
    FIRST_DAY,
    HOME_NEEDS,
    WAGE_OPTIONAL,
    WHO,
    Calculator,
    choice,
    day,
    money,
)
from api.forms.typed import Date, Money
from i18n.messages import mark


class NoticeForm(Form):
    """The employer told somebody to go."""

    who: Annotated[Who, WHO]
    first_day: Annotated[Date, FIRST_DAY]
    told_on: Annotated[Date, day(mark("Day on which the employer told you"))]
    last_day: Annotated[Date | None, day(mark("Last day of work that the employer named (optional)"))] = None
    wage: Annotated[Money | None, WAGE_OPTIONAL] = None


class SeveranceForm(Form):
    """The job that ended."""

    who: Annotated[Who, WHO]
    first_day: Annotated[Date, FIRST_DAY]
    last_day: Annotated[Date, day(mark("Last day of work"))]
    wage: Annotated[
        Money,
        money(
            mark("Average monthly wage in NT$"), mark("All pay of the last months on average, overtime pay included.")
        ),
    ]
    system: Annotated[
        System,
        choice(
            mark("Which system holds for you?"),
            {
                "new": mark("The new one: the employer pays into my pension account"),
                "old": mark("The old one: no pension account, as for most migrant workers"),
                "changed": mark("I changed from the old to the new one"),
            },
        ),
    ]
    changed_on: Annotated[Date | None, day(mark("Day of the change, if you changed"))] = None


class TimeLimitForm(Form):
    """One of the time limits of the law."""

    limit: Annotated[
        Literal[tuple(LIMITS)],  # type: ignore[valid-type]
        Ask(
            mark("What must be done?"),
            missing=CHOOSE,
            wrong=CHOOSE,
            widget="select",
            choices={name: limit.what for name, limit in LIMITS.items()},
        ),
    ]
    since: Annotated[
        Date,
        day(
            mark("From which day does it count?"),
            mark(
                "For pay: the day it was due. For harassment: the day you learnt of it. The answer says what is counted."
            ),
        ),
    ]
    outer_since: Annotated[
        Date | None, day(mark("Only for harassment and discrimination: the day it happened or ended"))
    ] = None


ENDING_CALCULATORS = (
    Calculator(
        "notice",
        mark("How many days of notice?"),
        mark("How long before the last day the employer must tell you, or pay instead."),
        NoticeForm,
        Notice,
        notice,
        ("art-notice", "art-job-search-leave", "art-carer-outside-lsa"),
        (*HOME_NEEDS, *(name for row in NOTICE for name in row), "calc-month-days", "job-search-leave-week"),
    ),
    Calculator(
        "severance",
        mark("How much severance pay?"),
        mark("How much the employer pays when it ends the job, and by which day."),
        SeveranceForm,
        Severance,
        severance,
        ("art-severance-new", "art-severance-old", "art-carer-outside-lsa"),
        (
            *HOME_NEEDS,
            "severance-new-cap",
            "severance-new-per-year",
            "severance-old-per-year",
            "severance-paid-within",
        ),
    ),
    Calculator(
        "time-limits",
        mark("How long do I have?"),
        mark("The last day to claim, to complain or to ask."),
        TimeLimitForm,
        TimeLimit,
        time_limit,
        tuple(dict.fromkeys(limit.article for limit in LIMITS.values())),
        tuple(dict.fromkeys(name for limit in LIMITS.values() for name in (limit.figure, limit.outer) if name)),
    ),
)
