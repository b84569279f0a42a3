"""Leave for birth and for small children (Gender Equality in Employment Act, Articles 15 and 16; Labor Standards Act, 50)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from api.domain.calculators.base import Figures, Outcome, Quantity, Result, Step, Who
from api.domain.calculators.sums import dates_wrong, days, message, step
from api.domain.limits import last_day
from i18n.messages import Message, mark

Event = Literal["birth", "loss-late", "loss-middle", "loss-early"]
YesNo = Literal["yes", "no"]
# Event -> (figure of the leave, article of the leave, whether the law sets the pay).
LEAVES = {
    "birth": ("maternity-leave", "art-maternity-leave", True),
    "loss-late": ("miscarriage-leave-late", "art-maternity-leave", True),
    "loss-middle": ("miscarriage-leave-middle", "art-birth-leaves", False),
    "loss-early": ("miscarriage-leave-early", "art-birth-leaves", False),
}
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Maternity:
    """What happened or is expected on `day`, and the first day of work."""

    who: Who
    event: Event
    day: dt.date
    first_day: dt.date


@dataclass(frozen=True)
class ParentalLeave:
    """The child's birthday, the first day of work, the wished first and last day, and whether insured for employment."""

    child_born: dt.date
    first_day: dt.date
    starts: dt.date
    ends: dt.date
    insured: YesNo


def _pay(asked: Maternity, law: Figures, *, is_set: bool) -> Step:
    service = law("maternity-pay-full-after")
    if asked.who == "home" or not is_set:
        return step(mark("What is paid during this leave is not confirmed here: call the hotline."), "art-birth-leaves")
    if asked.first_day + service.span <= asked.day:
        return step(
            mark("You have worked there for at least %(service)s: full pay."), "art-maternity-leave", service=service
        )
    return step(
        mark("You have worked there for less than %(service)s: half pay."), "art-maternity-leave", service=service
    )


def maternity(asked: Maternity, law: Figures, today: dt.date) -> Outcome:
    """Return the leave, its pay, and what goes with it; it holds for carers in private households too."""
    if wrong := dates_wrong(("first_day", asked.first_day), ("day", asked.day), today):
        return wrong
    figure, article, is_set = LEAVES[asked.event]
    length = law(figure)
    ends = asked.day + length.span - ONE_DAY
    steps = [
        step(mark("Leave: %(amount)s, every day counted."), article, length),
        step(mark("If it begins on %(first)s, it lasts until %(last)s."), "", first=asked.day, last=ends),
        _pay(asked, law, is_set=is_set),
    ]
    if asked.event == "birth":
        steps += [
            step(mark("Check-ups while pregnant: %(amount)s, full pay."), "art-checkup-leave", law("checkup-leave")),
            step(
                mark("Your partner: %(amount)s for check-ups and birth, full pay."),
                "art-partner-leave",
                law("partner-leave"),
            ),
        ]
    notes = (
        message(mark("Nobody may dismiss you or send you home because you are pregnant or take this leave.")),
        message(mark("Part of the leave may lie before the birth. It is one leave without a break.")),
    )
    headline = message(mark("Leave of %(amount)s, until %(last)s."), amount=length, last=ends)
    return Result(headline, length, tuple(steps), notes if asked.event == "birth" else notes[:1])


def _conditions(asked: ParentalLeave, law: Figures) -> list[tuple[bool, Step]]:
    """Return each condition of the leave: whether it is met, and a step that says so."""
    article = "art-parental-leave"
    service, age, longest = law("parental-service"), law("parental-child-age"), law("parental-longest")
    from_day = asked.first_day + service.span
    last = asked.child_born + Quantity(age.value, "years").span - ONE_DAY
    longest_until = asked.starts + longest.span - ONE_DAY
    return [
        (
            asked.starts >= from_day,
            step(mark("After %(service)s of work: from %(date)s."), article, service=service, date=from_day),
        ),
        (
            asked.ends <= last,
            step(mark("Until the child is %(age)s years old: up to %(date)s."), article, age=age, date=last),
        ),
        (
            asked.ends <= longest_until,
            step(
                mark("At most %(longest)s for one child: up to %(date)s."), article, longest=longest, date=longest_until
            ),
        ),
    ]


def _allowance(asked: ParentalLeave, law: Figures) -> Step:
    if asked.insured == "no":
        return step(
            mark("No allowance: it is paid by the employment insurance, which does not cover most migrant workers."),
            "art-parental-allowance",
        )
    return step(
        mark("Allowance: %(rate)s of the insured wage and %(more)s from the state, for up to %(months)s."),
        "art-parental-allowance",
        rate=law("parental-allowance-rate"),
        more=law("parental-allowance-topup"),
        months=law("parental-allowance-months"),
    )


def _notes(asked: ParentalLeave, by: dt.date, today: dt.date) -> tuple[Message, ...]:
    notes = [message(mark("The leave itself is without pay. You may keep your insurance."))]
    if by < today <= asked.starts:
        notes.insert(0, message(mark("That day has passed: ask the employer at once, or begin later.")))
    return tuple(notes)


def parental_leave(asked: ParentalLeave, law: Figures, today: dt.date) -> Outcome:
    """Return whether the wished leave is a right, and the last day to ask for it."""
    wrong = dates_wrong(("first_day", asked.first_day), ("starts", asked.starts), today) or dates_wrong(
        ("starts", asked.starts), ("ends", asked.ends)
    )
    if wrong := wrong or dates_wrong(("child_born", asked.child_born), ("starts", asked.starts)):
        return wrong
    length = days((asked.ends - asked.starts).days + 1)
    is_long = length.value >= law("parental-days-each").value
    ahead = law("parental-notice-long" if is_long else "parental-notice-short")
    by = last_day(asked.starts, ahead.whole, "days", before=True)
    conditions = _conditions(asked, law)
    failed = [each for met, each in conditions if not met]
    asking = step(
        mark("For %(length)s you ask at least %(ahead)s before: by %(date)s."),
        "art-parental-leave",
        length=length,
        ahead=ahead,
        date=by,
    )
    if failed:
        refused = mark(
            "The law gives no right to all of this leave: what is not met stands below. The employer may still agree."
        )
        return Result(message(refused), None, (*failed, _allowance(asked, law)), _notes(asked, asked.starts, today))
    met = tuple(each for _, each in conditions)
    headline = message(mark("You may take this leave. Ask for it by %(date)s."), date=by)
    return Result(headline, by, (*met, asking, _allowance(asked, law)), _notes(asked, by, today))
