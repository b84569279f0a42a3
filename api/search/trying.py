"""Whether an engine does answer: a shelf of which every byte is as it was written may still be one that nobody can read."""

import numpy as np

from api.search.columns import Columns
from api.search.documents import Document
from api.search.engine import Engine, Wanted
from api.search.impacts import count, steps
from i18n.languages import Language

_ASKED = 8
"""How many terms of a title are asked for together."""


def row_to_ask(columns: Columns) -> int | None:
    """Return the row by which a shelf is tried: the last one that lives, which stands in the part that was appended last."""
    living = np.flatnonzero(columns.live)
    return int(living[-1]) if len(living) else None


def finds(engine: Engine, row: int, rows: int, document: Document, language: Language) -> bool:
    """Return whether `engine` finds `row`, one of `rows`, by the title of its `document` as it is cut into terms today.

    Raises whatever the engine raises.
    """
    named = count(Document(document.url, document.kind, document.title, document.summary), language)
    groups = [(Wanted(term, 1.0),) for term in list(steps(named, {}))[:_ASKED]]
    within = np.zeros(rows, np.bool_)
    within[row] = True
    return not groups or engine.best(groups, 1, within)[0].tolist() == [row]
