"""What a build hands to the service, beside the pages: the index, the catalogue, and the stamp with the build id."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from api.content.binding import bind
from api.content.library import Entry
from api.content.pairing import pairs
from api.kinds import BY_NAME
from api.search.corpus import documents
from api.search.engine import write
from i18n.languages import LANGUAGES, SOURCE, Language
from plugins.edition import Edition


def _json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


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


def lag(edition: Edition, language: Language) -> dict[str, int]:
    """Return how many blocks of all entries are current, outdated and missing in `language`."""
    counts = {"current": 0, "outdated": 0, "missing": 0}
    for entry in edition.library.entries.values():
        if language.slug in entry.words:
            for source, translated in pairs(entry, language):
                for bound in bind(source, translated):
                    counts[bound.state] += 1
    return counts


def open_data(edition: Edition) -> dict[str, object]:
    """Return the open data files by name: the figures with their sources, and how far the translations lag."""
    figures = {
        name: figure.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for name, figure in edition.library.figures.items()
    }
    translations = {language.tag: lag(edition, language) for language in LANGUAGES if language is not SOURCE}
    return {"figures": figures, "translations": translations}


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
