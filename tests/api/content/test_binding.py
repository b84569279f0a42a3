"""Translations bound to the Chinese paragraph by paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from api.content.binding import bind, digest, stamp
from api.content.blocks import Block, parse

SOURCE = ["雇主要給加班費。", "每天最多工作十二小時。", "- 留下班表\n- 留下薪資單", "打電話給我們。"]


def _blocks(texts: list[str]) -> list[Block]:
    return [Block(text, line) for line, text in enumerate(texts, start=1)]


def _translated(source: list[str]) -> list[Block]:
    return [Block(f"terjemahan {place}", place, digest(text)) for place, text in enumerate(source)]


def test_one_changed_paragraph_marks_exactly_its_own_translation() -> None:
    """Of four paragraphs the second changes: it alone is outdated, and it is shown with its own old translation."""
    changed = [SOURCE[0], "每天最多工作十一小時。", *SOURCE[2:]]
    bound = bind(_blocks(changed), _translated(SOURCE))
    assert [item.state for item in bound] == ["current", "outdated", "current", "current"]
    assert bound[1].translated is not None
    assert bound[1].translated.text == "terjemahan 1"


def test_a_new_paragraph_has_no_translation_yet_and_a_deleted_one_vanishes() -> None:
    """A paragraph inserted in the middle is missing; one taken away takes its translation with it."""
    inserted = [*SOURCE[:2], "新的一段。", *SOURCE[2:]]
    states = [item.state for item in bind(_blocks(inserted), _translated(SOURCE))]
    assert states == ["current", "current", "missing", "current", "current"]
    assert [item.state for item in bind(_blocks(SOURCE[1:]), _translated(SOURCE))] == ["current"] * 3


def test_moving_paragraphs_about_marks_nothing() -> None:
    """The translation follows its paragraph: in another order everything is current, in that order."""
    moved = [SOURCE[3], SOURCE[0], SOURCE[2], SOURCE[1]]
    bound = bind(_blocks(moved), _translated(SOURCE))
    assert [item.state for item in bound] == ["current"] * 4
    assert [item.translated.text[-1] for item in bound if item.translated] == ["3", "0", "2", "1"]


@given(st.lists(st.sampled_from([" ", "\n", "\u3000", "\t", "  "]), min_size=1, max_size=8), st.data())
def test_white_space_marks_nothing(spaces: list[str], data: st.DataObject) -> None:
    """Whatever white space is put wherever into a paragraph, its translation stays current."""
    text = SOURCE[0]
    for space in spaces:
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + space + text[place:]
    assert digest(text) == digest(SOURCE[0])


def test_compatibility_ideographs_mark_nothing() -> None:
    """The same words typed with the compatibility form of 勞 (U+F92F) are the same words."""
    assert digest("\uf92f工") == digest("勞工")


def test_the_same_sentence_twice_is_bound_twice() -> None:
    """A sentence that stands twice in the Chinese has two translations, and both are current."""
    twice = ["請打電話。", "請打電話。"]
    assert [item.state for item in bind(_blocks(twice), _translated(twice))] == ["current", "current"]


def test_stamping_writes_a_mark_above_each_block_and_replaces_an_old_one() -> None:
    """A stamped file parses to the same words, each block knowing the Chinese block that it renders."""
    text = "# Tên\n\nTóm tắt.\n\n## answer\n\nMột.\n\n<!-- 0123456789 -->\nHai.\n"
    stamped = stamp(text, {1: "a" * 10, 3: "b" * 10, 7: "c" * 10, 10: "d" * 10})
    document = parse(stamped)
    assert [block.renders for block in document.all_blocks()] == ["a" * 10, "b" * 10, "c" * 10, "d" * 10]
    assert [block.text for block in document.all_blocks()] == ["Tên", "Tóm tắt.", "Một.", "Hai."]
