"""The shelves of one build, as the service reads them: opened when first asked for, watched while in use, mended if damaged."""

import logging
import math
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from api.search import sealed, sources
from api.search.engine import Format
from api.search.mending import mend
from api.search.reader import Shelf, open_shelf, verify
from api.search.sealed import DamagedError
from i18n.languages import LANGUAGES, Language

log = logging.getLogger(__name__)

LOOK = 20.0
"""Seconds between two looks at the files of a shelf that is in use."""
SOON = 0.5
"""Seconds between two looks where a shelf is wanting: it may have been mended, here or by another process."""
_ONE = threading.Lock()
"""Held by whoever mends: five languages at once would take the processor from those who ask."""
AGAIN = 60.0
"""Seconds after which a shelf that could not be mended is tried again."""


@dataclass(frozen=True)
class _Held:
    """What answers in one language, and as what its files were last seen."""

    shelf: Shelf | None
    is_good: bool
    seen: sealed.Signature
    looked: float


class Shelves:
    """The shelves of one build. Whoever got one may use it as long as it likes."""

    def __init__(
        self, build: Path, engine: Format, digests: sources.Digests, before: Mapping[str, Shelf] | None = None
    ) -> None:
        """Read the shelves in the folder `build`; those of the build `before` answer where one is damaged."""
        self._build, self._engine, self._digests = build, engine, digests
        self._before = dict(before or {})
        self._held: dict[str, _Held] = {}
        self._mending: dict[str, float] = {}
        self._opening = {language.slug: threading.Lock() for language in LANGUAGES}

    def good(self) -> dict[str, Shelf]:
        """Return what has answered so far, by the slug of a language: for the next build."""
        return self._before | {slug: held.shelf for slug, held in self._held.items() if held.shelf}

    def get(self, language: Language) -> Shelf | None:
        """Return what answers in `language`, or None if there is nothing but titles."""
        held = self._held.get(language.slug)
        if held is None:
            with self._opening[language.slug]:
                held = self._held.get(language.slug) or self._look(language, None)
        elif time.monotonic() > held.looked + (LOOK if held.is_good else SOON):
            lock = self._opening[language.slug]
            # Whoever comes while another one looks is answered from what there is.
            if lock.acquire(blocking=False):
                try:
                    held = self._look(language, held)
                finally:
                    lock.release()
        return held.shelf

    def _look(self, language: Language, held: _Held | None) -> _Held:
        """Take what lies on the disk now, if it is new and whole; if it is damaged, have it mended."""
        place = sources.place(self._build, language)
        seen = sealed.signature(place)
        if held and held.seen == seen:
            now = _Held(held.shelf, held.is_good, seen, time.monotonic())
        else:
            try:
                now = _Held(self._opened(place, language, held), True, seen, time.monotonic())
                self._before.pop(language.slug, None)
                if held and not held.is_good:
                    log.warning("index of %s is whole again", language.slug)
            except (DamagedError, OSError) as error:
                log.error("index of %s: %s", language.slug, _named(error))
                shelf = held.shelf if held else self._stand_in(language)
                now = _Held(shelf, False, seen, time.monotonic())
        self._held[language.slug] = now
        if not now.is_good:
            self._have_mended(language)
        return now

    def _opened(self, place: Path, language: Language, held: _Held | None) -> Shelf:
        """Return the shelf at `place`: one that is open already, where it is the same."""
        for known in (held.shelf if held else None, self._before.get(language.slug)):
            if known and sealed.stamp_of(place)["identity"] == known.identity:
                verify(place, language, self._engine)
                return known
        return open_shelf(place, language, self._engine)

    def _stand_in(self, language: Language) -> Shelf | None:
        """Return what answers until the shelf is mended: itself, if only its terms are older than this release.

        Else the shelf of the build before, from memory, or the newest that answers among those that lie beside this build.
        """
        known = self._before.get(language.slug)
        if shelf := self._older(self._build, language) or known:
            return shelf
        return next(filter(None, (self._older(build, language) for build in _newest(self._build.parent))), None)

    def _older(self, build: Path, language: Language) -> Shelf | None:
        """Return the shelf of `build` if it is whole and answers, whichever release of this engine wrote it."""
        try:
            return open_shelf(sources.place(build, language), language, self._engine, is_older_fine=True)
        except (DamagedError, OSError):
            return None

    def _have_mended(self, language: Language) -> None:
        """Mend the shelf of `language` beside the requests, unless that was tried lately."""
        tried = self._mending.get(language.slug)
        if tried is None or time.monotonic() > tried + AGAIN:
            # Until it is done, however long it has to wait for its turn.
            self._mending[language.slug] = math.inf
            threading.Thread(target=self._mend, args=(language,), name="mending", daemon=True).start()

    def _mend(self, language: Language) -> None:
        try:
            with _ONE:
                own = mend(self._build, language, self._engine, self._digests)
        except Exception as error:  # noqa: BLE001 - whatever stands in the way, people are answered from what there is
            log.error("index of %s not mended (%s): run `harbour build`", language.slug, _named(error))
            self._mending[language.slug] = time.monotonic()
            return
        if own:
            log.warning("index of %s mended for this process alone: its folder cannot be written", language.slug)
            with self._opening[language.slug]:
                seen = sealed.signature(sources.place(self._build, language))
                self._held[language.slug] = _Held(own, True, seen, time.monotonic())
        self._mending.pop(language.slug, None)


def _named(error: Exception) -> str:
    return str(error) if isinstance(error, DamagedError) else type(error).__name__


def _newest(builds: Path) -> Iterator[Path]:
    """Yield the builds on the disk, newest first."""
    try:
        found = [(path.stat().st_mtime, path) for path in builds.iterdir() if path.is_dir()]
    except OSError:
        return
    yield from (path for _, path in sorted(found, reverse=True))
