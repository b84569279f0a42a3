"""What the rows, columns and units of the published tables are called."""

import datetime as dt
import re

from api.domain.intake import DOORS, KINDS, UNITS
from api.domain.outcomes import OUTCOMES, REPLY_LABELS
from i18n import formats
from i18n.languages import BY_SLUG, Language
from i18n.messages import mark, translate

UNITS_COUNTED = {
    "cases": mark("Cases"),
    "inspections": mark("Inspections"),
    "people": mark("People"),
    "visits": mark("Visits"),
    "services": mark("Matters handled"),
    "applications": mark("Applications"),
    "replies": mark("Replies"),
}
REPLIED = {
    "in-three-days": mark("Within three days"),
    "in-a-week": mark("Within a week"),
    "in-a-month": mark("Within a month"),
    "later": mark("Later"),
    "not-yet": mark("Not yet"),
}
HISTORIC = {
    "wages": mark("Wages"),
    "contract": mark("Contract"),
    "accident": mark("Occupational accident"),
    "retirement": mark("Retirement"),
    "insurance": mark("Labour insurance"),
    "other": mark("Other"),
    "agreed": mark("Settled"),
    "not-agreed": mark("Not settled"),
    "pending": mark("Mediation going on"),
    "settled-share": mark("Settled, of those concluded"),
    "not-settled-share": mark("Not settled, of those concluded"),
    "private": mark("Mediation by a civil organisation"),
    "mediator": mark("Mediator of the authority"),
    "committee": mark("Mediation committee"),
    "applied-online": mark("Applied for mediation online"),
    "withdrawn-online": mark("Withdrew the application online"),
    "since-start": mark("Since it began"),
    "in-year": mark("In this year"),
    "harassment": mark("Sexual harassment"),
    "sex": mark("Because of sex"),
    "age": mark("Because of age"),
    "disability": mark("Because of a disability"),
    "appearance": mark("Because of appearance"),
    "marriage": mark("Because of marriage"),
    "birthplace": mark("Because of place of birth"),
    "false-advert": mark("False advertisement"),
    "papers": mark("Papers kept, or private data asked for"),
    "property": mark("Property kept"),
    "pay-hidden": mark("Pay not stated"),
    "fined": mark("Fines"),
    "complaint-check": mark("After a complaint"),
    "campaign-check": mark("Ordered, joint or own campaigns"),
    "compliance-visit": mark("Visits to help firms comply"),
    "advice": mark("Questions about the law"),
    "migrant-disputes": mark("Disputes of migrant workers"),
    "early-ending": mark("Early endings of contracts verified"),
    "site-visits": mark("Inspections and visits"),
    "illegal-hiring": mark("Illegal employment found"),
    "agencies": mark("Agencies"),
    "visits-each": mark("Visits to each in the year"),
    "visits": mark("Visits"),
    "deaths": mark("Deaths"),
    "mean-before": mark("Average of the five years before"),
    "safety-checks": mark("Safety inspections"),
    "safety-talks": mark("Safety information events"),
    "safety-fines": mark("Fines for safety"),
    "work-stopped": mark("Work stopped"),
    "fund-applied": mark("Applied for help with a lawsuit"),
    "fund-granted": mark("Granted"),
    "count": mark("How many"),
}
OWN = {
    "total": mark("In all"),
    "overdue": mark("Overdue"),
    "share": mark("Share of all replies"),
    "replies": mark("Replies"),
    "cases": mark("Cases"),
}
UNIT = "unit."
"""What the key of a unit begins with: a unit and a kind may have the same name."""
PLAIN = {
    **{str(key): text for names in (OUTCOMES, REPLY_LABELS, DOORS) for key, text in names.items()},
    **{f"{UNIT}{key}": text for key, text in UNITS.items()},
    **HISTORIC,
    **OWN,
    **REPLIED,
}
"""Marked messages by key; kinds and categories of the service's own tables are written "kind" and "kind.category"."""


POINTS = re.compile(r"points-(\d+)-(\d+)")
FULL_MARKS = 100


def _points(low: int, high: int, language: Language) -> str:
    """Return a band of marks: from `low` on, and below `high`."""
    if high == FULL_MARKS:
        return translate(mark("%(low)s points or more"), language, low=low)
    text = mark("Below %(high)s points") if low == 0 else mark("%(low)s points or more, but below %(high)s")
    return translate(text, language, low=low, high=high)


def _intake(key: str) -> str | None:
    kind, _, category = key.partition(".")
    if kind not in KINDS:
        return None
    return KINDS[kind].categories.get(category) if category else KINDS[kind].label


def label(key: str, language: Language) -> str:
    """Return what the row or column `key` is called: a marked message, a year, a month or a language."""
    if re.fullmatch(r"\d{4}", key):
        return formats.year(dt.date(int(key), 1, 1), language)
    if re.fullmatch(r"\d{4}-\d{2}", key):
        return formats.month(dt.date.fromisoformat(f"{key}-01"), language)
    if found := POINTS.fullmatch(key):
        return _points(int(found[1]), int(found[2]), language)
    if key in BY_SLUG:
        return formats.language_name(BY_SLUG[key], language)
    return translate(PLAIN.get(key) or _intake(key) or key, language)


def is_known(key: str) -> bool:
    """Return whether `key` has a name."""
    return bool(
        key in PLAIN or key in BY_SLUG or re.fullmatch(r"\d{4}(-\d{2})?", key) or POINTS.fullmatch(key) or _intake(key)
    )
