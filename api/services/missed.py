"""Searches that found nothing: counted without anybody in them, struck by the staff, listed for translators and for all."""

import re
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


def digest_of(pepper: bytes, words: str) -> str:
    """Return by what `words` are known before they are kept: whoever reads the file cannot try words out."""
    return keyed(pepper, "missed search", words)


def note(resources: Resources, language: Language, asked: Asked, results: Results) -> None:
    """Count `asked` if our whole index had nothing for it. Nobody waits for that, and in a rush it is dropped."""
    is_narrowed = bool(asked.kind or asked.when or asked.district or asked.open)
    if results.total or results.hits or results.is_partial or is_narrowed or asked.page > 1:
        return
    if words := rule.countable(asked.text):
        digest, today = digest_of(resources.pepper, words), resources.clock().date()
        resources.writer.leave(store.count, store.Miss(language.slug, digest, results.language, words, today))


def published(resources: Resources) -> list[Row]:
    """Return the words that anybody may read."""
    today = resources.clock().date()
    with resources.reader.begin() as connection:
        return [row for row in store.kept(connection) if rule.is_published(row.missed, today)]


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


def _strikes(folder: Path) -> Collection[str]:
    return {path.name for path in folder.iterdir() if _DIGEST.fullmatch(path.name)} if folder.is_dir() else set()


def carry_out_strikes(resources: Resources, folder: Path) -> None:
    """Take over what was struck."""
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
