"""How the folder of one language is written: whole, or what has changed appended to the one of before."""

import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from api.search import sealed
from api.search.columns import Columns
from api.search.documents import Document
from api.search.engine import Format, Postings
from api.search.impacts import Averages, Counted, averages, count, sample, steps
from api.search.lines import as_line, from_line
from api.search.making import signature
from api.search.trying import finds, row_to_ask
from api.search.vocabulary import grouped, load, save, spellings
from i18n.languages import Language

DOCUMENTS = "documents.jsonl"
COLUMNS = "columns.npz"
WORDS = "words.json"
ENGINE = "engine"

MOST_DEAD = 0.2
"""Above this share of dead rows a shelf is written whole: they cost time and still count in how rare a term is."""

MOST_PARTS = 16
"""How often is appended before a shelf is written whole: each time is another part that every search must look into."""


class Written(NamedTuple):
    """What was done: how many documents were written, of how many, and whether all were because they had to be."""

    written: int
    documents: int
    is_whole: bool


@dataclass(frozen=True)
class _Plan:
    """Which lines are appended to those of `before`, which rows of these go now, and how many had gone already."""

    before: list[bytes]
    new: list[bytes]
    gone: list[int]
    dead: int

    @property
    def is_worth_it(self) -> bool:
        """Return whether few enough rows would be dead."""
        return self.dead + len(self.gone) <= MOST_DEAD * (len(self.before) + len(self.new))


def _planned(lines: Sequence[bytes], before: list[bytes], live: Sequence[bool]) -> _Plan:
    """Return how to come from the lines `before`, of which some are `live`, to `lines`."""
    wanted = set(lines)
    living = [row for row, lives in enumerate(live) if lives]
    kept = {before[row] for row in living} & wanted
    gone = [row for row in living if before[row] not in kept]
    return _Plan(before, [line for line in lines if line not in kept], gone, len(before) - len(living))


def _postings(documents: Iterable[Counted], usual: Averages, known: Counter[str]) -> Iterator[Postings]:
    """Yield the steps of each of `documents`, and count their words among those that are `known`."""
    for counted in documents:
        known.update(spellings(counted))
        yield steps(counted, usual)


def _append(folder: Path, plan: _Plan, language: Language, engine: Format, usual: Averages) -> None:
    """Bring the copy of a shelf in `folder` up to date."""
    columns = Columns.load(folder / COLUMNS)
    known = Counter({word: times for group in load(folder / WORDS).values() for word, times in group.items()})
    for row in plan.gone:
        known.subtract(spellings(count(from_line(plan.before[row]), language)))
    documents = list(map(from_line, plan.new))
    if documents:
        counted = (count(each, language) for each in documents)
        engine.append(folder / ENGINE, _postings(counted, usual, known), len(plan.before))
        with (folder / DOCUMENTS).open("ab") as file:
            file.writelines(plan.new)
    added = Columns.of(documents, list(map(len, plan.new)))
    columns.without(np.array(plan.gone, dtype=np.int64)).append(added).save(folder / COLUMNS)
    save(grouped(known), folder / WORDS)


def _write_whole(folder: Path, lines: Sequence[bytes], language: Language, engine: Format) -> Averages:
    """Write a shelf into the empty `folder`; return the average lengths of its documents."""
    documents, known = list(map(from_line, lines)), Counter[str]()
    sampled = sample(documents, language)
    usual = averages(sampled.values())
    # What was counted for the averages is not counted again, and nothing is held any longer than it is wanted.
    counted = (
        sampled.pop(place) if place in sampled else count(each, language) for place, each in enumerate(documents)
    )
    engine.append(folder / ENGINE, _postings(counted, usual, known), 0)
    with (folder / DOCUMENTS).open("wb") as file:
        file.writelines(lines)
    Columns.of(documents, list(map(len, lines))).save(folder / COLUMNS)
    save(grouped(known), folder / WORDS)
    return usual


def _lines_that_answer(folder: Path, language: Language, engine: Format) -> tuple[list[bytes], list[bool]]:
    """Return the lines of the copy of a shelf in `folder`, and which live. Raises DamagedError if it finds none of its own pages."""
    try:
        lines, columns = (folder / DOCUMENTS).read_bytes().splitlines(keepends=True), Columns.load(folder / COLUMNS)
        opened, row = engine.open(folder / ENGINE), row_to_ask(columns)
        try:
            is_found = row is None or finds(opened, row, len(columns), from_line(lines[row]), language)
        finally:
            opened.close()
    except Exception as error:  # whatever is wrong with it: nothing is built upon it
        raise sealed.DamagedError(ENGINE, "does not answer") from error
    if not is_found:
        raise sealed.DamagedError(ENGINE, "does not answer")
    return lines, columns.live.tolist()


def _resumed(
    folder: Path, previous: Path, lines: list[bytes], language: Language, engine: Format
) -> tuple[_Plan, sealed.Stamp] | None:
    """Copy the shelf `previous` into `folder` if it may be appended to and answers; return the plan, and what it was sealed with."""
    try:
        told = sealed.stamp_of(previous)
        if told["signature"] != signature(engine, language) or told["parts"] >= MOST_PARTS:
            return None
        stamp = sealed.copy(previous, folder)
        plan = _planned(lines, *_lines_that_answer(folder, language, engine))
    except sealed.DamagedError:
        return None
    return (plan, stamp) if plan.is_worth_it else None


def _appended(
    folder: Path, plan: _Plan, stamp: sealed.Stamp, language: Language, engine: Format
) -> tuple[int, sealed.Stamp]:
    """Carry out the `plan`; return how many documents were written, and the stamp."""
    is_same = not plan.new and not plan.gone
    if not is_same:
        _append(folder, plan, language, engine, stamp["averages"])
    return len(plan.new), {"averages": stamp["averages"], "parts": stamp["parts"] + bool(plan.new)}


def write(
    target: Path, documents: Iterable[Document], language: Language, engine: Format, previous: Path | None = None
) -> Written:
    """Write the shelf of `documents` to `target`, building upon the shelf `previous` where that is of use.

    It is put in place whole. Beside a whole writing, appending leaves the averages of the last whole one, counts dead rows in
    how rare a term is, and orders ties by when a document came.
    """
    lines = list(dict.fromkeys(map(as_line, documents)))
    folder = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        folder.mkdir(parents=True)
        resumed = _resumed(folder, previous, lines, language, engine) if previous else None
        if resumed:
            written, stamp = _appended(folder, *resumed, language, engine)
        else:
            shutil.rmtree(folder)
            folder.mkdir()
            written, stamp = len(lines), {"averages": _write_whole(folder, lines, language, engine), "parts": 1}
        told = Written(written, len(lines), resumed is None)
        sealed.seal(folder, stamp | told._asdict() | {"signature": signature(engine, language)})
        sealed.put_in_place(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return told
