"""By which day somebody must act: each time limit of the law once, and the day on which it runs out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dateutil.relativedelta import relativedelta

from i18n.messages import mark

Span = Literal["days", "weeks", "months", "years"]
Side = Literal["worker", "employer", "authority"]


@dataclass(frozen=True)
class Limit:
    """One time limit.

    `what` must be done, counted from `since`; `figure` names how long, `outer` how long at most, counted from `outer_since`.
    `before` counts backwards: so long before that day. `side` is who must act. `article` names the law that sets it.
    """

    what: str
    since: str
    figure: str
    article: str
    side: Side = "worker"
    before: bool = False
    outer: str = ""
    outer_since: str = ""


LIMITS: Mapping[str, Limit] = {
    "wages": Limit(
        mark("Claim wages, overtime pay or pay for unused annual leave"),
        mark("the day the money was due"),
        "wage-claim-limit",
        "art-wage-claim-limit",
    ),
    "severance": Limit(
        mark("The employer pays the severance"),
        mark("the last day of the job"),
        "severance-paid-within",
        "art-severance-old",
        "employer",
    ),
    "old-pension": Limit(
        mark("Claim the retirement pension of the old system"),
        mark("the last day of the month in which you retired"),
        "old-pension-limit",
        "art-old-pension-limit",
    ),
    "leave-at-once": Limit(
        mark("Leave at once because the employer broke the law or the contract"),
        mark("the day you learnt of it"),
        "leave-at-once-within",
        "art-leave-at-once",
    ),
    "dismissal-for-cause": Limit(
        mark("The employer dismisses somebody for a grave reason"),
        mark("the day the employer learnt of the reason"),
        "dismissal-within",
        "art-dismissal-cause",
        "employer",
    ),
    "accident-compensation": Limit(
        mark("Claim compensation for an accident from the employer"),
        mark("the day from which you may claim it"),
        "accident-employer-limit",
        "art-accident-employer-limit",
    ),
    "accident-insurance": Limit(
        mark("Claim benefits of the occupational accident insurance"),
        mark("the day from which you may claim them"),
        "accident-claim-limit",
        "art-accident-claim-limit",
    ),
    "labour-insurance": Limit(
        mark("Claim benefits of the labour insurance"),
        mark("the day from which you may claim them"),
        "labour-insurance-limit",
        "art-labour-insurance-limit",
    ),
    "employment-insurance": Limit(
        mark("Claim benefits of the employment insurance"),
        mark("the day you left the job"),
        "employment-insurance-limit",
        "art-employment-insurance-limit",
    ),
    "discrimination-damages": Limit(
        mark("Claim damages for sex discrimination or sexual harassment"),
        mark("the day you learnt of the damage and who is liable"),
        "harassment-damages-known",
        "art-harassment-damages-limit",
        outer="harassment-damages-act",
        outer_since=mark("the day it happened"),
    ),
    "harassment": Limit(
        mark("Complain of sexual harassment to the labour authority"),
        mark("the day you learnt of it"),
        "harassment-limit-known",
        "art-harassment-authority",
        outer="harassment-limit-act",
        outer_since=mark("the day it ended"),
    ),
    "harassment-power": Limit(
        mark("Complain of sexual harassment by somebody with power over you to the labour authority"),
        mark("the day you learnt of it"),
        "harassment-limit-power-known",
        "art-harassment-authority",
        outer="harassment-limit-power-act",
        outer_since=mark("the day it ended"),
    ),
    "harassment-head": Limit(
        mark("After leaving the job, complain of sexual harassment by the employer to the labour authority"),
        mark("the last day of the job"),
        "harassment-limit-head",
        "art-harassment-authority",
        outer="harassment-limit-head-act",
        outer_since=mark("the day it ended"),
    ),
    "gender-review": Limit(
        mark("Ask for a review of the decision on a gender equality complaint"),
        mark("the day the decision reached you"),
        "gender-review-within",
        "art-gender-review",
    ),
    "unfair-practice": Limit(
        mark("Apply for a decision on an unfair labour practice"),
        mark("the day you learnt of it"),
        "unfair-practice-limit",
        "art-unfair-practice-limit",
    ),
    "inspection-reply": Limit(
        mark("The authority answers your report in writing"),
        mark("the day it received your report"),
        "complaint-reply-within",
        "art-complaint-reply",
        "authority",
    ),
    "parental-leave": Limit(
        mark("Ask for parental leave of thirty days or more"),
        mark("the first day of the leave"),
        "parental-notice-long",
        "art-parental-leave",
        before=True,
    ),
    "parental-leave-short": Limit(
        mark("Ask for parental leave of less than thirty days"),
        mark("the first day of the leave"),
        "parental-notice-short",
        "art-parental-leave",
        before=True,
    ),
    "transfer": Limit(
        mark("Find a new employer after the transfer was registered"),
        mark("the day of the registration"),
        "transfer-window",
        "art-transfer-time",
    ),
    "transfer-agreement": Limit(
        mark("The new employer applies after a transfer agreement"),
        mark("the day of the agreement"),
        "transfer-agreement-apply",
        "art-transfer-agreement-deadline",
        "employer",
    ),
    "renewal": Limit(
        mark("The employer renews the permit or applies for your transfer"),
        mark("the day the permit ends"),
        "renewal-latest",
        "art-renewal",
        "employer",
        before=True,
    ),
    "exit-check": Limit(
        mark("The employer reports that the contract ends early and the worker goes home"),
        mark("the day the worker leaves the country"),
        "exit-check-notice",
        "art-exit-check",
        "employer",
        before=True,
    ),
    "layoff-report": Limit(
        mark("The employer reports a dismissal to the labour authority"),
        mark("the last day of the job"),
        "layoff-report-before",
        "art-layoff-report",
        "employer",
        before=True,
    ),
    "mass-dismissal": Limit(
        mark("The employer files and posts the plan of a mass dismissal"),
        mark("the day of the dismissal"),
        "mass-dismissal-notice",
        "art-mass-dismissal-notice",
        "employer",
        before=True,
    ),
    "union-papers": Limit(
        mark("File the papers of a new union"),
        mark("the day of the founding meeting"),
        "union-papers-within",
        "art-union-founding",
    ),
    "bargaining-answer": Limit(
        mark("The other side answers a proposal for a collective agreement"),
        mark("the day it received the written proposal"),
        "bargaining-answer-within",
        "art-bargaining-duty",
        "employer",
    ),
    "work-rules": Limit(
        mark("The employer files the work rules with the labour authority"),
        mark("the day the firm first had thirty employees"),
        "work-rules-filed-within",
        "art-work-rules-filing",
        "employer",
    ),
}


def last_day(since: dt.date, length: int, span: Span, *, before: bool = False) -> dt.date:
    """Return the last day of a limit of `length` that begins on `since`, or the last day `before` which it must be done.

    The day itself is not counted, and a limit of months or years ends on the day of the same number, or on the last day of
    a shorter month (Civil Code, Articles 120 and 121). A day off at the end may give one day more; it is not counted on.
    """
    step = relativedelta(**{span: length})  # type: ignore[arg-type] # the names of its own fields
    return since - step if before else since + step
