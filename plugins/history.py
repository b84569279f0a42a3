"""What a figure was before, as a table of days and values and as a drawn line."""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from api.content.figures import DatedValue, Figure, printed_value
from api.content.intents import FIGURES
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from theme.charts import steps


@dataclass(frozen=True)
class History:
    """Values of one or more figures by the day from which they held, newest first, and the first of them as a line."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    chart: Markup


def _on(figure: Figure, day: dt.date) -> DatedValue | None:
    return next(
        (row for row in sorted(figure.values, key=lambda row: row.from_, reverse=True) if row.from_ <= day), None
    )


def _cell(figure: Figure, day: dt.date, language: Language) -> str:
    row = _on(figure, day)
    if row is None:
        return "–"
    text = printed_value(figure, row.value, language)
    return f"{text} {translate(mark('(not confirmed)'), language)}" if row.certainty == "C" else text


def history(names: tuple[str, ...], edition: Edition, language: Language) -> History | None:
    """Return the history of the figures `names`, values that are still to come included; None for no names."""
    if not names:
        return None
    figures = [edition.library.figures[name] for name in names]
    days = sorted({row.from_ for figure in figures for row in figure.values}, reverse=True)
    title = translate(FIGURES[names[0]], language)
    drawn = sorted((row for row in figures[0].values if row.from_ <= edition.today), key=lambda row: row.from_)
    return History(
        tuple(translate(FIGURES[name], language) for name in names),
        tuple((formats.date(day, language), tuple(_cell(figure, day, language) for figure in figures)) for day in days),
        steps(
            [(row.from_, float(row.value), printed_value(figures[0], row.value, language)) for row in drawn],  # type: ignore[arg-type]
            edition.today,
            title,
            [formats.date(drawn[0].from_, language), formats.date(edition.today, language)],
        ),
    )
