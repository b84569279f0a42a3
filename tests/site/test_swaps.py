"""People search while builds are switched and bytes flip: nobody gets an error, nor a page of another build."""

import json
import random
import threading
from pathlib import Path
from urllib.parse import quote

import pytest

from api.services import shelves
from api.services.published import Published
from api.services.resources import Resources
from api.web.factory import create_app
from i18n.languages import LANGUAGES
from plugins.build import switch
from tests.support import ROOT
from tests.swaps import MARK, Flips, Reopened, all_files, cheap_copy, contradiction, marked, wait_for_mending

READERS = 4


def _questions() -> dict[str, list[str]]:
    rows = {each.slug: (ROOT / "bench" / "queries" / f"{each.slug}.jsonl").read_text("utf-8") for each in LANGUAGES}
    return {slug: [json.loads(line)["text"] for line in text.splitlines()] for slug, text in rows.items()}


def test_an_answer_is_of_the_build_that_it_names(output: Path, resources: Resources, tmp_path: Path) -> None:
    """Four readers ask in five languages while 8 builds come one after the other: each answer holds the mark of its own build."""
    first = cheap_copy(output, tmp_path)
    folders = [marked(first, f"build-{number}") for number in range(8)]
    switch(tmp_path, folders[0])
    app = create_app(Published(tmp_path, patience=0), resources)
    stop, questions = threading.Event(), _questions()
    wrong: list[str] = []
    seen: list[str] = []

    def ask(seed: int) -> None:
        client, dice = app.test_client(), random.Random(seed)
        while not stop.is_set():
            language = dice.choice(LANGUAGES)
            answer = client.get(f"/api/v1/search?lang={language.tag}&q={MARK}")
            found = contradiction(answer.get_json()) if answer.status_code == 200 else f"status {answer.status_code}"
            wrong.extend([found] if found else [])
            page = client.get(f"/{language.slug}/search?q={quote(dice.choice(questions[language.slug]))}")
            wrong.extend([f"page {page.status_code}"] if page.status_code != 200 else [])
            seen.append(answer.get_json()["build"])

    readers = [threading.Thread(target=ask, args=(seed,)) for seed in range(READERS)]
    for each in readers:
        each.start()
    for folder in folders[1:]:
        before = len(seen)
        switch(tmp_path, folder)
        while len(seen) < before + 2 * READERS:
            threading.Event().wait(0.001)
    stop.set()
    for each in readers:
        each.join()
    assert wrong == []
    assert set(seen) == {folder.name for folder in folders}
    assert seen[-1] == folders[-1].name


def test_a_flipped_byte_anywhere_is_noticed_and_answered(
    output: Path, resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every file of every shelf two bytes are flipped: each is noticed, and answered by the last good index, or by titles."""
    monkeypatch.setattr(shelves, "SOON", 0.0)
    cheap_copy(output, tmp_path)
    published = Reopened(tmp_path)
    asked = {slug: quote(questions[0]) for slug, questions in _questions().items()}
    flips = Flips(published, create_app(published, resources).test_client(), asked)
    for language, number in all_files(flips):
        for _ in range(2):
            flips.flip(language, flips.files(language)[number])
    flips.mend(LANGUAGES[0], flips.files(LANGUAGES[0])[-1])
    counts = flips.counts
    wait_for_mending()
    assert counts["flips"] >= 2 * 5 * len(LANGUAGES)
    assert counts["noticed"] == counts["last good"] == counts["titles"] == counts["flips"]
    assert (counts["5xx"], counts["rebuilt"]) == (0, 1)
