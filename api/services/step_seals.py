"""What ties each step of a case to its row in the audit: hashes of all that was kept, so that neither is changed alone."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from api.store import case_steps, desk_audit
from api.store.types import Connection

_AT_END = re.compile(r" ?sha256:([\w-]{43})\.([\w-]{43})\Z", re.ASCII)
_TOLD = 100
"""Letters of a detail that stand before the seal."""


class Seal(NamedTuple):
    """The hashes of a step: of everything but the sealed words, and of those alone, for they are erased one day."""

    codes: str
    words: str


def _hash(columns: Mapping[str, str]) -> str:
    text = json.dumps(columns, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def seal_of(row: Mapping[str, str]) -> Seal:
    """Return the seal of a step as it lies in the file."""
    words = {name: value for name, value in row.items() if name in case_steps.WORDS}
    return Seal(_hash({name: value for name, value in row.items() if name not in words}), _hash(words))


def _named(value: str) -> str:
    return bytes.fromhex(value.partition(":")[2]).decode(errors="replace")


def with_seal(told: str, seal: Seal) -> str:
    """Return the detail of an audit row that says `told` and carries `seal`."""
    return f"{told[:_TOLD]} sha256:{seal.codes}.{seal.words}".lstrip()


def told(detail: str) -> str:
    """Return the detail of an audit row without its seal, as it is read."""
    return _AT_END.sub("", detail)


def broken(connection: Connection) -> Iterator[str]:
    """Yield how the steps of cases differ from the audit: each has its row there, and each such row its step."""
    noted: dict[Seal, tuple[int, str]] = {}
    erased: dict[str, int] = {}
    for number, happened, _ in desk_audit.all_rows(connection):
        if found := _AT_END.search(happened.detail):
            noted[Seal(*found.groups())] = (number, happened.reference)
        if happened.action == "case-erased":
            erased[happened.reference] = number
    emptied = {seal.codes: seal for seal, (number, case) in noted.items() if number < erased.get(case, 0)}
    for row in case_steps.as_kept(connection):
        seal = seal_of(row)
        if all(row[name] == case_steps.EMPTY for name in case_steps.WORDS):
            seal = emptied.get(seal.codes, seal)
        if noted.pop(seal, None) is None:
            yield f"Case {_named(row['reference'])}, step {_named(row['id'])}: altered or added, the audit knows none like it."
    for number, case in noted.values():
        yield f"Case {case}: the step of desk audit row {number} was altered or removed."
