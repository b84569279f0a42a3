"""How the classes are listed: an overview with the facets, a page for each subject, and the week of the coming classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.content.library import Entry
from api.domain.facets import counts
from api.domain.seats import window
from api.kinds import BY_NAME
from api.kinds.base import WEEKDAYS
from api.kinds.choosing import FACETS, TIMES, item, time_of_day
from api.kinds.course import FAMILIES
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins import course_rows
from plugins.artefacts import course_facts
from plugins.edition import Edition
from plugins.lists import Groups, row, starts
from theme import course_words
from theme.page import SITE_NAME, Page, render

COURSE = BY_NAME["course"]
PRINTED_FACETS = ("open", "family", "weekday", "time", "language", "allocation", "term")
"""The facets that the overview offers with their counts; the finder has them all."""

MOST_CARDS = 8
"""Cards of one state on the overview; a link leads to the rest."""

FULL_TIME = 4
"""Weekdays from which on a class fills the week and is no part of the timetable."""

WEEK_TITLE = mark("The week of the coming classes")
WEEK_LEAD = mark("When which class meets, for all classes in which you can still enrol.")


@dataclass(frozen=True)
class Way:
    """One link that narrows the choice: what it is called, how many classes are behind it, and where it leads."""

    text: str
    count: str
    address: str


def family_path(family: str) -> str:
    """Return where the classes of a subject are listed, without the language."""
    return f"{COURSE.folder}/by/{family}/"


def _coming(edition: Edition) -> list[Entry]:
    """Return the classes that are not over, first those that one can enrol in, then those that open later."""
    order = {"open": 0, "before": 1, "closed": 2}
    found = [entry for entry in edition.library.of(COURSE) if entry.facts.ends_on >= edition.today]
    return sorted(found, key=lambda entry: (order[_window(entry, edition)], starts(entry)))


def _window(entry: Entry, edition: Edition) -> str:
    return window(entry.facts.opens_at, entry.facts.closes_at, edition.now)


def _finder(language: Language, facet: str = "", value: str = "") -> str:
    query = f"?{urlencode({facet: value})}" if facet else ""
    return f"/{language.slug}/{COURSE.folder}/find{query}"


def _ways(edition: Edition, language: Language) -> list[tuple[str, list[Way]]]:
    """Return heading and links of each printed facet; only values that lead to a class are named."""
    entries = _coming(edition)
    found = counts([item(course_facts(each, edition), edition.now) for each in entries], {}, PRINTED_FACETS)
    ways = []
    for facet in PRINTED_FACETS:
        values = course_words.in_order(facet, found[facet])
        links = [
            Way(
                course_words.choice(facet, value, language, ()),
                formats.number(found[facet][value], language),
                f"/{language.slug}/{family_path(value)}" if facet == "family" else _finder(language, facet, value),
            )
            for value in values
        ]
        ways.append((translate(FACETS[facet], language), links))
    return ways


def _page(edition: Edition, language: Language, path: str, title: str, lead: str, *, is_below: bool = True) -> Page:
    steps = ((SITE_NAME, ""), *(((COURSE.title, f"{COURSE.folder}/"),) if is_below else ()))
    trail = tuple((translate(text, language), f"/{language.slug}/{step}") for text, step in steps)
    return Page(edition.frame, language, path, title, lead, trail)


def _overview(edition: Edition, language: Language) -> str:
    title, lead = translate(COURSE.title, language), translate(COURSE.lead, language)
    groups = []
    for where, heading, value in (
        ("open", mark("Open for enrolment now"), "1"),
        ("before", mark("Enrolment opens later"), "soon"),
    ):
        entries = [entry for entry in _coming(edition) if _window(entry, edition) == where]
        cards = [row(entry, edition, language) for entry in entries[:MOST_CARDS]]
        more = Way(heading, formats.number(len(entries), language), _finder(language, "open", value))
        groups.append((translate(heading, language), cards, more if len(entries) > MOST_CARDS else None))
    return render(
        "pages/courses.html",
        _page(edition, language, f"{COURSE.folder}/", title, lead, is_below=False),
        finder=_finder(language),
        ways=_ways(edition, language),
        groups=[group for group in groups if group[1]],
    )


def _by_term(entries: Sequence[Entry], edition: Edition, language: Language) -> Groups:
    """Return the classes by term, the latest term first."""
    terms: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=starts):
        terms.setdefault(entry.term, []).append(entry)
    latest = sorted(terms, key=lambda term: starts(terms[term][-1]), reverse=True)
    return [
        (course_words.term_title(term, language), [row(entry, edition, language) for entry in terms[term]])
        for term in latest
    ]


def _family(family: str, entries: Sequence[Entry], edition: Edition, language: Language) -> str:
    title = translate(FAMILIES[family], language)
    lead = translate(mark("Classes on this subject: %(subject)s."), language, subject=title)
    page = _page(edition, language, family_path(family), title, lead)
    calendar = f"/{language.slug}/calendars/{COURSE.folder}-{family}.ics"
    return render(
        "pages/listing.html", page, groups=_by_term(entries, edition, language), calendar=calendar, calendars=()
    )


def _cell(entries: Sequence[Entry], day: str, time: str, language: Language) -> list[tuple[str, str, str]]:
    """Return hours, title and address of the classes that meet on `day` in that part of it."""
    here = [entry for entry in entries if day in entry.facts.weekdays and time_of_day(entry.facts.starts) == time]
    return [
        (
            formats.hours(entry.facts.starts, entry.facts.ends, language),
            entry.document(language).title.text,
            entry.address(language),
        )
        for entry in sorted(here, key=lambda entry: (entry.facts.starts, entry.slug))
    ]


def _week(edition: Edition, language: Language) -> str:
    coming = [entry for entry in _coming(edition) if _window(entry, edition) != "closed"]
    entries = [entry for entry in coming if len(entry.facts.weekdays) < FULL_TIME]
    full_time = [entry for entry in coming if entry not in entries]
    title, lead = translate(WEEK_TITLE, language), translate(WEEK_LEAD, language)
    days = [
        (day, formats.weekday(index, language), [_cell(entries, day, time, language) for time in TIMES])
        for index, day in enumerate(WEEKDAYS)
    ]
    return render(
        "pages/week.html",
        _page(edition, language, f"{COURSE.folder}/week/", title, lead),
        finder=_finder(language),
        times=[translate(text, language) for text in TIMES.values()],
        days=days,
        full_time=[
            (course_rows.meets(entry.facts, language), entry.document(language).title.text, entry.address(language))
            for entry in full_time
        ],
    )


def pages(edition: Edition, language: Language) -> Iterator[tuple[str, str]]:
    """Yield path and page of every list of classes in `language`."""
    yield f"{COURSE.folder}/index.html", _overview(edition, language)
    yield f"{COURSE.folder}/week/index.html", _week(edition, language)
    entries = edition.library.of(COURSE)
    for family in FAMILIES:
        if found := [entry for entry in entries if entry.facts.family == family]:
            yield f"{family_path(family)}index.html", _family(family, found, edition, language)
