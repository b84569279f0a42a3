"""What the single steps of a search cost: suggestions, summaries, facets, hours and answers, in time of the processor.

bench/search_steps.py
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from api.search import facets  # noqa: E402
from api.search.columns import Columns, minute_of  # noqa: E402
from api.search.documents import Asked, Document  # noqa: E402
from api.search.highlight import summarise  # noqa: E402
from api.search.suggesting import Suggestions  # noqa: E402
from i18n.languages import LANGUAGES, Language  # noqa: E402
from i18n.synonyms import groups  # noqa: E402
from i18n.text import analyse  # noqa: E402

TYPED = 600
ROWS, HOURS = 5_000, 2**19
PARAGRAPHS = {"han": "雇主要給加班費，不可以扣護照。", "thai": "นายจ้างต้องจ่ายค่าล่วงเวลา "}
WANTED = {"han": "加班費 護照", "thai": "ค่าล่วงเวลา"}
DISTRICTS = {"lingya": "Lingya", "sanmin": "Sanmin", "zuoying": "Zuoying"}
FAIR = Document("/en/fairs/x", "fair", "x", "x", hour_spans=(("2026-12-05T09:00", "2026-12-05T12:00"),))


def _milliseconds(step: Callable[[], object], times: int = 30) -> list[float]:
    """Return how long `step` took each time, quickest first."""
    took = []
    for _ in range(times):
        began = time.thread_time()
        step()
        took.append(1000 * (time.thread_time() - began))
    return sorted(took)


def _beginnings(texts: list[str]) -> Iterator[str]:
    """Yield beginnings of `texts`, some of them with a letter missing."""
    chance = random.Random(6)
    for _ in range(TYPED):
        text = chance.choice(texts)
        head = text[: chance.randint(1, len(text))]
        hole = chance.randrange(len(head)) if chance.random() < 0.4 else len(head)
        yield head[:hole] + head[hole + 1 :]


def _suggestions(language: Language) -> list[float]:
    """Return the times of answers out of the glossary and 300 titles made of it."""
    texts = [form for forms in groups(language) for form in forms]
    titles = [(f"{texts[each]} {texts[-each]}", f"/{each}/") for each in range(300)]
    made = Suggestions(language, titles, groups(language))
    return sorted(took for typed in _beginnings(texts) for took in _milliseconds(lambda typed=typed: made.of(typed), 1))  # type: ignore[misc]


def _summaries(language: Language) -> list[float]:
    """Return the times of the summary of a page of 20 paragraphs of 300 letters."""
    text = PARAGRAPHS.get(language.analysis, "The employer must pay overtime to workers, always. ") * 20
    page = Document("/x", "guide", "x", "x", paragraphs=tuple((str(place), text[:300]) for place in range(20)))
    wanted = {term.text for term in analyse(WANTED.get(language.analysis, "overtime pay workers"), language)}
    return _milliseconds(lambda: summarise(page, wanted, language))


def _facets() -> list[float]:
    """Return the times of counting all facets of 5,000 rows, two of them chosen."""
    kinds, places = ("course", "fair"), tuple(DISTRICTS)
    pages = [
        Document(
            f"/en/x/{number}",
            kinds[number % 2],
            "x",
            "x",
            district=places[number % 3],
            starts_on="2026-11-01",
            over_on="2026-12-01",
        )
        for number in range(ROWS)
    ]
    columns, asked = Columns.of(pages), Asked("x", kind=kinds[0], open="enrol", now="2026-11-21T10:00")
    return _milliseconds(lambda: facets.count([(columns, np.arange(ROWS))], asked, LANGUAGES[-1], DISTRICTS))


def _hours() -> list[float]:
    """Return the times of finding what is open among 524,288 rows."""
    columns = Columns.of([FAIR])
    while len(columns) < HOURS:
        columns = columns.append(columns)
    return _milliseconds(lambda: columns.open_rows(minute_of("2026-12-05T10:00"), enrols=False))


def _print(what: str, took: list[float]) -> None:
    print(f"{what:32} p50 {took[len(took) // 2]:8.3f} ms  p99 {took[len(took) * 99 // 100]:8.3f} ms")


def main() -> int:
    """Print each step with its usual and its slowest time; return 0."""
    for language in LANGUAGES:
        _print(f"suggestions {language.tag}", _suggestions(language))
        _print(f"summary {language.tag}", _summaries(language))
    _print(f"facets of {ROWS:,} rows", _facets())
    _print(f"open among {HOURS:,} rows", _hours())
    return 0


if __name__ == "__main__":
    sys.exit(main())
