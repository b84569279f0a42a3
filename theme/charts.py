"""How values that change from day to day are drawn: a line of steps over the years, as SVG."""

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT = 360, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 4, 4, 22, 42


def steps(rows: Sequence[tuple[dt.date, float, str]], until: dt.date, title: str, years: Sequence[str]) -> Markup:
    """Return the dated values `rows` (day, value, value in words), oldest first, as a line up to `until`.

    `years` are the first and the last year in words; the title says to screen readers what the line shows.
    """
    first, low, high = rows[0][0], min(row[1] for row in rows), max(row[1] for row in rows)
    span = max((until - first).days, 1)
    across, down = (WIDTH - _LEFT - _RIGHT) / span, (HEIGHT - _TOP - _BOTTOM) / ((high - low) or 1)
    points = [(_LEFT + (day - first).days * across, HEIGHT - _BOTTOM - (value - low) * down) for day, value, _ in rows]
    line = f"M{points[0][0]:.0f} {points[0][1]:.0f}" + "".join(f"H{x:.0f}V{y:.0f}" for x, y in points[1:])
    return Markup(
        '<svg class="diagram" viewBox="0 0 {w} {h}" role="img" aria-label="{title}">'
        '<path d="{line}H{right}" class="d-l"/><path d="M{left} {base}H{right}" class="d-a"/>'
        '<text x="{left}" y="{first_y:.0f}" class="d-n d-s">{first}</text>'
        '<text x="{right}" y="14" class="d-t d-r">{last}</text>'
        '<text x="{left}" y="{feet}" class="d-n d-s">{from_}</text>'
        '<text x="{right}" y="{feet}" class="d-n d-r">{to}</text></svg>'
    ).format(
        w=WIDTH, h=HEIGHT, title=title, line=line, left=_LEFT, right=WIDTH - _RIGHT, base=HEIGHT - 18,
        first_y=points[0][1] + 17, first=rows[0][2], last=rows[-1][2], feet=HEIGHT - 4, from_=years[0], to=years[-1],
    )  # fmt: skip


_ROW, _BAR = 44, 16


def bars(rows: Sequence[tuple[str, float, str]], title: str, most: float) -> Markup:
    """Return `rows` (name, value, value in words) as bars, each under its name; one of `most` is as long as can be.

    The title says to screen readers what they show.
    """
    drawn = Markup().join(
        Markup(
            '<text x="0" y="{name_y}" class="d-n d-s">{name}</text>'
            '<text x="{right}" y="{name_y}" class="d-n d-r">{words}</text>'
            '<rect x="0" y="{bar_y}" width="{width:.0f}" height="{height}" class="d-e"/>'
        ).format(
            name_y=place * _ROW + 15, bar_y=place * _ROW + 20, height=_BAR, right=WIDTH, width=max(value / most * WIDTH, 1),
            name=name, words=words,
        )
        for place, (name, value, words) in enumerate(rows)
    )  # fmt: skip
    return Markup('<svg class="diagram" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, len(rows) * _ROW, title, drawn
    )
