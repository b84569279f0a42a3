"""What is put into the index, and what comes out of it."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Document:
    """One page in one language, as it is searched. `over_on` is the ISO day after which a dated page is past.

    `note` stands before the summary in results, and is not searched.
    """

    url: str
    kind: str
    title: str
    summary: str
    body: str
    boost: float = 1.0
    over_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Hit:
    """One result; `summary` is HTML in which nothing but `<mark>` is markup."""

    url: str
    kind: str
    title: str
    summary: Markup


@dataclass(frozen=True)
class Results:
    """One page of results. `is_partial` says that the index was missing and titles alone were searched."""

    total: int
    hits: tuple[Hit, ...]
    did_you_mean: str | None = None
    is_partial: bool = False
