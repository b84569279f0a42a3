"""With which words people look for a page: content/asked, a file a language."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from api.content.faults import Fault
from api.content.tables import line_of, tables
from i18n.languages import LANGUAGES, Language

FOLDER = "asked"
MOST_PAGES = 3
"""Pages at most for which the same phrase may stand: one that fits more tells nothing."""
LONGEST = 120

Asked = dict[str, dict[str, tuple[str, ...]]]
"""By the slug of a language and by page ("guides/passport", "calculators/overtime"): phrases as people type them."""


def path_of(root: Path, language: Language) -> Path:
    """Return the file of `language` below the content folder `root`."""
    return root / FOLDER / f"{language.slug}.toml"


def read_asked(root: Path, faults: list[Fault]) -> Asked:
    """Return the phrases of every language that has a file; what is not a list of texts is told in `faults`."""
    found: Asked = {}
    for language in LANGUAGES:
        path = path_of(root, language)
        if not path.is_file():
            continue
        rows, text = tables(path, faults)
        for page, phrases in rows.items():
            if isinstance(phrases, list) and all(isinstance(phrase, str) and phrase.strip() for phrase in phrases):
                found.setdefault(language.slug, {})[page] = tuple(phrases)
            else:
                faults.append(Fault(path, line_of(text, page), f"{page}: not a list of phrases", 'write ["…", "…"]'))
    return found


def _pages(rows: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Return for each phrase, in small letters, the pages for which it stands, in the order of `rows`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for page, phrases in rows.items():
        for phrase in {phrase.casefold() for phrase in phrases}:
            found[phrase].append(page)
    return found


def asked_faults(root: Path, asked: Asked, pages: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the phrases: pages that are not among `pages`, phrases that fit too many or are too long."""
    for language in LANGUAGES:
        path = path_of(root, language)
        rows = asked.get(language.slug, {})
        text = path.read_text(encoding="utf-8") if rows else ""
        for page in rows.keys() - set(pages):
            yield Fault(
                path, line_of(text, page), f"no page is called {page!r}", "folder/slug of an entry or calculator"
            )
        for phrase, found in _pages(rows).items():
            line = line_of(text, found[0])
            if len(found) > MOST_PAGES:
                problem = f"{phrase!r} stands for {len(found)} pages"
                yield Fault(path, line, problem, f"at most {MOST_PAGES}: say which is meant")
            if len(phrase) > LONGEST:
                yield Fault(path, line, f"{phrase[:20]!r}… is too long", f"at most {LONGEST} letters")
