"""The words that people searched for and did not find, as open data: JSON and CSV, for translators anywhere."""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify

from api.domain.missed import band
from api.domain.suppression import SMALLEST
from api.services import missed, open_tables
from api.services.desk_tables import written
from api.web.context import resources
from i18n.languages import by_slug
from i18n.messages import mark

bp = Blueprint("open_searches", __name__)
CACHED = 3600
RULE = mark(
    "Words that found nothing on this site, at least %(smallest)s times and on more than one day. "
    "Nothing is kept about who searched."
)
COLUMNS = ("language", "understood_as", "words", "times", "last_month")


def _rows() -> Iterator[tuple[str, ...]]:
    """Yield one row for each text, in the order of COLUMNS."""
    for row in missed.published(resources()):
        if language := by_slug(row.lang):
            understood = by_slug(row.understood)
            known = row.missed
            times, month = band(known.count), f"{known.last_on:%Y-%m}"
            yield (language.tag, understood.tag if understood else "", known.words, times, month)


def _cached(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={CACHED}"
    return response


@bp.get("/data/searches.json")
def document() -> Response:
    """Send the list with its rule."""
    return _cached(
        jsonify(
            format=open_tables.FORMAT,
            made_on=resources().clock().date().isoformat(),
            licence=list(open_tables.LICENCES),
            rule=open_tables.in_all(RULE, smallest=SMALLEST),
            searches=[dict(zip(COLUMNS, row, strict=True)) for row in _rows()],
        )
    )


@bp.get("/data/searches.csv")
def table() -> Response:
    """Send the list for a spreadsheet."""
    headers = {"Content-Disposition": 'attachment; filename="searches.csv"'}
    return _cached(Response(written([COLUMNS, *_rows()]), headers=headers, mimetype="text/csv"))
