"""Since when each Chinese block says what it says, and the old words of those that a translation still renders."""

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from api.content.faults import Fault
from api.kinds.base import Facts

NAME = "sources.jsonl"
"""The file below the content folder: one JSON object a line, sorted by mark, so that two branches merge."""


class Remembered(Facts):
    """One Chinese block: its mark (binding.digest), the day on which it was first recorded, and its Markdown."""

    mark: str = Field(pattern=r"^[0-9a-f]{10}$")
    since: dt.date
    text: str


Memory = dict[str, Remembered]


def read(path: Path) -> tuple[Memory, list[Fault]]:
    """Return the blocks in file `path` by mark, and the lines that are none; without a file nothing is remembered.

    A mark that stands twice, as after a merge, keeps its earliest day.
    """
    memory: Memory = {}
    faults = []
    lines = path.read_bytes().split(b"\n") if path.is_file() else []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = Remembered.model_validate_json(line)
        except ValidationError as error:
            problem = f"no remembered block: {error.errors(include_url=False)[0]['msg']}"
            faults.append(Fault(path, number, problem, "delete the line and run `harbour bind`"))
        else:
            known = memory.get(row.mark)
            memory[row.mark] = min(known, row, key=lambda each: each.since) if known else row
    return memory, faults


def written(memory: Memory) -> str:
    """Return `memory` as the text of its file."""
    return "".join(f"{memory[mark].model_dump_json()}\n" for mark in sorted(memory))


def brought_up_to_date(memory: Memory, current: Mapping[str, str], bound: Collection[str], day: dt.date) -> Memory:
    """Return `memory` with the blocks `current` (mark -> text), new ones since `day`; kept else: what a `bound` mark names."""
    kept = {mark: row for mark, row in memory.items() if mark in current or mark in bound}
    new = {mark: Remembered(mark=mark, since=day, text=text) for mark, text in current.items() if mark not in memory}
    return kept | new
