"""Searches that found nothing: counted without anybody in them, struck by the staff, listed for translators and for all."""

import datetime as dt
import re
import threading
import weakref
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from api.domain import missed as rule
from api.search.documents import Asked, Results
from api.services.resources import Resources
from api.services.secrets import keyed
from api.store import missed as store
from api.store.missed import Row
from api.store.types import Connection
from i18n.languages import Language

_DIGEST = re.compile(r"[0-9a-f]{64}")
_YES = ".publish"
"""How the file of words ends that shall be published; that of a strike is the digest alone."""


class Paced:
    """How often each text was counted in this hour: in memory alone, and forgotten with the hour. Safe for threads."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._hour: dt.datetime | None = None
        self._counts: Counter[str] = Counter()

    def may_count(self, digest: str, now: dt.datetime) -> bool:
        """Return whether `digest` counts once more in the hour of `now`, and note it."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            if hour != self._hour or len(self._counts) > store.MOST_ROWS:
                self._hour = hour
                self._counts.clear()
            self._counts[digest] += 1
            return self._counts[digest] <= rule.AN_HOUR


_paces: weakref.WeakKeyDictionary[object, Paced] = weakref.WeakKeyDictionary()


def digest_of(pepper: bytes, words: str) -> str:
    """Return by what `words` are known before they are kept: whoever reads the file cannot try words out."""
    return keyed(pepper, "missed search", words)


def note(resources: Resources, language: Language, asked: Asked, results: Results) -> None:
    """Count `asked` if our whole index had nothing for it, or only what lies near. Nobody waits for that, and in a rush it is dropped."""
    is_narrowed = bool(asked.kind or asked.when or asked.district or asked.open_now)
    is_found = bool(results.total or results.hits) and not results.is_weak
    if is_found or results.is_partial or is_narrowed or asked.page > 1:
        return
    if words := rule.countable(asked.text):
        digest, now = digest_of(resources.pepper, words), resources.clock()
        if _paces.setdefault(resources.writer, Paced()).may_count(digest, now):
            resources.writer.leave(store.count, store.Miss(language.slug, digest, results.language, words, now.date()))


def published(resources: Resources) -> list[Row]:
    """Return the words that anybody may read."""
    with resources.reader.begin() as connection:
        rows = store.kept(connection)
    return [row for row in rows if rule.is_published(row.missed, is_approved=row.is_approved)]


def waiting(connection: Connection, folder: Path) -> list[Row]:
    """Return the words for the staff, without those whose strike the service has not taken over from `folder`."""
    struck = _strikes(folder)
    return [row for row in store.kept(connection) if row.digest not in struck]


def strike(folder: Path, pepper: bytes, words: str) -> str:
    """Leave in `folder` that `words` are never shown again; return them as they are compared, nothing if they never count.

    The service alone writes its file, so it takes the strike over from there.
    """
    if plain := rule.countable(words):
        folder.mkdir(parents=True, exist_ok=True, mode=0o770)
        (folder / digest_of(pepper, plain)).touch()
    return plain


def publish(folder: Path, digest: str) -> None:
    """Leave in `folder` that the words behind `digest` may be shown to anybody."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o770)
    (folder / f"{digest}{_YES}").touch()


def _strikes(folder: Path) -> Collection[str]:
    return {path.name for path in folder.iterdir() if _DIGEST.fullmatch(path.name)} if folder.is_dir() else set()


def carry_out_strikes(resources: Resources, folder: Path) -> None:
    """Take over what was struck, and before it what the staff said yes to: a strike is the last word."""
    said_yes = [path for path in folder.glob(f"*{_YES}") if _DIGEST.fullmatch(path.stem)] if folder.is_dir() else []
    if said_yes:
        resources.writer.write(lambda connection: store.publish(connection, [path.stem for path in said_yes]))
        for path in said_yes:
            path.unlink(missing_ok=True)
    if digests := _strikes(folder):
        resources.writer.write(lambda connection: store.strike(connection, digests))
        for digest in digests:
            (folder / digest).unlink(missing_ok=True)


def forget(resources: Resources) -> None:
    """Forget what nobody has asked for in 180 days."""
    day = resources.clock().date() - rule.KEPT
    with resources.reader.begin() as connection:
        is_old = store.is_any_before(connection, day)
    if is_old:
        resources.writer.write(lambda connection: store.forget_before(connection, day))
