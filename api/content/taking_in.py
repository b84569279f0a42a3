"""What comes back from a translator without a login: checked block by block, and loaded whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Message

from api.content import po
from api.content.binding import digest
from api.content.blocks import Block, MalformedDocumentError, split
from api.content.faults import Fault
from api.content.library import Library
from api.content.lint import MAX_TITLE, figures_differ, text_faults
from api.content.po import AGAIN
from api.content.splicing import spliced
from api.content.units import TITLE, Unit, parts, units
from i18n.languages import SOURCE


@dataclass
class Taken:
    """What a PO file comes to: the new bytes of each words file that it changes, or its `faults`, and then no file."""

    files: dict[Path, bytes] = field(default_factory=dict)
    blocks: int = 0
    faults: list[Fault] = field(default_factory=list)


def _stranger(path: Path, message: Message, library: Library) -> Fault:
    """Return why `message` belongs to no Chinese block of today."""
    line = message.lineno or 1
    context = message.context or ""
    if not context:
        return Fault(path, line, "a block without msgctxt", AGAIN)
    folder, slug, part, *_ = [*context.split("/"), "", "", ""]
    entry = library.entries.get(f"{folder}/{slug}")
    if entry is None:
        return Fault(path, line, f"no entry is called {f'{folder}/{slug}'!r}", AGAIN)
    if part not in {name for name, _, _ in parts(entry, SOURCE)}:
        return Fault(path, line, f"{entry.key} has no section {part!r}", AGAIN)
    return Fault(path, line, f"no Chinese block is {context!r}: the Chinese has changed since", AGAIN)


def _blocks(message: Message, unit: Unit) -> list[Block]:
    """Return the blocks that the translation would be in a words file; a right one is one."""
    text = str(message.string or "")
    found = split(f"# {text.strip()}" if unit.part == TITLE and text.strip() else text)
    line = message.lineno or 1
    return [
        Block(each.text.removeprefix("# ") if unit.part == TITLE else each.text, line, each.renders) for each in found
    ]


def _level(text: str) -> int:
    return len(text) - len(text.lstrip("#"))


def _faults(path: Path, message: Message, unit: Unit, library: Library) -> Iterator[Fault]:
    """Yield what is wrong with `message`, which translates `unit`."""
    line, source, blocks = message.lineno or 1, unit.bound.source.text, _blocks(message, unit)
    if not isinstance(message.id, str) or digest(message.id) != unit.mark:
        yield Fault(path, line, "the Chinese (msgid) was changed", AGAIN)
    if message.fuzzy:
        yield Fault(
            path, line, "the translation still needs work (fuzzy)", "bring it up to date and take the flag away"
        )
    if not blocks:
        yield Fault(path, line, "the block is not translated", "translate it, or take it out of the file")
    elif len(blocks) > 1 or blocks[0].renders:
        yield Fault(path, line, "the translation is more than one block", "no empty line and no heading inside")
    elif _level(blocks[0].text) != _level(source):
        yield Fault(path, line, "only one of the Chinese and the translation is a heading", "begin as the Chinese does")
    elif unit.part == TITLE and len(blocks[0].text) > MAX_TITLE:
        yield Fault(path, line, "the title is too long", f"at most {MAX_TITLE} letters")
    for block in blocks:
        yield from text_faults(path, block, unit.language, library)
    if len(blocks) == 1:
        yield from figures_differ(path, source, blocks[0])


def _loaded(path: Path, found: list[tuple[Unit, str]]) -> Taken:
    """Return the words files with the translations `found` in their places."""
    taken = Taken(blocks=len(found))
    for target, source in {unit.path: unit.entry.words[SOURCE.slug] for unit, _ in found}.items():
        texts = {(unit.part, unit.place): text for unit, text in found if unit.path == target}
        try:
            old = target.read_bytes().decode() if target.is_file() else ""
            new = spliced(old, source, texts)
        except KeyError:
            problem = f"{target.name} does not exist yet, and this file lacks its title or summary"
            return Taken(faults=[Fault(path, 1, problem, AGAIN)])
        except (MalformedDocumentError, UnicodeDecodeError) as error:
            return Taken(faults=[Fault(target, getattr(error, "line", 1), str(error), "mend it, then import again")])
        if new != old:
            taken.files[target] = new.encode()
    return taken


def take_in(path: Path, library: Library) -> Taken:
    """Return what the PO file `path` makes of the words files of `library`: nothing at all if it has a single fault."""
    got = po.read(path)
    if isinstance(got, Fault):
        return Taken(faults=[got])
    language, messages = got
    contexts = [message.context or "" for message in messages]
    keys = dict.fromkeys("/".join(context.split("/")[:2]) for context in contexts)
    entries = [library.entries[key] for key in keys if key in library.entries]
    known = {unit.context: unit for entry in entries for unit in units(entry, language)}
    faults = []
    for place, (context, message) in enumerate(zip(contexts, messages, strict=True)):
        if context and context in contexts[:place]:
            faults.append(Fault(path, message.lineno or 1, "the block stands twice in the file", "keep one of the two"))
        elif unit := known.get(context):
            faults.extend(_faults(path, message, unit, library))
        else:
            faults.append(_stranger(path, message, library))
    if faults:
        return Taken(faults=faults)
    units_found = [known[context] for context in contexts]
    texts = [_blocks(message, unit)[0].text for message, unit in zip(messages, units_found, strict=True)]
    return _loaded(path, list(zip(units_found, texts, strict=True)))
