"""Which published tables break the sums that they declare, differ from the words of their source, or lack the note that explains it."""

from collections.abc import Iterator

from api.content.faults import Fault
from api.content.library import Entry
from api.content.tables import line_of
from api.domain.tabulation import Checked, checked, unsaid
from api.kinds.table import TABLE
from i18n.languages import SOURCE

NOTE = "note"


def _told(each: Checked) -> str:
    where = f"{each.rule.target.row}/{each.rule.target.column}"
    if each.holds:
        return f"the sum at {where} holds ({each.actual}), but is declared not to"
    return f"the sum at {where} is {each.expected}, but {each.actual} comes out"


def sum_faults(entry: Entry) -> Iterator[Fault]:
    """Yield what is wrong with the numbers of `entry`, if it is a table."""
    if entry.kind is not TABLE:
        return
    path = entry.folder / "facts.toml"
    text, table = path.read_text(encoding="utf-8"), entry.facts.table(entry.slug)
    results = checked(table)
    for each in results:
        if not each.is_as_declared:
            line = line_of(text, each.rule.target.row, "cells")
            yield Fault(
                path, line, _told(each), "compare it with the source; a sum that breaks there says holds = false"
            )
    if odd := unsaid(table, entry.facts.quotes):
        problem = f"these numbers stand in the table or in its quotes, but not in both: {odd}"
        yield Fault(path, line_of(text, "quotes"), problem, "compare both with the source")
    is_odd = entry.facts.unclear or any(not each.rule.holds for each in results)
    if is_odd and not entry.words[SOURCE.slug].sections.get(NOTE):
        yield Fault(
            entry.path(SOURCE), 1, "a sum breaks or is unclear, and no note explains it", "write the section note"
        )
