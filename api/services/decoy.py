"""A case that nobody filed: read in the place of one that is not there, so that a wrong receipt is as much work as a right one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

import nacl.public

from api.domain.phrases import Part
from api.services.sealing import seal, unseal
from api.store.types import RowMapping
from i18n.languages import SOURCE

USUAL = 6
"""Answers in a case; one with fewer is filled up, one with more takes as much longer as it has more."""
_AT = dt.datetime(2026, 1, 5, 9)  # noqa: DTZ001 - the bureau's own time


class Decoy(NamedTuple):
    """Rows as the files hold them, and the key that opens its answers."""

    row: RowMapping
    letters: list[RowMapping]
    steps: list[RowMapping]
    private: nacl.public.PrivateKey

    def spend(self, answers: int) -> None:
        """Open as many answers as a case that has `answers` lacks of the usual number."""
        for _ in range(answers, USUAL):
            unseal(self.steps[-1]["sealed_to_complainant"], self.private)


def _rows(*rows: Mapping[str, Any]) -> list[RowMapping]:
    return cast("list[RowMapping]", list(rows))


@lru_cache(maxsize=1)
def decoy() -> Decoy:
    """Return the decoy of this process."""
    private = nacl.public.PrivateKey.generate()
    parts: Sequence[Part] = [{"label": "human", "lang": SOURCE.slug, "text": "-"}]
    box = seal({"parts": list(parts)}, private.public_key)
    case = {"id": 0, "reference": "", "door": "case", "kind": "dispute", "category": "", "lang": SOURCE.slug}
    days = {"lodged_at": _AT, "due_on": _AT.date() + dt.timedelta(days=60)}
    letter = {"id": 0, "at": _AT, "step": "written", "has_words": True}
    step = {"reference": "", "at": _AT, "step": "answered", "officer": "-", "letters": 1, "reason": "", "detail": ""}
    steps = [step | {"id": number, "sealed_to_complainant": box} for number in range(1, USUAL + 1)]
    return Decoy(_rows(case | days)[0], _rows(letter), _rows(*steps), private)
