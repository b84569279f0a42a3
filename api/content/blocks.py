"""How a Markdown file of words falls into a title, a summary and sections of blocks, each block with its line."""

import re
import unicodedata
from dataclasses import dataclass

MARK = re.compile(r"^<!-- ([0-9a-f]{10}) -->$")
TOKEN = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
LINK = re.compile(r"\[[^\]]+\]\(([^)]*)\)")
_SECTION = re.compile(r"^## (\S.*)$")


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or a sub-heading: its Markdown, its first line, the mark of the Chinese block it renders."""

    text: str
    line: int
    renders: str | None = None


@dataclass(frozen=True)
class Document:
    """The words of one entry in one language; sections keep the order of the file."""

    title: Block
    summary: Block
    sections: dict[str, tuple[Block, ...]]

    def all_blocks(self) -> list[Block]:
        """Return every block in the order of the file."""
        return [self.title, self.summary, *(block for blocks in self.sections.values() for block in blocks)]


class MalformedDocumentError(ValueError):
    """A words file that has no title, no summary or twice the same section; carries the line."""

    def __init__(self, line: int, problem: str) -> None:
        """Keep where and what."""
        super().__init__(problem)
        self.line = line


def split(text: str) -> list[Block]:
    """Return the blocks of `text`: runs of lines between empty lines, headings on their own."""
    blocks: list[Block] = []
    lines: list[str] = []
    start, renders = 0, None

    def close() -> None:
        nonlocal lines, renders
        if lines:
            blocks.append(Block("\n".join(lines), start, renders))
            renders = None
        lines = []

    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), start=1):
        if found := MARK.match(line.strip()):
            close()
            renders = found[1]
        elif not line.strip():
            close()
        else:
            if line.startswith("#"):
                close()
            start = start if lines else number
            lines.append(line.rstrip())
            if line.startswith("#"):
                close()
    close()
    return blocks


def parse(text: str) -> Document:
    """Return the document in `text`, or raise MalformedDocumentError."""
    blocks = split(text)
    if not blocks or not blocks[0].text.startswith("# "):
        raise MalformedDocumentError(1, "the file does not begin with a title")
    head, *rest = blocks
    if not rest or rest[0].text.startswith("#"):
        raise MalformedDocumentError(head.line, "no summary follows the title")
    sections: dict[str, list[Block]] = {}
    current: list[Block] | None = None
    for block in rest[1:]:
        if found := _SECTION.match(block.text):
            key = found[1].strip()
            if key in sections:
                raise MalformedDocumentError(block.line, f"section {key!r} stands twice")
            current = sections[key] = []
        elif current is None:
            raise MalformedDocumentError(block.line, "a second paragraph stands before the first section")
        else:
            current.append(block)
    title = Block(head.text.removeprefix("# ").strip(), head.line, head.renders)
    return Document(title, rest[0], {key: tuple(found) for key, found in sections.items()})
