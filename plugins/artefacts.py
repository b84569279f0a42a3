"""What a build hands to the service, beside the pages: index, catalogue, law book, answers, and the stamp with the build id."""

import csv
import dataclasses
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from api.content.lag import TRANSLATIONS, Lag, lags, total
from api.content.library import Entry
from api.content.markup import Printer
from api.domain import draw, proof
from api.domain.offers import OFFERS, Offer
from api.forms.calculators import CALCULATORS
from api.kinds import BY_NAME
from api.kinds.activity import SORTS
from api.search import answers as search_answers
from api.search.engine import Format
from api.search.sealed import digest
from i18n import formats
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark, translate
from plugins import activity_rows, answers, course_rows, shelves
from plugins.edition import Edition
from theme import course_words


def _as_json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def _json(path: Path, content: object) -> dict[str, str]:
    """Write `content` as JSON; return the digest by which the file is known again, under its name."""
    data = _as_json(content).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {path.name: digest(data)}


def course_facts(entry: Entry, edition: Edition) -> dict[str, Any]:
    """Return what is true of a class in every language, as the catalogue holds it."""
    place = edition.library.entries[f"{BY_NAME['place'].folder}/{entry.facts.place}"]
    return {
        "id": entry.slug,
        "term": entry.term,
        "district": place.facts.district,
        **entry.facts.model_dump(mode="json"),
    }


def _fair(entry: Entry) -> dict[str, Any]:
    titles = {language.slug: entry.document(language).title.text for language in LANGUAGES}
    return {"id": entry.slug, "titles": titles, **entry.facts.model_dump(mode="json")}


def _districts(edition: Edition) -> dict[str, Any]:
    """Return the districts with their names by language, and their neighbours."""
    site = edition.library.the_site()
    return {
        key: {
            "names": {language.slug: site.district(key, language) for language in LANGUAGES},
            "near": site.near.get(key, ()),
        }
        for key in site.districts
    }


def round_title(entry: Entry, offer: Offer, language: Language) -> str:
    """Return what the draw of `offer` is called: the term of its classes, or the sort of activity and its year."""
    if entry.kind.name == "course":
        return course_words.term_title(entry.term, language)
    year = formats.year(offer.meetings[0].starts_at.date(), language)
    sort = translate(SORTS[entry.facts.sort], language)
    return translate(mark("%(sort)s, %(year)s"), language, sort=sort, year=year)


def _bookable(entry: Entry, offer: Offer, edition: Edition) -> dict[str, Any]:
    """Return what the service must know to speak of `offer`; one session of a series is named with its time."""
    facts = entry.facts
    place = edition.library.entries.get(f"{BY_NAME['place'].folder}/{getattr(facts, 'place', '')}")
    words = {}
    for language in LANGUAGES:
        title = entry.document(language).title.text
        if offer.id != entry.slug and offer.meetings:
            starts = formats.moment(offer.meetings[0].starts_at, language)
            title = translate(mark("%(title)s, %(moment)s"), language, title=title, moment=starts)
        words[language.slug] = {
            "title": title,
            "page": entry.document(language).title.text,
            "url": entry.address(language),
            "list": f"/{language.slug}/{entry.kind.folder}/",
            "listed": translate(entry.kind.title, language),
            "round": round_title(entry, offer, language) if offer.round else "",
            "place": place.document(language).title.text if place else activity_rows.where(facts, edition, language),
        }
    # What nobody should see over somebody's shoulder is told by neutral subjects and titles.
    private = getattr(facts, "is_private", False)
    return {"folder": entry.kind.folder, "sample": facts.sample, "private": private, "words": words}


def _course_words(entry: Entry, edition: Edition, language: Language) -> dict[str, str]:
    place = edition.library.entries[f"{BY_NAME['place'].folder}/{entry.facts.place}"]
    return {
        "title": entry.document(language).title.text,
        "summary": entry.document(language).summary.text,
        "url": entry.address(language),
        "place": place.document(language).title.text,
        "district_name": edition.library.the_site().district(place.facts.district, language),
        "when": course_rows.meets(entry.facts, language),
        "interpreted": course_rows.interpreted(entry.facts, language),
    }


def _course(entry: Entry, edition: Edition) -> dict[str, Any]:
    words = {language.slug: _course_words(entry, edition, language) for language in LANGUAGES}
    return {**course_facts(entry, edition), "words": words}


def _translations(rows: list[Lag]) -> dict[str, object]:
    """Return how far one language lags: in all, and each entry that has something to wait for."""
    waiting = [
        {"entry": row.entry.key, "outdated": row.outdated, "missing": row.missing, "oldest_days": row.oldest_days}
        for row in rows
        if row.outdated or row.missing
    ]
    return {**total(rows), "waiting": waiting}


def _table(rows: list[Lag]) -> str:
    """Return `rows` as CSV (RFC 4180): one row an entry and language."""
    target = io.StringIO()
    table = csv.writer(target)
    table.writerow(["language", "entry", "blocks", "outdated", "missing", "oldest_days"])
    table.writerows(
        (row.language.tag, row.entry.key, row.blocks, row.outdated, row.missing, row.oldest_days) for row in rows
    )
    return target.getvalue()


def open_data(edition: Edition) -> dict[str, str]:
    """Return the open data files by name: the figures with their sources, and how far the translations lag."""
    figures = {
        name: figure.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for name, figure in edition.library.figures.items()
    }
    rows = {language: lags(edition.library, language, edition.today) for language in TRANSLATIONS}
    translations = {language.tag: _translations(found) for language, found in rows.items()}
    return {
        # The recipes of the draws and of the proof are the modules that draw and prove.
        "draw.py": Path(draw.__file__).read_text(encoding="utf-8"),
        "proof.py": Path(proof.__file__).read_text(encoding="utf-8"),
        "figures.json": _as_json(figures),
        "translations.json": _as_json(translations),
        "translations.csv": _table([row for found in rows.values() for row in found]),
    }


def articles(edition: Edition, language: Language, names: Iterable[str]) -> dict[str, dict[str, str | None]]:
    """Return the articles `names` as `language` writes them, each with the address of its text."""
    library, printer = edition.library, Printer(edition.library, language, edition.today)
    return {
        name: {
            "text": printer.figure_text(name),
            "address": library.laws[str(library.figures[name].law)].address,
        }
        for name in names
    }


def law_book(edition: Edition) -> dict[str, Any]:
    """Return what the calculators rest on: their figures with all values, and their articles in every language."""
    library = edition.library
    needs = sorted({name for each in CALCULATORS.values() for name in each.needs})
    laws = sorted({name for each in CALCULATORS.values() for name in each.laws})
    figures = {name: library.figures[name].model_dump(mode="json", by_alias=True, exclude_none=True) for name in needs}
    return {"figures": figures, "articles": {each.slug: articles(edition, each, laws) for each in LANGUAGES}}


def write_all(edition: Edition, folder: Path, engine: Format, before: Path | None) -> None:
    """Write index, catalogue, law, answers and stamp into the build `folder`, beside its pages; the build `before` lends its index."""
    digests = shelves.write(shelves.found(edition), folder, engine, before)
    bookable = {offer.id: _bookable(entry, offer, edition) for offer, entry in edition.offered.values()}
    courses = [_course(entry, edition) for entry in edition.library.of(BY_NAME["course"])]
    digests |= _json(
        folder / "catalogue.json",
        {
            "courses": courses,
            "offers": OFFERS.dump_python([offer for offer, _ in edition.offered.values()], mode="json"),
            "bookable": bookable,
            "fairs": [_fair(entry) for entry in edition.library.of(BY_NAME["fair"])],
            "districts": _districts(edition),
            "holidays": sorted(edition.library.holidays),
        },
    )
    digests |= _json(folder / "law.json", law_book(edition))
    digests |= _json(folder / search_answers.NAME, dataclasses.asdict(answers.sheet(edition)))
    frame = {**dataclasses.asdict(edition.frame), "timezone": edition.library.the_site().timezone}
    _json(folder / "build.json", {"build": edition.build, "built_at": edition.now, "frame": frame, "sources": digests})
