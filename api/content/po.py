"""How a PO file of blocks is written and read, so that Poedit, Weblate and gettext take it as it is."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from api.content.faults import Fault
from api.content.lag import TRANSLATIONS
from i18n.catalogue_files import steady
from i18n.languages import BY_SLUG, Language

AGAIN = "export it again with `harbour translate export`"
# So wide that no line is broken: Babel breaks comments, a "#| msgid" among them, in the midst of a string.
_WIDTH = 1_000_000


class _Everything(Catalog):
    """A catalogue that also keeps every message in the order of its file: of two that are the same, Babel keeps one."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []

    def __setitem__(self, key: str | tuple[str, ...] | list[str], message: Message) -> None:
        """Keep `message`, unless it is the header."""
        if key:
            self.heard.append(message)
        super().__setitem__(key, message)


def written(language: Language, messages: list[Message]) -> bytes:
    """Return the PO file of `messages` in `language`, in their order and with the previous msgid of those that moved."""
    catalogue = Catalog(locale=language.locale, project="Labour Harbour", version="1", fuzzy=False)
    catalogue.header_comment = catalogue.msgid_bugs_address = ""
    for message in messages:
        # Babel takes our braces for Python's and would have other tools check them as such.
        message.flags -= {"python-format", "python-brace-format"}
        catalogue[message.id] = message
    target = BytesIO()
    write_po(target, catalogue, no_location=True, include_previous=True, width=_WIDTH)
    # Babel joins the strings of a previous msgid on one line; gettext's own tools write one a line.
    previous = re.compile(rb"^#\| msgid .*$", re.MULTILINE)
    return steady(previous.sub(lambda found: found[0].replace(b'" "', b'"\n#| "'), target.getvalue()))


def _language(path: Path, catalogue: Catalog) -> Language | Fault:
    wanted = str(catalogue.locale_identifier or "")
    if not wanted:
        return Fault(path, 1, "the header names no language", AGAIN)
    names = {name.lower(): each for each in TRANSLATIONS for name in (each.slug, each.locale, each.tag)}
    found = names.get(wanted.lower()) or names.get(wanted.lower().replace("_", "-"))
    if found is None:
        known = ", ".join(each.locale for each in TRANSLATIONS)
        return Fault(path, 1, f"the header names the language {wanted!r}", f"one of these: {known}")
    if BY_SLUG.get(path.parent.name, found) is not found:
        problem = f"the header names {wanted!r}, the folder {path.parent.name!r}"
        return Fault(path, 1, problem, "put the file into the folder of its language")
    return found


def read(path: Path) -> tuple[Language, list[Message]] | Fault:
    """Return the language and the messages of the PO file `path`, in order and doubles included, or what is wrong with it."""
    catalogue = _Everything()
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
        PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except UnicodeDecodeError as error:
        return Fault(path, error.object.count(b"\n", 0, error.start) + 1, "the file is not UTF-8", "save it as UTF-8")
    except PoFileError as error:
        return Fault(path, error.lineno + 1, f"no PO file: {error}", AGAIN)
    except (OSError, ValueError) as error:
        return Fault(path, 1, f"not readable as a PO file: {error}", AGAIN)
    if catalogue.charset.replace("-", "") != "utf8":
        return Fault(path, 1, f"the header says that the file is {catalogue.charset}", "save it as UTF-8")
    if not catalogue.heard:
        return Fault(path, 1, "the file holds no block", AGAIN)
    language = _language(path, catalogue)
    return language if isinstance(language, Fault) else (language, catalogue.heard)
