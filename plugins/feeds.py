"""The Atom feeds of a language (RFC 4287): what one can come to, and the part-time vacancies that are open."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from feedgenerator import Atom1Feed

from api.content.library import Entry
from api.content.markup import Printer
from api.kinds import BY_NAME
from api.kinds.base import sampled
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from theme.page import SITE_NAME

FEED_LEAD = mark("Classes, job fairs and exhibitions.")
NEWS, VACANCIES = "feeds/news.atom", "feeds/vacancies.atom"


def _feed(
    items: Iterable[tuple[Entry, dt.datetime]], path: str, lead: str, edition: Edition, language: Language
) -> str:
    """Return `items`, each with the moment it was announced; ids are the addresses, which never change."""
    base = edition.frame.base_url
    zone = ZoneInfo(edition.library.the_site().timezone)
    feed = Atom1Feed(
        title=translate(SITE_NAME, language),
        link=f"{base}/{language.slug}/",
        description=translate(lead, language),
        subtitle=translate(lead, language),
        language=language.tag,
        feed_url=f"{base}/{language.slug}/{path}",
        author_name=translate(SITE_NAME, language),
    )
    printer = Printer(edition.library, language, edition.today)
    for entry, when in items:
        document = entry.document(language)
        feed.add_item(
            title=printer.plain(document.title.text),
            link=f"{base}{entry.address(language)}",
            unique_id=f"{base}{entry.address(language)}",
            description=sampled(printer.plain(document.summary.text), entry.facts, language),
            pubdate=when.replace(tzinfo=zone),
            updateddate=when.replace(tzinfo=zone),
        )
    return str(feed.writeString("utf-8"))


def atom(edition: Edition, language: Language) -> str:
    """Return the feed of all dated entries in `language`, newest enrolment or event first."""
    items = []
    for entry in edition.library.entries.values():
        if not entry.kind.is_dated:
            continue
        occurrence = entry.kind.occurrence(entry.facts)
        announced = getattr(entry.facts, "opens_at", None) or (
            min(occurrence.starts_at - dt.timedelta(days=30), edition.now) if occurrence else None
        )
        items.append((entry, announced or dt.datetime.combine(entry.facts.confirmed, dt.time(9))))
    return _feed(items, NEWS, FEED_LEAD, edition, language)


def vacancies(edition: Edition, language: Language) -> str:
    """Return the feed of the vacancies that have not expired in `language`."""
    kind = BY_NAME["vacancy"]
    items = [
        (entry, dt.datetime.combine(entry.facts.posted_on, dt.time(9)))
        for entry in edition.library.of(kind)
        if entry.facts.posted_on <= edition.today <= entry.facts.expires_on
    ]
    return _feed(items, VACANCIES, kind.lead, edition, language)
