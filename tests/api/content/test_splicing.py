"""Translated blocks come into a words file in their places, and not one byte else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.content.binding import digest
from api.content.blocks import MalformedDocumentError, parse
from api.content.splicing import spliced

CHINESE = (
    "# 題\n\n摘要。\n\n## answer\n\n甲。\n\n乙。\n\n### 小題\n\n丙。\n\n## today\n\n- 丁\n- 戊\n\n## call\n\n己。\n"
)
SOURCE = parse(CHINESE)
WORDS = {("title", 0): "Tiêu đề", ("summary", 0): "Tóm tắt.", ("answer", 0): "A.", ("answer", 1): "B.",
         ("answer", 2): "### Nhỏ", ("answer", 3): "C.", ("today", 0): "- D\n- E", ("call", 0): "F."}  # fmt: skip
BODY = [key for key in WORDS if key[0] not in {"title", "summary"}]


def _file(kept: set[tuple[str, int]], moved: dict[tuple[str, int], str] | None = None) -> str:
    """Return the words file with the blocks `kept`; those in `moved` have an old text and an old mark."""
    chinese = {("title", 0): SOURCE.title.text, ("summary", 0): SOURCE.summary.text}
    chinese |= {
        (key, place): block.text for key, blocks in SOURCE.sections.items() for place, block in enumerate(blocks)
    }
    parts, opened = [], {"title", "summary"}
    for (part, place), text in WORDS.items():
        if (part, place) not in kept:
            continue
        if part not in opened:
            parts.append(f"## {part}")
            opened.add(part)
        old = (moved or {}).get((part, place))
        mark = "0" * 10 if old else digest(chinese[part, place])
        parts.append(f"<!-- {mark} -->\n" + ("# " if part == "title" else "") + (old or text))
    return "\n\n".join(parts) + "\n"


@given(st.sets(st.sampled_from(BODY)), st.sampled_from(["\n", "\r\n"]))
def test_whatever_blocks_are_missing_they_come_back_to_the_same_bytes(gone: set[tuple[str, int]], ending: str) -> None:
    """Any of the six blocks, headings and whole sections with them, are taken out and come back in the Chinese order."""
    whole = _file(set(WORDS)).replace("\n", ending)
    without = _file(set(WORDS) - gone).replace("\n", ending)
    assert spliced(without, SOURCE, {key: WORDS[key] for key in gone}) == whole
    assert spliced(whole, SOURCE, WORDS) == whole


@pytest.mark.parametrize("key", [*WORDS])
def test_an_outdated_block_gets_words_and_mark_and_its_neighbours_stay(key: tuple[str, int]) -> None:
    """Each of the eight blocks in turn carries an old mark and old words: afterwards the file is as if it never had."""
    old = "### Cũ" if WORDS[key].startswith("###") else "Cũ\ncũ" if key[0] != "title" else "Cũ"
    assert spliced(_file(set(WORDS), {key: old}), SOURCE, {key: WORDS[key]}) == _file(set(WORDS))


def test_a_current_block_is_replaced_only_if_its_words_are_others() -> None:
    """Better words for a current block come in; the same words leave even the odd empty line below their mark."""
    odd = _file(set(WORDS)).replace("-->\nA.", "-->\n\nA.  ")
    assert spliced(odd, SOURCE, WORDS) == odd
    assert spliced(odd, SOURCE, {("answer", 0): "Hay hơn."}) == _file(set(WORDS)).replace("\nA.", "\nHay hơn.")


def test_a_new_file_begins_with_title_and_summary() -> None:
    """From nothing, all eight blocks make the whole file; without the title there is no file."""
    assert spliced("", SOURCE, WORDS) == _file(set(WORDS))
    with pytest.raises(KeyError):
        spliced("", SOURCE, {key: WORDS[key] for key in BODY})


def test_odd_spacing_is_kept_and_keeps_blocks_apart() -> None:
    """Double empty lines, a heading right above its words and a file without a last line end stay as they are."""
    text = "# T\n\n\nS.\n## answer\nCũ.\n\n\n<!-- " + digest("己。") + " -->\nZ.\n\n## call\nF."
    new = spliced(text, SOURCE, {("answer", 0): "A.", ("answer", 1): "B.", ("today", 0): "- D"})
    assert new.startswith("# T\n\n\nS.\n## answer\n<!-- ")
    assert new.endswith("## call\nF.")
    document = parse(new)
    assert [block.text for block in document.sections["answer"]] == ["A.", "B."]
    assert [block.text for block in document.sections["today"]] == ["- D"]
    assert document.all_blocks()[-1].text == "F."


def test_a_file_that_cannot_be_read_is_not_touched() -> None:
    """A words file without a title raises: nothing can be put in its place there."""
    with pytest.raises(MalformedDocumentError):
        spliced("no title\n", SOURCE, WORDS)
