"""The catalogue files: brought up to date with the marked messages of the code, and checked for gaps."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from i18n.languages import LANGUAGES, Language
from i18n.messages import CATALOGUES, catalogue_path

TEMPLATE = CATALOGUES / "messages.pot"
KEYWORDS = {"mark": None, "gettext": None, "_": None}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def extracted(root: Path) -> Catalog:
    """Return every marked message of the code and the templates below `root`."""
    with (Path(__file__).parent / "babel.cfg").open(encoding="utf-8") as file:
        mapping, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    template = Catalog(fuzzy=False)
    found = extract_from_dir(str(root), mapping, options, keywords=KEYWORDS, comment_tags=("Translators:",))
    for _, _, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        template.add(message, auto_comments=comments, context=context)
    return template


def steady(po: bytes) -> bytes:
    """Return the PO file `po` without the dates and names of its header, so that it changes only when words change."""
    return re.sub(rb'"(?:(?:POT-Creation|PO-Revision)-Date|Last-Translator|Language-Team): .*?"\n', b"", po)


def written(catalogue: Catalog) -> bytes:
    """Return `catalogue` as PO, without places and dates."""
    catalogue.header_comment = ""
    target = BytesIO()
    write_po(target, catalogue, no_location=True, sort_output=True, width=120, ignore_obsolete=True)
    return steady(target.getvalue())


def _read(path: Path, language: Language) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language.locale)


def update(root: Path) -> None:
    """Write the template, and merge it into the catalogue of every language (new messages empty, gone ones dropped)."""
    template = extracted(root)
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(template))
    for language in LANGUAGES:
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = _read(path, language) if path.is_file() else Catalog(locale=language.locale, fuzzy=False)
        catalogue.update(template, no_fuzzy_matching=True)
        path.write_bytes(written(catalogue))


def gaps(language: Language, template: Catalog) -> Iterator[tuple[int, str, str]]:
    """Yield (line, problem, message) for what is untranslated, fuzzy, stale or has other placeholders in `language`."""
    catalogue = _read(catalogue_path(language), language)
    wanted = {str(message.id) for message in template if message.id}
    for message in catalogue:
        if not message.id:
            continue
        line = message.lineno or 1
        if str(message.id) not in wanted:
            yield line, "no longer used", str(message.id)
        elif not message.string:
            yield line, "not translated", str(message.id)
        elif message.fuzzy:
            yield line, "fuzzy", str(message.id)
        elif set(_PLACEHOLDER.findall(str(message.string))) != set(_PLACEHOLDER.findall(str(message.id))):
            yield line, "placeholders differ", str(message.id)
    have = {str(message.id) for message in catalogue}
    for missing in sorted(wanted - have):
        yield 1, "missing", missing
