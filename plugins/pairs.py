"""Each guide in two languages side by side, block by block; every block opens as a card to be shown to somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.content.library import Entry
from api.content.markup import Printer
from api.content.sections import PrintedBlock, PrintedEntry, PrintedSection, anchors, print_entry
from api.kinds import BY_NAME
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import translate
from plugins.edition import Edition
from theme.codes import qr
from theme.page import SITE_NAME, Page, render
from theme.scripts import script
from theme.styles import address, pair_stylesheet


@dataclass(frozen=True)
class PairRow:
    """One block in two languages; `laws` cites its article in both."""

    first: PrintedBlock
    second: PrintedBlock
    laws: tuple[str, str]


def path(entry: Entry, first: Language, second: Language) -> str:
    """Return the address of `entry` in `first` with `second` beside it."""
    return f"/{first.slug}/{entry.key}/with/{second.slug}/"


def others(entry: Entry, language: Language) -> list[tuple[Language, str]]:
    """Return each other language and where `entry` stands in both."""
    return [(other, path(entry, language, other)) for other in LANGUAGES if other is not language]


def _rows(
    first: PrintedSection, second: PrintedSection, entry: Entry, printers: tuple[Printer, Printer]
) -> list[PairRow]:
    rows = []
    for left, right in zip(first.blocks, second.blocks, strict=True):
        name = left.article or entry.facts.laws[0]
        rows.append(PairRow(left, right, (printers[0].figure_text(name), printers[1].figure_text(name))))
    return rows


def _page(
    entry: Entry, printed: Mapping[str, PrintedEntry], first: Language, second: Language, edition: Edition
) -> str:
    left, right = printed[first.slug], printed[second.slug]
    printers = (Printer(edition.library, first, edition.today), Printer(edition.library, second, edition.today))
    page = Page(
        edition.frame,
        first,
        f"{entry.key}/",
        left.title,
        left.summary,
        (
            (translate(SITE_NAME, first), f"/{first.slug}/"),
            (translate(entry.kind.title, first), f"/{first.slug}/{entry.kind.folder}/"),
            (left.title, entry.address(first)),
        ),
        is_indexed=False,
        own_style=address(pair_stylesheet(), "css"),
        own_script=address(script("card"), "js"),
    )
    sections = [
        (
            translate(one.heading, first),
            translate(two.heading, second),
            _rows(one, two, entry, printers),
        )
        for one, two in zip(left.sections, right.sections, strict=True)
    ]
    return render(
        "pages/pair.html",
        page,
        slug=entry.slug,
        second=second,
        second_title=right.title,
        sections=sections,
        others=[(other, where) for other, where in others(entry, first) if other is not second],
        source=SOURCE,
    )


def pairs(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield each guide in each two languages, and the code that leads to each of its paragraphs in Chinese."""
    for entry in edition.library.of(BY_NAME["guide"]):
        printed = {
            language.slug: print_entry(entry, edition.library, language, edition.today) for language in LANGUAGES
        }
        for first in LANGUAGES:
            for second, where in others(entry, first):
                yield f"{where.strip('/')}/index.html", _page(entry, printed, first, second, edition)
        for name in anchors(entry.words[SOURCE.slug]).values():
            target = f"{edition.frame.base_url}{entry.address(SOURCE)}#{name}"
            yield f"static/qr/{entry.slug}-{name}.svg", qr(target)
