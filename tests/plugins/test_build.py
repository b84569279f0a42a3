"""Build, artefacts, switch: one build id, whole or not at all, under load."""

import datetime as dt
import json
import shutil
import threading
from pathlib import Path

import pytest

from api.content.faults import ContentFaultsError
from api.services.published import NotBuiltError, Published
from api.services.resources import Resources
from api.web.factory import create_app
from i18n.languages import LANGUAGES
from plugins.build import build, switch
from tests.support import NOW, ROOT
from tests.swaps import cheap_copy, marked


def _copy(output: Path, target: Path, name: str) -> Path:
    """Copy the current build under another id, as a second build would be."""
    folder = target / "builds" / name
    shutil.copytree((output / "current").resolve(), folder)
    stamp = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    (folder / "build.json").write_text(json.dumps({**stamp, "build": name}), encoding="utf-8")
    page = folder / "site" / "en" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"<body><!-- {name} -->"), encoding="utf-8")
    (folder / "site" / "en" / "index.html.br").unlink()
    return folder


def test_one_build_has_one_id_in_all_its_artefacts(output: Path) -> None:
    """Pages, index and catalogue lie in one folder that carries the build's id."""
    folder = (output / "current").resolve()
    stamp = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    assert stamp["build"] == folder.name
    spoken = {f"{name}.{language.slug}.jsonl" for name in ("documents", "titles") for language in LANGUAGES}
    named = {"site", "index", "catalogue.json", "law.json", "answers.json", "build.json"}
    assert {path.name for path in folder.iterdir()} == named | spoken


def test_bad_content_stops_the_build_and_the_last_one_stays(tmp_path: Path) -> None:
    """Two faults in different files are told together, nothing is built, and no half of a build is left behind."""
    root = tmp_path / "root"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "pelicanconf.py", root / "pelicanconf.py")
    for slug in ("vi", "th"):
        path = root / "content" / "guides" / "passport" / f"{slug}.md"
        path.write_text(path.read_text(encoding="utf-8") + "\n42\n", encoding="utf-8")
    with pytest.raises(ContentFaultsError) as stopped:
        build(root, tmp_path / "output", NOW)
    assert {fault.path.name for fault in stopped.value.faults} == {"vi.md", "th.md"}
    assert not (tmp_path / "output").exists()


def test_the_switch_is_atomic_under_load(output: Path, resources: Resources, tmp_path: Path) -> None:
    """While four readers ask without pause, the build is switched 40 times: no request fails, pages and stamps follow."""
    folders = [_copy(output, tmp_path, name) for name in ("one", "two")]
    switch(tmp_path, folders[0])
    app = create_app(Published(tmp_path, patience=0), resources)
    stop = threading.Event()
    answers: list[tuple[int, str]] = []

    def ask() -> None:
        client = app.test_client()
        while not stop.is_set():
            health = client.get("/api/v1/health")
            answers.append((health.status_code, health.get_json()["build"]))
            page = client.get("/en/")
            answers.append((page.status_code, "one" if "<!-- one -->" in page.text else "two"))

    readers = [threading.Thread(target=ask) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(40):
        before = len(answers)
        switch(tmp_path, folders[(number + 1) % 2])
        while len(answers) < before + 4:
            threading.Event().wait(0.001)
    stop.set()
    for reader in readers:
        reader.join()
    assert {status for status, _ in answers} == {200}
    assert {build for _, build in answers} == {"one", "two"}
    assert app.test_client().get("/api/v1/health").get_json()["build"] == "one"


def test_there_is_never_a_moment_without_a_build(output: Path, tmp_path: Path) -> None:
    """While the link is switched 300 times and more, another thread never finds it missing or half made."""
    folders = [_copy(output, tmp_path, name) for name in ("one", "two")]
    switch(tmp_path, folders[0])
    stop = threading.Event()
    seen: set[str] = set()

    def watch() -> None:
        while not stop.is_set():
            try:
                seen.add((tmp_path / "current" / "build.json").resolve(strict=True).parent.name)
            except OSError:
                seen.add("missing")

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(100_000):
        switch(tmp_path, folders[number % 2])
        if number >= 300 and {"one", "two"} <= seen:
            break
    stop.set()
    watcher.join()
    assert seen == {"one", "two"}


def test_a_build_that_cannot_be_read_leaves_the_last_good_one(output: Path, tmp_path: Path) -> None:
    """The stamp of the new build is cut off: the service keeps serving the old one."""
    good, bad = (_copy(output, tmp_path, name) for name in ("good", "bad"))
    (bad / "build.json").write_text('{"build": "ba', encoding="utf-8")
    switch(tmp_path, good)
    published = Published(tmp_path)
    assert published.current().build == "good"
    switch(tmp_path, bad)
    assert published.current().build == "good"


@pytest.mark.parametrize("name", ["law.json", "catalogue.json"])
def test_a_build_that_was_changed_is_not_taken(
    output: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """One digit of an amount or a day differs: the last good build stays, told once; a service that starts says what to run."""
    good = cheap_copy(output, tmp_path)
    bad = marked(good, "bad")
    data = (bad / name).read_bytes()
    (bad / name).unlink()
    (bad / name).write_bytes(data.replace(b"2026", b"2025", 1))
    published = Published(tmp_path, patience=0)
    assert published.current().build == good.name
    switch(tmp_path, bad)
    for _ in range(3):
        assert published.current().build == good.name
    told = f"build builds/bad cannot be read: {name} is missing or damaged; run `harbour build`"
    assert caplog.messages == [told]
    with pytest.raises(NotBuiltError, match=f"{name} is missing or damaged; run `harbour build`"):
        Published(tmp_path).current()


def test_without_any_build_there_is_a_sentence_for_the_engineer(tmp_path: Path) -> None:
    """Before the first build the service says what to run."""
    with pytest.raises(NotBuiltError, match="harbour build"):
        Published(tmp_path).current()


def test_a_figure_with_a_future_start_is_printed_from_its_day(site: Path, tmp_path: Path) -> None:
    """Today's guide says 29,500; with a row for 1 January 2027 the same texts, built on that day, say 29,900."""
    root = tmp_path / "root"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "pelicanconf.py", root)
    path = root / "content" / "figures" / "wages.toml"
    row = "  {from = 2026-01-01, value = 29500},\n"
    text = path.read_text(encoding="utf-8")
    assert text.count(row) == 1
    path.write_text(text.replace(row, f"{row}  {{from = 2027-01-01, value = 29900}},\n"), encoding="utf-8")
    build(root, tmp_path / "output", dt.datetime(2027, 1, 1, 0, 5))  # noqa: DTZ001 - the bureau's own time
    for folder, wage in ((site, "29,500"), (tmp_path / "output" / "current" / "site", "29,900")):
        page = (folder / "en" / "guides" / "minimum-wage" / "index.html").read_text(encoding="utf-8")
        assert f'<span class="n">NT${wage}</span>' in page.split("history")[0]
