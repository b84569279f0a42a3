"""How a document is a line of a file: the same document is the same line."""

import dataclasses
import json
from typing import Any

from api.search.documents import Document


def as_line(document: Document) -> bytes:
    """Return `document` as a line, with the line's end."""
    return json.dumps(dataclasses.asdict(document), ensure_ascii=False, sort_keys=True).encode() + b"\n"


def from_line(line: bytes) -> Document:
    """Return the document of a line."""
    row: dict[str, Any] = json.loads(line)
    pairs = {name: tuple((left, right) for left, right in row[name]) for name in ("paragraphs", "open_spans")}
    lists = {name: tuple(row[name]) for name in ("headings", "tags", "asked")}
    return Document(**{**row, **pairs, **lists})
