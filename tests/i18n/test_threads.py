"""Words are cut by many threads at once: the service answers with some, and writes an index anew in another."""

import json
import sys
import threading

from i18n.languages import LANGUAGES
from i18n.text import analyse, words
from i18n.text.once import once
from tests.support import ROOT

THREADS = 8


def test_eight_threads_cut_as_one_does() -> None:
    """Eight threads stem the same 700 questions at once, switched every few steps: no error, and the terms of a single thread."""
    files = [ROOT / "bench" / "queries" / f"{language.slug}.jsonl" for language in LANGUAGES]
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    alone = [[analyse(text, language) for text in texts] for language in LANGUAGES]
    wrong: list[str] = []

    def cut() -> None:
        for stem in words.MAIN.values():
            getattr(stem, "cache_clear", int)()
        try:
            if [[analyse(text, language) for text in texts] for language in LANGUAGES] != alone:
                wrong.append("other terms")
        except IndexError as error:
            wrong.append(type(error).__name__)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=cut) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(before)
    assert wrong == []


def test_what_many_threads_need_at_once_is_made_once() -> None:
    """Eight threads ask for a dictionary that nobody has loaded yet: it is loaded a single time."""
    made: list[int] = []
    gate = threading.Barrier(THREADS)

    def make() -> str:
        made.append(1)
        threading.Event().wait(0.02)
        return "dictionary"

    get = once(make)
    got: list[str] = []

    def ask() -> None:
        gate.wait()
        got.append(get())

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (made, got) == ([1], ["dictionary"] * THREADS)
