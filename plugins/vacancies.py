"""How part-time vacancies are listed and shown; one that has expired is on no list, and its own page says so."""

from collections.abc import Sequence
from typing import Any

from api.content.library import Entry
from api.domain.occupations import NAMES, OCCUPATIONS, SECTORS
from api.kinds.base import WEEKDAYS
from api.kinds.vacancy import VacancyFacts
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate
from plugins import lists, rows
from plugins.edition import Edition
from plugins.feeds import VACANCIES
from theme.page import Page, render

SAMPLE_VACANCY = mark("This vacancy is a sample that shows how the service works. There is no such firm.")
LISTED_UNTIL = mark("listed until %(date)s")


def _wage(facts: VacancyFacts, language: Language) -> str:
    return formats.wage(*facts.wage, "hour", language)


def _hours_week(facts: VacancyFacts, language: Language) -> str:
    low, high = facts.hours_week
    hours = formats.unit(high, "hours", language)
    if low < high:
        hours = formats.span(formats.number(low, language), hours, language)
    return translate(mark("%(hours)s a week"), language, hours=hours)


def vacancy(entry: Entry, edition: Edition, language: Language) -> dict[str, Any]:
    """Return the context of a vacancy."""
    facts = entry.facts
    days = formats.listing([formats.weekday(WEEKDAYS.index(day), language) for day in facts.weekdays], language)
    shown = [
        (mark("Occupation"), translate(NAMES[facts.job], language)),
        (mark("Firm"), facts.firm if language is SOURCE else f"{facts.firm_latin} ({facts.firm})"),
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Wage"), _wage(facts, language)),
        (mark("Working hours"), _hours_week(facts, language)),
        (mark("When"), formats.when(days, facts.starts, facts.ends, language)),
        (mark("Openings"), formats.number(facts.openings, language)),
        (mark("Languages"), rows.spoken(facts.languages, language)),
        (mark("Posted on"), formats.date(facts.posted_on, language)),
        (mark("Listed until"), formats.date(facts.expires_on, language)),
    ]
    return {
        "facts": facts,
        "is_over": facts.expires_on < edition.today,
        "rows": [(translate(term, language), value) for term, value in shown],
        "sample_note": SAMPLE_VACANCY,
    }


def _row(entry: Entry, edition: Edition, language: Language) -> lists.Row:
    facts = entry.facts
    parts = [
        translate(mark("Sample"), language) if facts.sample else "",
        _wage(facts, language),
        _hours_week(facts, language),
        edition.library.the_site().district(facts.district, language),
        translate(LISTED_UNTIL, language, date=formats.day_and_month(facts.expires_on, language)),
    ]
    title, address = entry.document(language).title.text, entry.address(language)
    return lists.Row(title, address, " · ".join(part for part in parts if part))


def listing(page: Page, entries: Sequence[Entry], edition: Edition) -> str:
    """Return `page` as the list of vacancies that have not expired, by sector, the one that ends first in front."""
    language = page.language
    running = sorted(
        (entry for entry in entries if entry.facts.expires_on >= edition.today),
        key=lambda entry: (entry.facts.expires_on, entry.slug),
    )
    groups = {
        sector: [_row(each, edition, language) for each in running if OCCUPATIONS[each.facts.job].sector == sector]
        for sector in SECTORS
    }
    links = [(translate(mark("Follow new vacancies in a feed reader"), language), f"/{language.slug}/{VACANCIES}")]
    return render(
        "pages/listing.html",
        page,
        groups=[(translate(SECTORS[sector], language), found) for sector, found in groups.items() if found],
        links=links,
        calendar="",
    )
