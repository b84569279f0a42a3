"""Tables that leave the desk for a spreadsheet and come back from one: CSV (RFC 4180), and nothing in it that runs."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from i18n.messages import Message, mark

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula, in full width too."""
MOST_BYTES = 128 * 1024
MOST_ROWS = 2000
BIG5 = "cp950"
"""Big5 as Excel in Taiwan writes it."""

TOO_LARGE = mark("The file is too large: at most %(most)s kB.")
TOO_LONG = mark("The file has too many lines: at most %(most)s.")
EMPTY = mark("The file is empty.")
UNREADABLE = mark("The letters of the file cannot be read. Save it as “CSV UTF-8” and send it again.")
NO_TABLE = mark("The file is not a table of comma-separated values.")
COLUMN_MISSING = mark("The column “%(column)s” is missing.")
COLUMN_TWICE = mark("The column “%(column)s” stands there twice.")
COLUMN_UNKNOWN = mark("The column “%(column)s” is not known here. Take it out.")
CELLS = mark("This line has %(found)s cells; the heading has %(wanted)s.")
FORMULA = mark("“%(value)s” begins like a formula. Write the value itself.")


@dataclass(frozen=True)
class Line:
    """One line of a table that came in: its number in the file, its cells by column, and what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    wrong: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table that came in; `wrong` concerns it as a whole."""

    lines: tuple[Line, ...] = ()
    wrong: tuple[Message, ...] = ()
    encoding: str = ""

    @property
    def is_right(self) -> bool:
        """Return whether nothing at all is wrong with it."""
        return bool(self.lines) and not self.wrong and not any(line.wrong for line in self.lines)


@dataclass(frozen=True)
class Columns:
    """What a table must have: `wanted` columns, `known` ones beside them, and by which headings each is found."""

    wanted: Sequence[str]
    known: Sequence[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)


def harmless(cell: object) -> str:
    """Return `cell` so that a spreadsheet shows it and runs nothing."""
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS_FORMULA) or text.lstrip().startswith(STARTS_FORMULA) else text


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """Return `rows` as CSV in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def plain(text: str) -> str:
    """Return `text` as it is compared: width, case and spaces apart."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _decoded(data: bytes) -> tuple[str, str] | None:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", BIG5):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else (text, encoding)
    return None


def _rows(text: str) -> list[tuple[int, list[str]]] | None:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        return None


def _line(number: int, cells: list[str], names: Sequence[str]) -> Line:
    if len(cells) != len(names):
        return Line(number, {}, (Message(CELLS, {"found": len(cells), "wanted": len(names)}),))
    # What we wrote as harmless comes back with the apostrophe that made it so.
    values = {
        name: cell.strip().removeprefix("'") if cell.strip()[1:].startswith(STARTS_FORMULA) else cell.strip()
        for name, cell in zip(names, cells, strict=True)
    }
    return Line(number, values)


def _headed(names: Sequence[str], shown: Sequence[str], columns: Columns) -> list[Message]:
    wrong = [Message(COLUMN_MISSING, {"column": name}) for name in columns.wanted if name not in names]
    wrong += [
        Message(COLUMN_TWICE, {"column": name}) for name in sorted({one for one in names if names.count(one) > 1})
    ]
    allowed = {*columns.wanted, *columns.known}
    unknown = [text for name, text in zip(names, shown, strict=True) if name not in allowed]
    return wrong + [Message(COLUMN_UNKNOWN, {"column": text[:40]}) for text in unknown]


def read(data: bytes, columns: Columns) -> Table:
    """Return the table in `data`, or what is wrong with it; in the `wanted` columns nothing may begin like a formula."""
    if len(data) > MOST_BYTES:
        return Table(wrong=(Message(TOO_LARGE, {"most": MOST_BYTES // 1024}),))
    if not data.strip():
        return Table(wrong=(Message(EMPTY),))
    if (decoded := _decoded(data)) is None:
        return Table(wrong=(Message(UNREADABLE),))
    text, encoding = decoded
    if (rows := _rows(text)) is None:
        return Table(wrong=(Message(NO_TABLE),), encoding=encoding)
    return replace(_under_headings(rows, columns), encoding=encoding)


def _under_headings(rows: list[tuple[int, list[str]]], columns: Columns) -> Table:
    if len(rows) > MOST_ROWS:
        return Table(wrong=(Message(TOO_LONG, {"most": MOST_ROWS}),))
    headings = {plain(heading): name for heading, name in columns.headings.items()}
    shown = rows[0][1] if rows else []
    names = [headings.get(plain(heading), plain(heading)) for heading in shown]
    if wrong := _headed(names, shown, columns):
        return Table(wrong=tuple(wrong))
    lines = tuple(_without_formulas(_line(number, cells, names), columns) for number, cells in rows[1:])
    return Table(lines, () if lines else (Message(EMPTY),))


def _without_formulas(line: Line, columns: Columns) -> Line:
    bad = [value for name in columns.wanted if (value := line.cells.get(name, "")).startswith(STARTS_FORMULA)]
    return Line(line.number, line.cells, (*line.wrong, *(Message(FORMULA, {"value": value[:40]}) for value in bad)))
