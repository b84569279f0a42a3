"""Reading TOML so that whatever is wrong with it is told with its file, its line and what to do."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from api.content.faults import Fault
from api.kinds.base import Facts

M = TypeVar("M", bound=Facts)


def line_of(text: str, key: str, after: str | None = None) -> int:
    """Return the line on which TOML `key` (or table) stands, after the table `after`; 1 if it stands nowhere."""
    seen = after is None
    for number, line in enumerate(text.splitlines(), start=1):
        seen = seen or line.strip().startswith(f"[{after}]")
        if seen and line.strip().startswith((f"{key} ", f"{key}=", f"[{key}]", f'"{key}"')):
            return number
    return 1


def tables(path: Path, faults: list[Fault]) -> tuple[dict[str, Any], str]:
    """Return what the TOML file at `path` holds, and its text; without a readable file both are empty, and `faults` say why."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except FileNotFoundError:
        faults.append(Fault(path, 1, "the file is missing", "write it; content/README.md says what it holds"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(path, getattr(error, "lineno", 1), f"not readable TOML: {error}", "mend the line"))
    return {}, ""


def validated(
    model: type[M], data: object, path: Path, text: str, faults: list[Fault], table: str | None = None
) -> M | None:
    """Return `data` (of `table` in the file at `path`) as a `model`, or None, with every field that is wrong in `faults`."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            key = str(fault["loc"][0]) if fault["loc"] else (table or "")
            problem = ".".join(map(str, fault["loc"])) or (table or "facts")
            line = line_of(text, key, table)
            faults.append(Fault(path, line, f"{problem}: {fault['msg']}", "see content/README.md for the form"))
    return None
