"""The Atom feed of a language (RFC 4287): what one can come to, newest enrolment or event first."""

import datetime as dt
from zoneinfo import ZoneInfo

from feedgenerator import Atom1Feed

from api.content.markup import Printer
from api.kinds.base import sampled
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from theme.page import SITE_NAME

FEED_LEAD = mark("Classes, job fairs and exhibitions.")


def atom(edition: Edition, language: Language) -> str:
    """Return the feed of all dated entries in `language`; ids are the addresses, which never change."""
    base = edition.frame.base_url
    zone = ZoneInfo(edition.library.the_site().timezone)
    feed = Atom1Feed(
        title=translate(SITE_NAME, language),
        link=f"{base}/{language.slug}/",
        description=translate(FEED_LEAD, language),
        subtitle=translate(FEED_LEAD, language),
        language=language.tag,
        feed_url=f"{base}/{language.slug}/feeds/news.atom",
        author_name=translate(SITE_NAME, language),
    )
    printer = Printer(edition.library, language, edition.today)
    for entry in edition.library.entries.values():
        if not entry.kind.is_dated:
            continue
        occurrence = entry.kind.occurrence(entry.facts)
        announced = getattr(entry.facts, "opens_at", None) or (
            min(occurrence.starts_at - dt.timedelta(days=30), edition.now) if occurrence else None
        )
        when = announced or dt.datetime.combine(entry.facts.confirmed, dt.time(9))
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
