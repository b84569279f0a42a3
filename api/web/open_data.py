"""Complaints in figures: the page, JSON and CSV that the service makes of its own cases, for anybody."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request

from api.domain.outcomes import CaseCount
from api.domain.suppression import SMALLEST
from api.domain.tabulation import TOTAL, Cell, Table
from api.kinds.table import TABLE
from api.services import counting, open_tables
from api.services.counting import Counted
from api.services.open_tables import RULE, About
from api.web.context import language_of, resources, respond
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate
from theme.page import SITE_NAME
from theme.tabulated import shown

bp = Blueprint("open_data", __name__)
PAGE = f"{TABLE.folder}/complaints"
TITLE = mark("Complaints filed here, in figures")
EMPTY = mark("No case has been counted yet.")
QUARTERS = mark(
    "Cases are counted once the quarter of the year in which they were filed is over. "
    "A quarter with fewer than %(smallest)s cases waits for the next one of its year, "
    "so that the number of all cases never grows by so few."
)


def _cases() -> Sequence[CaseCount]:
    counted: Callable[[Any], Sequence[CaseCount]] = current_app.extensions["counted"]
    return counted(resources())


def _year(cases: Sequence[CaseCount], today: date) -> int | None:
    """Return the year asked for, if cases of it are counted; None for the current one."""
    asked = request.args.get("year", "")
    known = {str(year): year for year in counting.years(cases, today)}
    return (known.get(asked) or abort(404)) if asked else None


def _period(months: Sequence[str]) -> str:
    """Return the months as an interval (ISO 8601): "2026-01/2026-10"."""
    return months[0] if len(months) == 1 else f"{months[0]}/{months[-1]}"


def _counted() -> tuple[list[Counted], tuple[str, ...], date, list[int]]:
    """Return the tables, their months, today, and all years; no table if there is no case."""
    cases, today = _cases(), resources().clock().date()
    months = counting.published(cases, counting.months(today, _year(cases, today)))
    found = counting.tables(cases, months) if any(case.filed_month in months for case in cases) else []
    return found, months, today, counting.years(cases, today)


def _about(each: Counted, months: Sequence[str], today: date) -> About:
    source = translate(SITE_NAME, SOURCE)
    return About(open_tables.in_all(each.title), source, _period(months), each.unit, today)


@bp.get("/data/complaints.json")
def document() -> Response:
    """Send every table, with what cannot be shown named."""
    found, months, today, years = _counted()
    return jsonify(
        format=open_tables.FORMAT,
        made_on=today.isoformat(),
        period=_period(months) if found else None,
        years=years,
        licence=list(open_tables.LICENCES),
        rule=open_tables.rule(),
        counted_when=open_tables.in_all(QUARTERS, smallest=SMALLEST),
        note={} if found else open_tables.in_all(EMPTY),
        tables=[open_tables.as_document(each.table, _about(each, months, today)) for each in found if each.table],
        too_small=[each.name for each in found if each.table is None],
    )


@bp.get("/data/complaints/<name>.csv")
def table(name: str) -> Response:
    """Send one table for a spreadsheet."""
    found, months, today, _ = _counted()
    each = next((each for each in found if each.name == name and each.table), None) or abort(404)
    assert each.table  # noqa: S101 - chosen so above
    headers = {"Content-Disposition": f'attachment; filename="{each.name}.csv"'}
    return Response(open_tables.as_csv(each.table, _about(each, months, today)), headers=headers, mimetype="text/csv")


def _months_text(months: Sequence[str], language: Language) -> str:
    first, last = (formats.month(date.fromisoformat(f"{each}-01"), language) for each in (months[0], months[-1]))
    return first if first == last else formats.span(first, last, language)


def _whole(table: Table) -> int:
    """Return how much `table` counts in all."""
    return table.cells[Cell(TOTAL, TOTAL if TOTAL in table.columns else table.columns[0])]


@bp.get(f"/<slug>/{PAGE}")
def page(slug: str) -> Response:
    """Show every table, and in words that there is nothing to show."""
    language = language_of(slug)
    found, months, today, years = _counted()
    shown_tables = []
    for each in found:
        title = translate(each.title, language)
        view = shown(each.table, title, language) if each.table else None
        whole = formats.number(_whole(each.table), language) if each.table else ""
        shown_tables.append({"name": each.name, "title": title, "shown": view, "whole": whole})
    asked = request.args.get("year", "")
    return respond(
        "pages/open-data.html",
        language,
        PAGE,
        TITLE,
        trail=((TABLE.title, f"{TABLE.folder}/"),),
        tables=shown_tables,
        period=_months_text(months, language) if found else "",
        made_on=formats.date(today, language),
        nothing_ended=_nothing_ended(found),
        rule=translate(RULE, language, smallest=formats.number(SMALLEST, language)),
        counted_when=translate(QUARTERS, language, smallest=formats.number(SMALLEST, language)),
        years=[(year, formats.year(date(year, 1, 1), language)) for year in years],
        chosen=int(months[0][:4]) if found else 0,
        sensitive=True,
        query=f"?year={asked}" if asked else "",
    )


def _nothing_ended(found: Sequence[Counted]) -> bool:
    by_door = next((each.table for each in found if each.name == "outcomes-by-door"), None)
    return by_door is not None and by_door.shown(TOTAL, "open") == by_door.shown(TOTAL, TOTAL)
