"""One build as it is served: whatever a request reads of it, it reads here."""

import dataclasses
import datetime as dt
import json
import logging
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from api.domain.finding import SPOTS, Spot
from api.domain.offers import OFFERS, Offer
from api.domain.openings import FAIRS, Fair
from api.search import fallback, sources
from api.search.answers import NAME, Answers, Sheet
from api.search.documents import Asked, Document, Results
from api.search.engine import Format
from api.search.sealed import DamagedError, read_known
from api.search.searcher import Searcher
from api.search.suggesting import Suggestion, Suggestions
from api.services.lawbook import LawBook
from api.services.shelves import Shelves
from i18n.languages import LANGUAGES, Language
from i18n.synonyms import groups

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class District:
    """One district: its names by the slug of a language, and the districts beside it."""

    names: dict[str, str]
    near: tuple[str, ...]


@dataclass
class Snapshot:
    """One build, as it is served. Requests that began with it end with it."""

    folder: Path
    build: str
    frame: dict[str, Any]
    courses: dict[str, dict[str, Any]]
    offers: dict[str, Offer]
    bookable: dict[str, dict[str, Any]]
    titles: dict[str, list[Document]]
    law: LawBook
    fairs: tuple[Fair, ...]
    districts: dict[str, District]
    holidays: frozenset[dt.date]
    shelves: Shelves
    digests: sources.Digests = field(default_factory=dict)
    _suggestions: dict[str, Suggestions] = field(default_factory=dict)
    _spots: dict[str, tuple[Spot, ...]] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        """Return the folder of the pages."""
        return self.folder / "site"

    def suggest(self, text: str, language: Language, today: str) -> list[Suggestion]:
        """Return what somebody may mean who has typed `text` so far; what is over by `today` comes after all else that fits so."""
        if language.slug not in self._suggestions:
            rows, phrases = self.titles.get(language.slug, ()), self.answers.phrases(language)
            titles, ends = ((row.title, row.url) for row in rows), {row.url: row.over_on for row in rows if row.over_on}
            self._suggestions[language.slug] = Suggestions(language, titles, groups(language), phrases, ends)
        return self._suggestions[language.slug].of(text, today=today)

    def spots(self, language: Language) -> tuple[Spot, ...]:
        """Return where and when which language is spoken, as the file that anybody can read tells it."""
        if language.slug not in self._spots:
            text = (self.site / "data" / f"finder.{language.slug}.json").read_text(encoding="utf-8")
            self._spots[language.slug] = SPOTS.validate_python(json.loads(text)["spots"])
        return self._spots[language.slug]

    @cached_property
    def answers(self) -> Answers:
        """Return what is answered beforehand: nothing in a build without answers, or with damaged ones."""
        try:
            return Answers.read(_handed(self.folder, NAME, self.digests))
        except (DamagedError, OSError, ValueError):
            log.error("%s is missing or damaged; run `harbour build`", NAME)
            return Answers(Sheet({}, {}, {}, {}))

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(self.shelves.get, self.answers.vocabulary)

    def warm(self) -> None:
        """Open the index of every language, so that nobody's search waits for it."""
        for language in LANGUAGES:
            self.shelves.get(language)

    def search(self, asked: Asked, language: Language) -> Results:
        """Return what is `asked` for in `language`; without a usable index, what the titles alone give."""
        districts = {key: district.names[language.slug] for key, district in self.districts.items()}
        try:
            # A telephone number of ours, however it is typed, is searched as our pages print it.
            called = self.answers.called(asked.text, language)
            printed = dataclasses.replace(asked, text=called.printed) if called else asked
            # Whatever has an answer of its own was understood, though its words may stand in no page.
            is_known = self.answers.of(asked.text, language) is not None
            leads = called.leads if called else ()
            found = self._searcher.search(printed, language, districts, leads, is_known=is_known)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the index, the reader gets an answer
            log.error("search in %s failed: %s", language.slug, type(error).__name__)
            found = None
        if found is None:
            found = fallback.search(self.titles.get(language.slug, []), asked, language)
        return dataclasses.replace(found, build=self.build)


def _handed(folder: Path, name: str, digests: sources.Digests) -> bytes:
    """Return the content of a file that the build hands over. Raises DamagedError or OSError."""
    # A build of before these digests were kept is taken at its word; it is served until the next one.
    return read_known(folder / name, digests) if name in digests else (folder / name).read_bytes()


def _titles(folder: Path, digests: sources.Digests) -> dict[str, list[Document]]:
    """Return the titles by language; one that cannot be read is told and left out. A build that hands over nothing has none."""
    found: dict[str, list[Document]] = {}
    if not digests:
        return found
    for language in LANGUAGES:
        try:
            found[language.slug] = sources.read_titles(folder, language, digests)
        except DamagedError as error:
            log.error("titles of %s: %s; run `harbour build`", language.slug, error)
    return found


def load(folder: Path, engine: Format, before: Snapshot | None) -> Snapshot:
    """Return the build in `folder`; the index of the one `before` answers where its own is damaged.

    Raises DamagedError over what seats, days and amounts rest on: a wrong one hurts somebody.
    """
    stamp = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    # A build of before search was mended keeps no documents for that.
    digests = stamp.get("sources", {})
    law = LawBook.read(json.loads(_handed(folder, "law.json", digests)))
    catalogue = json.loads(_handed(folder, "catalogue.json", digests))
    return Snapshot(
        folder,
        stamp["build"],
        stamp["frame"],
        {course["id"]: course for course in catalogue["courses"]},
        {offer.id: offer for offer in OFFERS.validate_python(catalogue["offers"])},
        catalogue["bookable"],
        _titles(folder, digests),
        law,
        FAIRS.validate_python(catalogue["fairs"]),
        {key: District(**row) for key, row in catalogue["districts"].items()},
        # A build of before cases had clocks carries none; it is served until the next one.
        frozenset(map(dt.date.fromisoformat, catalogue.get("holidays", ()))),
        Shelves(folder, engine, digests, before.shelves.good() if before else {}),
        digests,
    )
