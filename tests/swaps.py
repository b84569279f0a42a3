"""What tests and bench do to builds while people search: cheap copies with a mark of their own, and flipped bytes."""

import json
import math
import os
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from api.search import reader, shelf, sources
from api.search.documents import Document
from api.search.making import WHOOSH, format_of
from api.services.published import Published
from api.services.shelves import Shelves
from api.services.snapshot import Snapshot
from i18n.languages import LANGUAGES, Language

MARK = "buildmarker"
"""A word that stands on one page of each marked build: its title names the build."""


def cheap_copy(output: Path, target: Path) -> Path:
    """Copy the build in place below `target`, its pages as a link, and put it in place there; return its folder."""
    build = (output / "current").resolve()
    folder = target / "builds" / build.name
    shutil.copytree(build, folder, ignore=shutil.ignore_patterns("site"))
    (folder / "site").symlink_to(build / "site")
    (target / "current").symlink_to(Path("builds") / build.name)
    return folder


def marked(build: Path, name: str) -> Path:
    """Make a build `name` beside `build` that differs from it by its id, and by one page in each language; return its folder."""
    folder, engine = build.with_name(name), format_of(WHOOSH)
    folder.mkdir()
    for path in build.iterdir():
        if path.is_file() and not path.name.startswith((".", "documents.", "titles.")) and path.name != "build.json":
            os.link(path, folder / path.name)
    (folder / "site").symlink_to((build / "site").resolve())
    stamp = json.loads((build / "build.json").read_bytes())
    digests: dict[str, str] = {}
    for language in LANGUAGES:
        rows = [*sources.read_documents(build, language, stamp["sources"]), _mark(name, language)]
        shelf.write(sources.place(folder, language), rows, language, engine, sources.place(build, language))
        digests |= sources.write(folder, rows, language)
    (folder / "build.json").write_text(
        json.dumps(stamp | {"build": name, "sources": stamp["sources"] | digests}), encoding="utf-8"
    )
    return folder


def _mark(name: str, language: Language) -> Document:
    return Document(f"/{language.slug}/guides/{MARK}/", "guide", f"{MARK} {name}", f"{MARK} {name}")


def contradiction(answer: dict[str, Any]) -> str | None:
    """Return what is wrong with the `answer` to a search for MARK: its page must be that of the build that it names."""
    titles = [hit["title"] for hit in answer["results"] if hit["title"].startswith(MARK)]
    if titles == [f"{MARK} {answer['build']}"]:
        return None
    return f"build {answer['build']} answered with {titles}"


class Reopened(Published):
    """The build in place, whose index a test opens anew as often as it likes: as after a restart."""

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        self.now: Snapshot = super().current()
        self.engine = format_of(WHOOSH)
        self.digests = json.loads((self.now.folder / "build.json").read_bytes())["sources"]

    def current(self) -> Snapshot:
        """Return the build, with the index as it was opened last."""
        return self.now

    def reopen(self, before: dict[str, reader.Shelf], *, mends: bool, only: Language | None = None) -> None:
        """Open the index anew; those of the build `before` stand in for what is damaged. Without documents nothing is mended.

        With `only`, just its shelf is read: what is open and good of other languages stays, as nobody touched it.
        """
        shelves = Shelves(self.now.folder, self.engine, self.digests if mends else {}, before)
        if not mends:
            # As if it had been tried just now, without success.
            shelves._mending = {language.slug: math.inf for language in LANGUAGES}
        if only:
            held = self.now.shelves._held.items()
            shelves._held = {slug: each for slug, each in held if slug != only.slug and each.is_good}
        answers = self.now.answers
        self.now = replace(self.now, shelves=shelves)
        # The sheet of answers is another file, and reading it takes longer than all else.
        self.now.__dict__["answers"] = answers


def flipped(path: Path, dice: random.Random) -> bytes:
    """Flip one bit of a byte of the file at `path`, or give it one if it has none; return what it held before."""
    good = path.read_bytes()
    place = dice.randrange(len(good)) if good else 0
    path.write_bytes(
        good[:place] + bytes([(good[place] if good else 0) ^ (1 << dice.randrange(8))]) + good[place + 1 :]
    )
    return good


def wait_for_mending() -> None:
    """Return when nobody mends any more."""
    while any(thread.name == "mending" for thread in threading.enumerate()):
        threading.Event().wait(0.001)


class Flips:
    """Flips bytes of the index of one build and asks what the service answers then."""

    def __init__(self, published: Reopened, client: FlaskClient, questions: dict[str, str], seed: int = 6) -> None:
        """Ask the `questions` by language."""
        self._published, self._client, self._questions = published, client, questions
        self._dice = random.Random(seed)
        self.good = {each.slug: opened for each in LANGUAGES if (opened := published.current().shelves.get(each))}
        self.counts: Counter[str] = Counter()

    def files(self, language: Language) -> list[Path]:
        """Return the files of the shelf of `language`, by kind: what is written anew has other names, and the same order."""
        place = sources.place(self._published.current().folder, language)
        found = [path for path in place.rglob("*") if path.is_file()]
        return sorted(found, key=lambda path: (path.suffix, path.suffix in {"", ".json"} and path.name))

    def _ask(self, language: Language) -> dict[str, Any]:
        answer = self._client.get(f"/api/v1/search?lang={language.tag}&q={self._questions[language.slug]}")
        self.counts["answers"] += 1
        self.counts["5xx"] += answer.status_code >= 500
        page = self._client.get(f"/{language.slug}/search?q={self._questions[language.slug]}")
        self.counts["5xx"] += page.status_code >= 500
        found: dict[str, Any] = answer.get_json() if answer.status_code == 200 else {}
        self.counts["empty"] += not found.get("results")
        return found

    def flip(self, language: Language, path: Path) -> None:
        """Flip a byte of `path`, open the index twice, with a build before it and without, ask, and put the byte back."""
        good = flipped(path, self._dice)
        self.counts["flips"] += 1
        others = {slug: opened for slug, opened in self.good.items() if slug != language.slug}
        for before, name in ((self.good, "last good"), (others, "titles")):
            self._published.reopen(before, mends=False, only=language)
            self._ask(language)
            shelves = self._published.current().shelves
            held = shelves._held[language.slug]
            self.counts["noticed"] += not held.is_good and name == "titles"
            self.counts[name] += (held.shelf is not None) == (name == "last good")
        wait_for_mending()
        path.write_bytes(good)

    def mend(self, language: Language, path: Path, wait: Callable[[], None] = wait_for_mending) -> None:
        """Flip a byte of `path` and let the service mend what it finds; count whether it answers from a rebuilt index."""
        flipped(path, self._dice)
        self.counts["to be mended"] += 1
        self._published.reopen({}, mends=True, only=language)
        self._ask(language)
        wait()
        self._ask(language)
        held = self._published.current().shelves._held[language.slug]
        self.counts["rebuilt"] += held.is_good and held.shelf is not None
        self.good[language.slug] = held.shelf or self.good[language.slug]


def all_files(flips: Flips) -> Iterator[tuple[Language, int]]:
    """Yield each file of the index: its language, and its number among the files of its shelf."""
    for language in LANGUAGES:
        yield from ((language, number) for number in range(len(flips.files(language))))
