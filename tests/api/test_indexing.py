"""`harbour index` and `harbour verify index`: what they say of a whole and of a damaged index."""

import errno
from pathlib import Path

import pytest

from api.__main__ import main
from api.search import sealed, shelf, sources
from api.search.reader import Shelf
from i18n.languages import LANGUAGES
from tests.swaps import cheap_copy


@pytest.fixture
def build(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the build, to which the commands are pointed."""
    monkeypatch.setenv("HARBOUR_OUTPUT", str(tmp_path / "output"))
    return cheap_copy(output, tmp_path / "output")


@pytest.mark.parametrize("command", [["index", "--check"], ["verify", "index"]], ids=" ".join)
def test_a_damaged_index_is_told_and_nothing_is_changed(
    build: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whole: exit 0. A file of Thai is cut off: one line names it and what to run, exit 1, and it stays as it is."""
    assert main(command) == 0
    thai = next(each for each in LANGUAGES if each.analysis == "thai")
    (sources.place(build, thai) / shelf.WORDS).write_text("{", encoding="utf-8")
    capsys.readouterr()
    assert main(command) == 1
    assert (
        capsys.readouterr().out == f"BROKEN: index {thai.slug}: words.json is missing or damaged; run `harbour index`\n"
    )
    assert (sources.place(build, thai) / shelf.WORDS).read_text(encoding="utf-8") == "{"


@pytest.mark.usefixtures("build")
def test_files_that_are_whole_and_do_not_answer_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every digest holds, but the engine finds nothing in Thai: one line says so, exit 1."""
    thai = next(each for each in LANGUAGES if each.analysis == "thai")
    asked = Shelf.answers
    monkeypatch.setattr(Shelf, "answers", lambda shelf: shelf.language is not thai and asked(shelf))
    assert main(["verify", "index"]) == 1
    assert capsys.readouterr().out == f"BROKEN: index {thai.slug}: engine does not answer; run `harbour index`\n"


def test_the_index_is_written_anew(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a file was lost, `harbour index` writes all documents of all languages and the index is whole again."""
    (sources.place(build, LANGUAGES[0]) / shelf.DOCUMENTS).unlink()
    assert main(["index"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [*(f"index {each.slug}" for each in LANGUAGES), "OK"]
    assert main(["verify", "index"]) == 0


def test_lost_documents_call_for_a_build(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the documents beside it nothing can be written anew: both commands say which file, and what to run."""
    name = f"documents.{LANGUAGES[0].slug}.jsonl"
    (build / name).unlink()
    for command in (["index"], ["verify", "index"]):
        assert main(command) == 1
        assert capsys.readouterr().out == f"BROKEN: {name} is missing or damaged; run `harbour build`\n"


def test_without_a_build_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the first build both say to run it, and exit with 1."""
    monkeypatch.setenv("HARBOUR_OUTPUT", str(tmp_path))
    for command in (["index"], ["index", "--check"], ["verify", "index"]):
        assert main(command) == 1
        assert "run `harbour build`" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["answers.json", "law.json", "catalogue.json"])
def test_what_a_build_hands_over_is_verified(build: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One more space in the file: both commands name it and say to build."""
    with (build / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    for command in (["index", "--check"], ["verify", "index"]):
        assert main(command) == 1
        assert capsys.readouterr().out == f"BROKEN: {name} is missing or damaged; run `harbour build`\n"


def test_a_damaged_stamp_is_a_sentence(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The build.json is cut off: one line, exit 1."""
    (build / "build.json").write_text('{"build', encoding="utf-8")
    assert main(["verify", "index"]) == 1
    assert capsys.readouterr().out == "BROKEN: build.json is missing or damaged; run `harbour build`\n"


def test_a_folder_that_cannot_be_written_is_a_sentence(
    build: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a read-only disk `harbour index` says so and exits with 2; the index stays whole."""

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(sealed, "put_in_place", read_only)
    assert main(["index"]) == 2
    assert capsys.readouterr().err.startswith("harbour: the index cannot be written (Read-only file system)")
    assert main(["verify", "index"]) == 0
    assert build.is_dir()


@pytest.mark.parametrize("command", [["index"], ["verify", "index"], ["letters"], ["build"]], ids=" ".join)
def test_an_engine_that_there_is_not_is_a_sentence(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """HARBOUR_SEARCH=lucene: a sentence that names the two that there are, exit 2, nothing done."""
    monkeypatch.setenv("HARBOUR_SEARCH", "lucene")
    assert main(command) == 2
    assert capsys.readouterr().err == "harbour: HARBOUR_SEARCH is one of whoosh, tantivy\n"
