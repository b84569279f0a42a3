"""The finder of classes: facets as plain links with counts, what fits a rest day, and live seats in words."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, request

from api.domain.facets import FreeTime
from api.kinds import BY_NAME
from api.kinds.base import SAMPLE, WEEKDAYS
from api.kinds.choosing import FACETS, OPEN, Row
from api.services import enrolling
from api.store.enrolments import Seats
from api.web.context import language_of, resources, respond, snapshot
from api.web.course_wishes import Found, Wish, find, known, read
from api.web.seat_words import seat_words
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme import course_words

bp = Blueprint("course_pages", __name__)
SIZE = 12
COURSE = BY_NAME["course"]
PATH = f"{COURSE.folder}/find"


@dataclass(frozen=True)
class Choice:
    """One value of a facet: what it is called, how many classes it would leave, and where it leads; chosen, it leads nowhere."""

    text: str
    count: str
    address: str
    is_chosen: bool


def _address(wish: Wish, language: Language, page: int = 1) -> str:
    query = wish.query(page)
    return f"/{language.slug}/{PATH}{'?' if query else ''}{query}"


def _choices(wish: Wish, found: Found, language: Language, rows: Collection[Row]) -> list[tuple[str, list[Choice]]]:
    """Return heading and choices of each facet; a value that would leave no class has no address."""
    return [
        (
            translate(heading, language),
            [
                Choice(
                    course_words.choice(facet, value, language, rows),
                    formats.number(found.counts[facet][value], language),
                    _address(wish.but(facet, value), language) if found.counts[facet][value] else "",
                    wish.chosen.get(facet) == value,
                )
                for value in course_words.in_order(facet, found.values[facet])
            ],
        )
        for facet, heading in FACETS.items()
    ]


def _removable(wish: Wish, language: Language, rows: Collection[Row]) -> list[tuple[str, str]]:
    """Return everything that is chosen, each with the address of the same wish without it."""
    free = wish.free
    shown = [
        (course_words.choice(facet, value, language, rows), wish.but(facet)) for facet, value in wish.chosen.items()
    ]
    for day in WEEKDAYS:
        if day in free.days:
            name = formats.weekday(WEEKDAYS.index(day), language)
            text = translate(mark("Free on %(day)s"), language, day=name)
            shown.append((text, replace(wish, free=replace(free, days=free.days - {day}))))
    if free.after:
        text = translate(mark("From %(time)s"), language, time=formats.clock(free.after, language))
        shown.append((text, replace(wish, free=replace(free, after=None))))
    if free.before:
        text = translate(mark("Until %(time)s"), language, time=formats.clock(free.before, language))
        shown.append((text, replace(wish, free=replace(free, before=None))))
    for each in wish.without:
        title = snapshot().courses[each]["words"][language.slug]["title"]
        text = translate(mark("No clash with: %(title)s"), language, title=title)
        shown.append((text, replace(wish, without=tuple(other for other in wish.without if other != each))))
    return [(text, _address(rest, language)) for text, rest in shown]


def _card(row: Row, full: dict[str, Seats], now: dt.datetime, language: Language) -> dict[str, Any]:
    """Return a class as a card: its first day, when and where it meets, whether one can enrol, and the seats that are left."""
    opens_at, closes_at = (dt.datetime.fromisoformat(row[name]) for name in ("opens_at", "closes_at"))
    own, day = row["words"][language.slug], dt.date.fromisoformat(row["starts_on"])
    state = course_words.enrolment(opens_at, closes_at, now, language)
    parts = [translate(SAMPLE, language) if row["sample"] else "", own["when"], own["place"], state, own["interpreted"]]
    return {
        "title": own["title"],
        "address": own["url"],
        "summary": " · ".join(part for part in parts if part),
        "day": day,
        "note": seat_words(row, full, language) if opens_at <= now < closes_at else "",
    }


def _free_time(free: FreeTime, language: Language) -> dict[str, Any]:
    """Return what the form about one's own time shows: the days, and the hours typed so far."""
    days = [(day, formats.weekday(index, language), day in free.days) for index, day in enumerate(WEEKDAYS)]
    clocks = {
        name: f"{clock:%H:%M}" if clock else "" for name, clock in (("after", free.after), ("before", free.before))
    }
    return {"days": days, **clocks}


@bp.get(f"/<slug>/{PATH}")
def finder(slug: str) -> Response:
    """Show the classes that fit what was chosen, and what else could be chosen; a value nobody knows is left out."""
    language, now = language_of(slug), resources().clock()
    rows = [row for row in snapshot().courses.values() if row["ends_on"] >= now.date().isoformat()]
    wish = known(read(request.args), rows)
    found = find(wish, rows, snapshot().offers, now)
    last = max(1, -(-len(found.rows) // SIZE))
    page = min(max(request.args.get("page", 1, type=int) or 1, 1), last)
    full = enrolling.seats(resources())
    shown = found.rows[(page - 1) * SIZE : page * SIZE]
    path = _address(wish, language, page).removeprefix(f"/{language.slug}/")
    kept = [(facet, value) for facet, value in wish.chosen.items()] + [("without", each) for each in wish.without]
    return respond(
        "pages/find-courses.html",
        language,
        path,
        mark("Find a class"),
        trail=((COURSE.title, f"{COURSE.folder}/"),),
        is_whole=wish.is_whole,
        removable=_removable(wish, language, rows),
        total=formats.number(len(found.rows), language),
        cards=[_card(row, full, now, language) for row in shown],
        previous=_address(wish, language, page - 1) if page > 1 else "",
        following=_address(wish, language, page + 1) if page < last else "",
        facets=_choices(wish, found, language, rows),
        is_open=not (wish.chosen or wish.beside()),
        free=_free_time(wish.free, language),
        kept=kept,
        everything=f"/{language.slug}/{PATH}",
        open_now=f"/{language.slug}/{PATH}?open={next(iter(OPEN))}",
    )
