"""How a document is a line of a file: the same document is the same line."""

import dataclasses
import json
from typing import Any

from api.search.documents import Document

_NAMES = tuple(each.name for each in dataclasses.fields(Document))


def as_line(document: Document) -> bytes:
    """Return `document` as a line, with the line's end."""
    return json.dumps(dataclasses.asdict(document), ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def from_line(line: bytes) -> Document:
    """Return the document of a line, which another release may have written: what it does not know is left out, or empty."""
    row: dict[str, Any] = json.loads(line)
    return Document(**{name: _frozen(row[name]) for name in _NAMES if name in row})
