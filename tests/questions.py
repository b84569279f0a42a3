"""What people ask of our own site: bench/queries, and how much of what answers them was found."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from api.search.documents import Hit
from i18n.languages import Language

QUERIES = Path(__file__).parent.parent / "bench" / "queries"
NOW = "2026-11-21T10:00"
"""The moment for which the questions were written: some classes and fairs are over then, and most are to come."""


class Own(NamedTuple):
    """A question: `relevant` are pages without their language.

    `part` says whether words were added for it ("tuned"), its misses were only looked at ("seen"), or neither ("held").
    """

    text: str
    type: str
    part: str
    relevant: tuple[str, ...]


def questions(language: Language) -> list[Own]:
    """Return the questions that readers of `language` ask."""
    lines = (QUERIES / f"{language.slug}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Own(**{**row, "relevant": tuple(row["relevant"])}) for row in map(json.loads, lines)]


class Off(NamedTuple):
    """A question that is none of our business; `part` says whether the bound was chosen by it ("tuned") or only checked."""

    text: str
    part: str


def off_topic(language: Language) -> list[Off]:
    """Return what readers of `language` ask that no page of ours is about."""
    lines = (QUERIES / f"{language.slug}-off.jsonl").read_text(encoding="utf-8").splitlines()
    return [Off(**row) for row in map(json.loads, lines)]


def page(hit: Hit) -> str:
    """Return the page of `hit` without language and paragraph: "guides/passport"."""
    return hit.url.partition("#")[0].split("/", 2)[-1].strip("/")


def recall(pages: Collection[str], relevant: Collection[str]) -> float:
    """Return the share of `relevant` that is among `pages`."""
    return len(set(relevant) & set(pages)) / len(relevant)
