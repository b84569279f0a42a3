"""Feeds, calendars, sitemap and linked data, read back by other programs."""

import csv
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import lxml.html
import pytest

from api.content.library import read
from api.content.stamping import remember
from i18n.languages import LANGUAGES
from plugins.artefacts import open_data
from plugins.edition import Edition
from tests.support import NOW, ROOT

SLUGS = [language.slug for language in LANGUAGES]
CALENDARS = ("courses", "activities", "fairs", "bus", "exhibitions")


def _calendar(site: Path, slug: str, kind: str) -> Any:
    return icalendar.Calendar.from_ical((site / slug / "calendars" / f"{kind}.ics").read_bytes())


@pytest.mark.parametrize("kind", CALENDARS)
def test_a_calendar_has_the_same_events_in_every_language(site: Path, kind: str) -> None:
    """UIDs and times are equal in five languages, titles are in their own; lines are folded at 75 octets."""
    seen = []
    for slug in SLUGS:
        calendar = _calendar(site, slug, kind)
        events = calendar.walk("VEVENT")
        seen.append({(str(event["UID"]), event["DTSTART"].dt, event["DTEND"].dt) for event in events})
        assert len(seen[-1]) == len(events) > 0
        raw = (site / slug / "calendars" / f"{kind}.ics").read_bytes()
        assert max(len(line) for line in raw.split(b"\r\n")) <= 75
        assert calendar["VERSION"] == "2.0"
    assert all(events == seen[0] for events in seen)


def test_a_class_repeats_on_its_weekdays_in_taipei_time(site: Path) -> None:
    """Spreadsheets meet on Tuesday and Thursday at 19:00 Taipei time until 28 January 2027."""
    calendar = _calendar(site, "vi", "courses")
    event = next(event for event in calendar.walk("VEVENT") if event["UID"].startswith("spreadsheet-basics."))
    start = event["DTSTART"].dt
    assert (start.hour, start.utcoffset()) == (19, dt.timedelta(hours=8))
    assert event["RRULE"]["BYDAY"] == ["TU", "TH"]
    assert event["RRULE"]["UNTIL"][0].date() == dt.date(2027, 1, 28)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Taipei"]


def test_a_uid_is_the_same_in_the_next_build(site: Path) -> None:
    """UIDs are made of the entry's own name: a calendar program never shows an event twice."""
    uids = {str(event["UID"]) for event in _calendar(site, "en", "fairs").walk("VEVENT")}
    assert "qianzhen-sunday.fairs@labour-harbour" in uids


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_the_feed_is_atom_in_its_language(site: Path, language: object) -> None:
    """Ids are unique, the language is named, every entry has a title, a link and a date."""
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(site / language.slug / "feeds" / "news.atom").getroot()  # type: ignore[attr-defined]  # noqa: S314
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language.tag  # type: ignore[attr-defined]
    entries = feed.findall(f"{atom}entry")
    ids = [entry.findtext(f"{atom}id") for entry in entries]
    assert len(ids) == len(set(ids)) >= 28
    for entry in entries:
        assert entry.findtext(f"{atom}title")
        assert entry.findtext(f"{atom}updated")


def test_the_sitemap_is_reciprocal_and_has_a_default(site: Path) -> None:
    """Every address lists itself, its four siblings and x-default; each sibling lists it back; every one exists."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.parse(site / "sitemap.xml").getroot().findall("s:url", names)  # noqa: S314
    alternates = {
        url.findtext("s:loc", "", names): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)
        }
        for url in urls
    }
    assert len(alternates) == len(urls) >= 5 * 50
    for address, links in alternates.items():
        assert links.keys() == {*(language.tag for language in LANGUAGES), "x-default"}
        assert address in links.values()
        for tag, sibling in links.items():
            if tag != "x-default":
                assert alternates[sibling or ""] == links
        assert (site / address.split("8000/", 1)[1] / "index.html").is_file()


@pytest.mark.parametrize(
    ("path", "kind", "needed"),
    [
        ("guides/minimum-wage", "Article", {"headline", "dateModified", "author"}),
        ("courses/labour-law-basics", "Course", {"provider", "hasCourseInstance"}),
        ("fairs/qianzhen-sunday", "BusinessEvent", {"startDate", "endDate", "location", "organizer"}),
        ("activities/legal-advice-sunday", "Event", {"startDate", "endDate", "location", "organizer", "eventStatus"}),
        ("exhibitions/jalan-jalan", "ExhibitionEvent", {"startDate", "endDate", "location"}),
        ("places/museum-of-labor", "GovernmentOffice", {"address"}),
        ("pages/privacy", "WebPage", {"description"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_linked_data_has_the_type_of_its_kind(
    site: Path, path: str, kind: str, needed: set[str], language: object
) -> None:
    """Each kind is its own schema.org type, in the page's language, with breadcrumbs."""
    slug, tag = language.slug, language.tag  # type: ignore[attr-defined]
    page = lxml.html.parse(site / slug / path / "index.html").getroot()
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    thing, crumbs = json.loads(text)["@graph"]
    assert (thing["@type"], thing["inLanguage"]) == (kind, tag)
    assert needed <= thing.keys()
    assert thing["url"].endswith(f"/{slug}/{path}/")
    assert len(crumbs["itemListElement"]) == 2


def test_robots_and_security_name_what_is_where(site: Path) -> None:
    """Robots find the sitemap and stay away from search, cases and receipts; security.txt expires within 13 months."""
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots
    for slug in SLUGS:
        assert f"Disallow: /{slug}/cases" in robots
    security = (site / ".well-known" / "security.txt").read_text(encoding="utf-8")
    expires = dt.datetime.fromisoformat(security.split("Expires: ")[1].split("\n")[0])
    assert dt.date(2026, 11, 21) < expires.date() < dt.date(2027, 12, 21)


def test_open_data_tells_figures_and_translation_lag(site: Path) -> None:
    """The figures carry source and date; the lag counts every block of four languages, as JSON in all and as CSV by entry."""
    figures = json.loads((site / "data" / "figures.json").read_text(encoding="utf-8"))
    assert figures["minimum-wage-monthly"]["values"][-1] == {"from": "2026-01-01", "value": 29500}
    lag = json.loads((site / "data" / "translations.json").read_text(encoding="utf-8"))
    assert lag.keys() == {"vi", "id", "th", "en"}
    assert all(row["entries"] >= 46 and row["blocks"] > 500 and row["oldest_days"] >= 0 for row in lag.values())
    with (site / "data" / "translations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for tag, summed in lag.items():
        mine = [row for row in rows if row["language"] == tag]
        assert len({row["entry"] for row in mine}) == len(mine) == summed["entries"]
        for name in ("blocks", "outdated", "missing"):
            assert sum(int(row[name]) for row in mine) == summed[name]
        late = {row["entry"] for row in mine if row["outdated"] != "0" or row["missing"] != "0"}
        assert late == {each["entry"] for each in summed["waiting"]}


def test_the_open_lag_names_entry_kind_and_days(tmp_path: Path) -> None:
    """One changed and two new Chinese blocks of one guide, five days later: in each language 1 outdated, 2 missing, 5 days."""
    root = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    path = root / "guides" / "annual-leave" / f"{LANGUAGES[0].slug}.md"
    text = path.read_text(encoding="utf-8").replace("雇主的休假通知", "雇主寄來的休假通知")
    path.write_text(text.replace("## call\n", "## call\n\n甲。\n\n乙。\n"), encoding="utf-8")
    remember(read(root), NOW.date())
    files = open_data(Edition(read(root), NOW + dt.timedelta(days=5), "build"))
    row = {"entry": "guides/annual-leave", "outdated": 1, "missing": 2, "oldest_days": 5}
    lag = json.loads(files["translations.json"])
    assert all(row in each["waiting"] and each["oldest_days"] >= 5 for each in lag.values())
    assert files["translations.csv"].count(",guides/annual-leave,17,1,2,5\r\n") == len(lag) == 4
