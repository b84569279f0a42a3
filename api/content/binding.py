"""Which Chinese block each translated block renders, and whether that Chinese block has moved since.

Chinese is authoritative. A block's mark is a hash of its words without any white space, so that no re-wrapping,
indenting or moving about ever marks a translation as outdated; only other words do.
"""

import hashlib
import unicodedata
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from api.content.blocks import Block

State = Literal["current", "outdated", "missing"]


@dataclass(frozen=True)
class Bound:
    """One Chinese block and the translated block that renders it, if there is one."""

    source: Block
    translated: Block | None
    state: State


def digest(text: str) -> str:
    """Return the mark of a block of source `text`: ten hexadecimal digits, blind to white space and compatibility forms."""
    letters = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(letters.encode()).hexdigest()[:10]


def bind(source: Sequence[Block], translated: Sequence[Block]) -> list[Bound]:
    """Return one Bound per `source` block, in the order of the source.

    A translated block whose mark a source block still has is current, wherever it stands. What is left over on both sides
    is paired in order between its current neighbours: an edited paragraph meets its old translation, a new one has none.
    """
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, block in enumerate(translated):
        if block.renders:
            waiting[block.renders].append(place)
    current = {}
    for place, block in enumerate(source):
        if queue := waiting.get(digest(block.text)):
            current[place] = queue.popleft()
    taken = set(current.values())
    strays: defaultdict[int | None, deque[Block]] = defaultdict(deque)
    neighbour = None
    for place, block in enumerate(translated):
        if place in taken:
            neighbour = place
        else:
            strays[neighbour].append(block)
    bound = []
    neighbour = None
    for place, block in enumerate(source):
        if place in current:
            neighbour = current[place]
            bound.append(Bound(block, translated[neighbour], "current"))
        elif queue2 := strays.get(neighbour):
            bound.append(Bound(block, queue2.popleft(), "outdated"))
        else:
            bound.append(Bound(block, None, "missing"))
    return bound


def stamp(text: str, marks: dict[int, str]) -> str:
    """Return the words file `text` with the mark `marks[line]` written above each line that opens a block."""
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if number in marks:
            if lines and lines[-1].startswith("<!-- "):
                lines.pop()
            lines.append(f"<!-- {marks[number]} -->")
        lines.append(line)
    return "\n".join(lines) + "\n"
