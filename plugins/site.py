"""The Pelican plugin: one generator that prints every page, feed, calendar and data file of all languages in one pass."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from pelican import signals
from pelican.generators import Generator

from api.forms.openapi import document as openapi
from i18n.languages import LANGUAGES
from plugins import artefacts, history_tables, pages, pocket
from plugins.calendars import calendars
from plugins.edition import Edition
from plugins.feeds import NEWS, VACANCIES, atom, vacancies
from plugins.finder import finder_file
from plugins.handbook import handbooks
from plugins.offline import offline
from plugins.pairs import pairs
from plugins.sitemap import sitemap
from theme.environment import ROOT as THEME
from theme.scripts import script
from theme.styles import (
    address,
    pair_stylesheet,
    paper_stylesheet,
    quiet_stylesheet,
    search_stylesheet,
    stylesheet,
    suggest_stylesheet,
)

COMPRESSED = {".html", ".css", ".js", ".xml", ".atom", ".ics", ".json", ".csv", ".svg", ".txt"}
QUALITY = 5
"""Of brotli: pages are two parts in a hundred larger than at 9, and made twenty times as fast."""

SECURITY = "Contact: tel:{phone}\nPreferred-Languages: {languages}\nExpires: {expires}\nCanonical: {base}/.well-known/security.txt\n"
ROBOTS = "User-agent: *\nDisallow: /api/\n{closed}\nSitemap: {base}/sitemap.xml\n"
# Live and sensitive addresses that no robot has business with.
CLOSED = (
    *("search", "courses/find", "fairs/find", "finder", "resume"),
    *("complaints/", "go/", "diary", "cases", "enrolments", "leave", "read/"),
)
STYLES = (stylesheet, pair_stylesheet, paper_stylesheet, quiet_stylesheet, search_stylesheet, suggest_stylesheet)
CLOSED_ROOMS = {name.strip("/") for name in CLOSED}


def _machine_files(edition: Edition, paths: list[str]) -> Iterator[tuple[str, str | bytes]]:
    base = edition.frame.base_url
    yield "sitemap.xml", sitemap([path for path in paths if path.split("/")[0] not in CLOSED_ROOMS], edition)
    closed = "\n".join(f"Disallow: /{language.slug}/{name}" for language in LANGUAGES for name in CLOSED)
    yield "robots.txt", ROBOTS.format(base=base, closed=closed)
    expires = edition.now.replace(year=edition.now.year + 1, day=1).strftime("%Y-%m-%dT00:00:00Z")
    phone = edition.library.figures[edition.library.the_site().bureau_phone].value
    tags = ", ".join(language.tag for language in LANGUAGES)
    yield ".well-known/security.txt", SECURITY.format(base=base, phone=phone, languages=tags, expires=expires)
    yield "api/v1/openapi.json", json.dumps(openapi(), ensure_ascii=False, indent=1)
    for name, data in artefacts.open_data(edition).items():
        yield f"data/{name}", data
    yield from history_tables.files(edition)
    for language in LANGUAGES:
        yield f"data/finder.{language.slug}.json", finder_file(edition, language)
        yield f"{language.slug}/{pocket.PATH}", pocket.search_file(edition, language)
        yield f"{language.slug}/{NEWS}", atom(edition, language)
        yield f"{language.slug}/{VACANCIES}", vacancies(edition, language)
        yield from ((f"{language.slug}/{path}", file) for path, file in calendars(edition, language))
    scripts = [
        (script(name), "js") for name in ("harbour", "quiet", "card", "suggest", "offline", "finding", "work", "diary")
    ]
    styles = [(style(), "css") for style in STYLES]
    for content, suffix in (*styles, *scripts):
        yield address(content, suffix).lstrip("/"), content
    for icon in ("icon.svg", "plain.svg"):
        yield f"static/{icon}", (THEME / "art" / icon).read_text(encoding="utf-8")


def everything(edition: Edition) -> Iterator[tuple[str, str | bytes]]:
    """Yield each file of the site: its path below the output folder, and its content."""
    paths: list[str] = []
    yield pages.root(edition)
    for language in LANGUAGES:
        for path, html in pages.in_language(edition, language):
            if language is LANGUAGES[0]:
                paths.append(path.removeprefix(f"{language.slug}/").removesuffix("index.html"))
            yield path, html
    yield from pairs(edition)
    yield from handbooks(edition)
    yield from _machine_files(edition, paths)


def _write(target: Path, content: str | bytes) -> int:
    """Write `content` to `target`, and its brotli form beside it where it has one; return the bytes that are sent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    target.write_bytes(data)
    if target.suffix not in COMPRESSED:
        return len(data)
    packed = brotli.compress(data, quality=QUALITY)
    target.with_name(target.name + ".br").write_bytes(packed)
    return len(packed)


class HarbourGenerator(Generator):  # type: ignore[misc]
    """Prints the site; keeps nothing between pages."""

    def generate_output(self, writer: Any) -> None:
        """Write every file."""
        del writer
        output, edition = Path(self.output_path), self.settings["HARBOUR_EDITION"]
        sizes = {path: _write(output / path, content) for path, content in everything(edition)}
        for path, content in offline(edition, sizes):
            _write(output / path, content)


def _generators(pelican: Any) -> type[Generator]:
    del pelican
    return HarbourGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_generators)
