"""The finder: who speaks my language, near me, when I am free? A page that works without JavaScript."""

import datetime as dt
from dataclasses import dataclass, replace

from flask import Blueprint, Response, request

from api.domain.finding import Found, Wish, find
from api.forms.base import FieldError, validate, views
from api.forms.finding import Choices, Finder, not_offered, offered
from api.kinds import BY_NAME
from api.kinds.base import WEEKDAYS
from api.services.snapshot import Snapshot
from api.web.context import language_of, resources, respond, snapshot
from api.web.pages_fairs import districts, languages
from i18n import formats
from i18n.languages import BY_SLUG, Language
from i18n.messages import mark, translate

bp = Blueprint("finder_page", __name__)
MOST, DATES = 20, 3
TITLE = mark("Who speaks my language, near me, when I am free?")
NEARNESS = (mark("in your district"), mark("in the next district"))
FARTHER = mark("farther away")


@dataclass(frozen=True)
class Row:
    """One answer as it is printed; `lines` say when, `summary` where and in which languages."""

    title: str
    address: str
    lines: tuple[str, ...]
    summary: str


def _choices(current: Snapshot, language: Language) -> Choices:
    return {
        "day": tuple((day, formats.weekday(index, language)) for index, day in enumerate(WEEKDAYS)),
        "language": languages(language, chinese=True),
        "district": districts(current, language),
    }


def _when(found: Found, language: Language) -> tuple[str, ...]:
    """Return the next dates with their hours, or the weekdays of a desk with theirs."""
    moments = [
        (formats.date(each.starts_at.date(), language, "full"), each.starts_at.time(), each.ends_at.time())
        for each in found.meetings[:DATES]
    ] or [(formats.weekday(each.weekday, language), each.opens, each.closes) for each in found.hours]
    return tuple(
        translate(mark("%(days)s, %(hours)s"), language, days=day, hours=formats.hours(starts, ends, language))
        for day, starts, ends in moments
    )


def _row(found: Found, wish: Wish, current: Snapshot, language: Language) -> Row:
    spot = found.spot
    spoken = [formats.language_name(BY_SLUG[slug], language) for slug in spot.languages if slug in BY_SLUG]
    district = current.districts[spot.district].names[language.slug] if spot.district else ""
    near = translate(NEARNESS[found.steps] if found.steps < len(NEARNESS) else FARTHER, language)
    parts = [
        translate(mark("Sample"), language) if spot.sample else "",
        translate(BY_NAME[spot.kind].title, language),
        district,
        near if wish.district and district else "",
        formats.listing(spoken, language) if spoken else "",
    ]
    return Row(spot.title, spot.url, _when(found, language), " · ".join(part for part in parts if part))


@bp.get("/<slug>/finder")
def finder(slug: str) -> Response:
    """Answer when and where somebody speaks the language; the page of the form itself shows what is next."""
    language, current = language_of(slug), snapshot()
    values = {**request.args.to_dict(), "after": request.args.get("from", "")}
    choices = _choices(current, language)
    filled = validate(Finder, values)
    errors: list[FieldError] = [*(filled if isinstance(filled, list) else ()), *not_offered(values, choices)]
    errors = list({error.field: error for error in errors}.values())
    wish = Wish()
    if not errors and isinstance(filled, Finder):
        weekday = WEEKDAYS.index(filled.day) if filled.day else None
        wish = Wish(weekday, filled.after, filled.language, filled.district)
    found = _search(current, language, wish) if not errors else []
    fields = offered(views(Finder, language, values, errors), choices)
    return respond(
        "pages/finder.html",
        language,
        "finder",
        TITLE,
        status=422 if errors else 200,
        fields=[replace(view, name="from") if view.name == "after" else view for view in fields],
        promised=[_row(each, wish, current, language) for each in found if each.is_promised][:MOST],
        perhaps=[_row(each, wish, current, language) for each in found if not each.is_promised],
        is_asked=any(values.get(field.name) for field in fields) and not errors,
    )


def _search(current: Snapshot, language: Language, wish: Wish) -> list[Found]:
    near = {key: district.near for key, district in current.districts.items()}
    now: dt.datetime = resources().clock()
    return find(current.spots(language), wish, near, now)
