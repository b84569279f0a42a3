"""How a result of a search is told: what it is, when it is, and in which language it stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.search.documents import Hit
from i18n import formats
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark, translate

KINDS = {
    "guide": mark("Guide"),
    "course": mark("Class"),
    "activity": mark("Activity"),
    "exhibition": mark("Exhibition"),
    "fair": mark("Job fair"),
    "place": mark("Service point"),
    "stop": mark("Bus stop"),
    "vacancy": mark("Part-time job"),
    "table": mark("Statistics"),
    "page": mark("Information"),
    "calculator": mark("Calculator"),
}
"""What one result of a kind is called (marked)."""
_STARTS, _SINCE = mark("starts %(date)s"), mark("since %(day)s")
_BY_TAG = {language.tag: language for language in LANGUAGES}


@dataclass(frozen=True)
class Row:
    """One result as it is printed; `facts` stand before the summary, `lang` is the language of title and summary if it is another."""

    url: str
    title: str
    summary: Markup
    facts: str
    lang: str
    only_in: str
    is_over: bool


def _when(hit: Hit, language: Language, today: str) -> str:
    if not hit.starts_on:
        return ""
    day = formats.date(dt.date.fromisoformat(hit.starts_on), language)
    if hit.is_over:
        return day
    return translate(_STARTS, language, date=day) if hit.starts_on >= today else translate(_SINCE, language, day=day)


def _row(hit: Hit, language: Language, today: str) -> Row:
    kind = translate(KINDS[hit.kind], language) if hit.kind in KINDS else ""
    own = _BY_TAG.get(hit.lang, language)
    other = own if own is not language else None
    words = _BY_TAG.get(hit.only_in, own)
    named = formats.language_name(words, language) if hit.is_foreign and words is not language else ""
    return Row(
        hit.url,
        hit.title,
        hit.summary,
        " · ".join(text for text in (kind, _when(hit, language, today)) if text),
        other.tag if other else "",
        translate(mark("Only in %(name)s"), language, name=named) if named else "",
        hit.is_over,
    )


def rows(hits: Iterable[Hit], language: Language, today: str) -> tuple[Row, ...]:
    """Return `hits` as a reader of `language` is told them on the day `today` (ISO)."""
    return tuple(_row(hit, language, today) for hit in hits)
