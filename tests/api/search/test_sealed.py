"""A folder that knows its files: every change of every file is noticed, and none is a surprise."""

import random
import threading
from pathlib import Path

import pytest

from api.search import sealed
from api.search.sealed import DamagedError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a sealed folder of three files."""
    made = tmp_path / "made"
    (made / "inner").mkdir(parents=True)
    for name, size in (("one.bin", 300), ("inner/two.bin", 70_000), ("empty", 0)):
        (made / name).write_bytes(random.Random(name).randbytes(size))
    sealed.seal(made, {"rows": 3})
    return made


def test_what_is_whole_is_copied_with_its_stamp(folder: Path, tmp_path: Path) -> None:
    """All three files arrive with every byte, and the stamp says 3 rows."""
    assert sealed.copy(folder, tmp_path / "copy")["rows"] == 3
    for name in ("one.bin", "inner/two.bin", "empty"):
        assert (tmp_path / "copy" / name).read_bytes() == (folder / name).read_bytes()


def test_a_flipped_byte_is_noticed_wherever_it_is(folder: Path) -> None:
    """In each file, the list included, 60 bytes at random are flipped one at a time: each is noticed, and the file is named."""
    dice = random.Random(6)
    for name in ("one.bin", "inner/two.bin", sealed.LIST):
        good = (folder / name).read_bytes()
        for _ in range(60):
            place = dice.randrange(len(good))
            flipped = bytes([good[place] ^ (1 << dice.randrange(8))])
            (folder / name).write_bytes(good[:place] + flipped + good[place + 1 :])
            with pytest.raises(DamagedError) as damaged:
                sealed.copy(folder)
            assert damaged.value.file == name
        (folder / name).write_bytes(good)
    assert sealed.copy(folder)["rows"] == 3


@pytest.mark.parametrize("name", ["one.bin", "inner/two.bin", "empty", sealed.LIST])
def test_a_missing_or_shorter_file_is_named(folder: Path, name: str) -> None:
    """Without the file, with a folder in its place, or cut off in the middle, the error names the file and none of its content."""
    good = (folder / name).read_bytes()
    spoiled: list[bytes | None] = [None, good[: len(good) // 2], good + b"!"]
    for content in spoiled[:: 2 if name == "empty" else 1]:
        (folder / name).unlink()
        if content is not None:
            (folder / name).write_bytes(content)
        with pytest.raises(DamagedError, match=f"^{name} is missing or damaged$"):
            sealed.copy(folder)
        (folder / name).write_bytes(good)
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(DamagedError):
        sealed.copy(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"seal": 1}', "[" * 100_000, '"\\ud800"'])
def test_a_list_that_is_none_is_damage(folder: Path, content: str) -> None:
    """Whatever stands in the list's place, the answer is the one declared error."""
    (folder / sealed.LIST).write_text(content, encoding="utf-8")
    with pytest.raises(DamagedError, match=sealed.LIST):
        sealed.stamp_of(folder)


def test_the_identity_is_that_of_the_files(folder: Path) -> None:
    """Another stamp over the same files is the same identity; one more file is another."""
    before = sealed.stamp_of(folder)["identity"]
    sealed.seal(folder, {"rows": 4})
    assert sealed.stamp_of(folder)["identity"] == before
    (folder / "more").write_bytes(b"1")
    sealed.seal(folder, {"rows": 4})
    assert sealed.stamp_of(folder)["identity"] != before


def test_a_look_sees_that_a_file_was_written(folder: Path) -> None:
    """The same bytes written again, or a file less, change the signature; reading does not."""
    before = sealed.signature(folder)
    sealed.copy(folder)
    assert sealed.signature(folder) == before
    (folder / "empty").unlink()
    assert sealed.signature(folder) != before


def test_many_put_in_place_at_once(tmp_path: Path) -> None:
    """Eight threads put 20 folders each in the same place: one stays, whole, and nothing is left beside it."""

    def put(number: int) -> None:
        for turn in range(20):
            made = tmp_path / f"made-{number}-{turn}"
            made.mkdir()
            (made / "file").write_text(made.name, encoding="utf-8")
            sealed.seal(made, {})
            sealed.put_in_place(made, tmp_path / "place")

    threads = [threading.Thread(target=put, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealed.copy(tmp_path / "place")
    assert [path.name for path in tmp_path.iterdir()] == ["place"]
