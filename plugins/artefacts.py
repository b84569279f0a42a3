"""What a build hands to the service, beside the pages: the index, the catalogue, and the stamp with the build id."""

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

from api.content.lag import TRANSLATIONS, Lag, lags, total
from api.content.library import Entry
from api.kinds import BY_NAME
from api.search.corpus import documents
from api.search.engine import write
from i18n.languages import LANGUAGES
from plugins.edition import Edition


def _as_json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def _json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_as_json(content), encoding="utf-8")


def _course(entry: Entry, edition: Edition) -> dict[str, Any]:
    place = edition.library.entries[f"{BY_NAME['place'].folder}/{entry.facts.place}"]
    return {
        "id": entry.slug,
        "term": entry.term,
        "district": place.facts.district,
        **entry.facts.model_dump(mode="json"),
        "words": {
            language.slug: {
                "title": entry.document(language).title.text,
                "summary": entry.document(language).summary.text,
                "url": entry.address(language),
                "place": place.document(language).title.text,
            }
            for language in LANGUAGES
        },
    }


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
        "figures.json": _as_json(figures),
        "translations.json": _as_json(translations),
        "translations.csv": _table([row for found in rows.values() for row in found]),
    }


def write_all(edition: Edition, folder: Path) -> None:
    """Write index, catalogue and stamp into the build `folder`, beside its pages."""
    found = {language.slug: list(documents(edition.library, language, edition.today)) for language in LANGUAGES}
    for language in LANGUAGES:
        write(folder / "index" / language.slug, language, found[language.slug])
    courses = [_course(entry, edition) for entry in edition.library.of(BY_NAME["course"])]
    titles = {slug: [{**dataclasses.asdict(document), "body": ""} for document in rows] for slug, rows in found.items()}
    _json(folder / "catalogue.json", {"courses": courses, "titles": titles})
    frame = {**dataclasses.asdict(edition.frame), "timezone": edition.library.the_site().timezone}
    _json(folder / "build.json", {"build": edition.build, "built_at": edition.now, "frame": frame})
