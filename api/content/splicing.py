"""How translated blocks come into a Markdown file of words: each in its place, and every other byte as it was."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.content.binding import bind, digest
from api.content.blocks import MARK, Block, Document, parse
from api.content.units import SUMMARY, TITLE

Texts = Mapping[tuple[str, int], str]
"""Translations by part and by the place of their Chinese block in it."""


@dataclass(frozen=True)
class _Edit:
    """The lines `new` instead of those from `start` up to `end`; where both are the same, between two lines."""

    start: int
    end: int
    new: tuple[str, ...]


def _lines(mark: str, text: str, part: str) -> tuple[str, ...]:
    return (f"<!-- {mark} -->", *(f"# {text}" if part == TITLE else text).split("\n"))


def _extent(lines: list[str], block: Block) -> tuple[int, int]:
    """Return the first line of `block`, its mark included, and the line behind its last, both from 0."""
    first = start = block.line - 1
    if block.renders:
        start = max(number for number in range(first) if MARK.match(lines[number].strip()))
    return start, first + block.text.count("\n") + 1


def _part(
    lines: list[str], part: str, blocks: tuple[list[Block], list[Block]], texts: Texts, behind: int
) -> Iterator[_Edit]:
    """Yield the edits of one `part`; a block without one before it goes `behind` that many lines."""
    for place, bound in enumerate(bind(*blocks)):
        text = texts.get((part, place))
        old = bound.translated
        start, end = _extent(lines, old) if old else (behind, behind)
        if text is not None and not (old and bound.state == "current" and old.text == text):
            new = _lines(digest(bound.source.text), text, part)
            yield _Edit(start, end, new if old else ("", *new))
        behind = end


def _edits(lines: list[str], source: Document, target: Document, texts: Texts) -> Iterator[_Edit]:
    yield from _part(lines, TITLE, ([source.title], [target.title]), texts, 0)
    yield from _part(lines, SUMMARY, ([source.summary], [target.summary]), texts, 0)
    behind = _extent(lines, target.summary)[1]
    for key, blocks in source.sections.items():
        found = list(target.sections.get(key, ()))
        heading = re.compile(rf"## {re.escape(key)}\s*")
        opening = next((number for number, line in enumerate(lines, 1) if heading.fullmatch(line)), None)
        if opening is None and any(part == key for part, _ in texts):
            yield _Edit(behind, behind, ("", f"## {key}"))
        ends = [_extent(lines, block)[1] for block in found]
        yield from _part(lines, key, (list(blocks), found), texts, opening or behind)
        behind = max([opening or behind, *ends])


def _begun(source: Document, texts: Texts) -> str:
    """Return the beginning of a new file, or raise KeyError if `texts` has no title or no summary."""
    head = _lines(digest(source.title.text), texts[TITLE, 0], TITLE)
    return "\n".join([*head, "", *_lines(digest(source.summary.text), texts[SUMMARY, 0], SUMMARY)]) + "\n"


def spliced(text: str, source: Document, texts: Texts) -> str:
    """Return the words file `text` with `texts` in the places of their Chinese blocks in `source`; "" is a new file.

    Raises MalformedDocumentError if `text` cannot be read, KeyError if a new file would lack title or summary.
    """
    text = text or _begun(source, texts)
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    out: list[str] = []
    done = 0
    for edit in sorted(_edits(lines, source, parse(text), texts), key=lambda edit: (edit.start, edit.end)):
        out += lines[done : edit.start]
        if out and not out[-1].endswith("\n"):
            out[-1] += ending
        out += [line + ending for line in edit.new]
        done = edit.end
    return "".join([*out, *lines[done:]])
