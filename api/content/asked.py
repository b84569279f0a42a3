"""With which words people look for a page: content/asked, a file a language."""

from collections import Counter
from collections.abc import Collection, Iterator
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
        for phrase, times in Counter(phrase.casefold() for phrases in rows.values() for phrase in set(phrases)).items():
            if times > MOST_PAGES:
                yield Fault(
                    path, 1, f"{phrase!r} stands for {times} pages", f"at most {MOST_PAGES}: say which is meant"
                )
            if len(phrase) > LONGEST:
                yield Fault(path, 1, f"{phrase[:20]!r}… is too long", f"at most {LONGEST} letters")
