"""How a message marked in code becomes a sentence in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from i18n.languages import Language

CATALOGUES = Path(__file__).parent / "catalogs"


class MissingCatalogueError(LookupError):
    """A registered language has no catalogue: the service must not start half translated."""


def mark(text: str) -> str:
    """Mark `text` for translation where it is declared; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Message:
    """A whole sentence, marked with `mark`, and the values that go into it."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return translate(self.text, language, **self.values)


def catalogue_path(language: Language) -> Path:
    """Return where the catalogue (PO file) of `language` lies."""
    return CATALOGUES / language.locale / "LC_MESSAGES" / "messages.po"


@lru_cache
def catalogue(language: Language) -> Translations:
    """Return the translations of `language`, compiled in memory from its PO file; fuzzy entries are left out."""
    path = catalogue_path(language)
    if not path.is_file():
        raise MissingCatalogueError(f"no catalogue for {language.tag}: write {path}")
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language.locale))
    compiled.seek(0)
    return Translations(compiled)


def translate(text: str, language: Language, **values: object) -> str:
    """Return the marked message `text` in `language`, with its named values filled in."""
    sentence: str = catalogue(language).ugettext(text)
    return sentence % values if values else sentence
