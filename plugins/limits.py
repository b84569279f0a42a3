"""How the time limits that a guide names are printed: what must be done, within what time of what day, and the law."""

from dataclasses import dataclass

from markupsafe import Markup

from api.content.markup import Printer
from api.domain.limits import LIMITS, Limit
from i18n.messages import mark, translate

WITHIN = mark("Within %(span)s of %(since)s.")
WITHIN_BOTH = mark("Within %(span)s of %(since)s, and within %(outer)s of %(outer_since)s.")
BEFORE = mark("At least %(span)s before %(since)s.")


@dataclass(frozen=True)
class LimitRow:
    """One time limit in a language; `name` is what the calculator of time limits calls it."""

    name: str
    what: str
    when: Markup
    law: Markup
    address: str | None


def _when(limit: Limit, printer: Printer) -> Markup:
    language = printer.language
    values = {"span": printer.figure_html(limit.figure), "since": translate(limit.since, language)}
    if limit.outer:
        values |= {"outer": printer.figure_html(limit.outer), "outer_since": translate(limit.outer_since, language)}
    pattern = BEFORE if limit.before else WITHIN_BOTH if limit.outer else WITHIN
    return Markup(translate(pattern, language)) % values  # noqa: S704 - the pattern is ours, its values are escaped


def limit_rows(names: tuple[str, ...], printer: Printer) -> list[LimitRow]:
    """Return the limits `names` as rows, in the order given."""
    library = printer.library
    return [
        LimitRow(
            name,
            translate(limit.what, printer.language),
            _when(limit, printer),
            printer.figure_html(limit.article),
            library.laws[str(library.figures[limit.article].law)].address,
        )
        for name in names
        for limit in (LIMITS[name],)
    ]
