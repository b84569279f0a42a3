"""How quick and how small: five indexes of 5,000 documents of about 1,000 characters, written, opened together and asked.

    bench/retrieval_size.py --corpora FOLDER     (corpus.<tag>.jsonl and queries.<tag>.jsonl of every language)
Documents are made of sentences of the corpus drawn at random. The reading is done by a fresh process, whose memory is told.
"one shelf" is the index of one language alone; "whole search" is all that a page of results needs: the language recognised,
other languages, facets, weak results, summaries of ten hits.
"""

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from retrieval_sets import corpus_of, queries_of, search_of  # noqa: E402

from api.search import shelf  # noqa: E402
from api.search.documents import Asked, Document  # noqa: E402
from api.search.making import WHOOSH, format_of  # noqa: E402
from api.search.reader import open_shelf  # noqa: E402
from api.search.searcher import Searcher  # noqa: E402
from i18n.languages import LANGUAGES, Language  # noqa: E402

LENGTH = 1000
NOW = "2026-11-21T10:00"
_SENTENCE = re.compile(r"[^。！？.!?\n]+[。！？.!?]?\s*")


def _made(documents: list[Document], count: int, seed: int) -> list[Document]:
    """Return `count` documents of about LENGTH letters, of the sentences of `documents` in random order."""
    chance = random.Random(seed)
    sentences = [found for document in documents for found in _SENTENCE.findall(document.body) if len(found) > 10]
    made = []
    for number in range(count):
        text = ""
        while len(text) < LENGTH:
            text += chance.choice(sentences)
        title = chance.choice(documents).title
        made.append(Document(f"made/{number}", "guide", title, "", paragraphs=(("", text[:LENGTH]),)))
    return made


def resident() -> float:
    """Return the memory of this process in megabytes, as it is now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def _write(language: Language, corpora: Path, target: Path, count: int, engine: str) -> None:
    documents = _made(corpus_of(str(corpora / f"corpus.{language.tag}.jsonl")), count, 7)
    started, cpu = time.perf_counter(), time.process_time()
    shelf.write(target / language.slug, documents, language, format_of(engine))
    seconds, worked = time.perf_counter() - started, time.process_time() - cpu
    size = sum(path.stat().st_size for path in (target / language.slug).rglob("*") if path.is_file())
    print(
        f"{language.tag:8} written: {count / seconds:.0f} documents/s, {count / worked:.0f} per second of processor,"
        f" {size / 1e6:.0f} MB",
        flush=True,
    )


def _ask(what: str, language: Language, search: Callable[[str], object], asked: list[str]) -> None:
    """Ask everything twice, and print what the second time took of the processor: neighbours on the machine do not count."""
    for text in asked:
        search(text)
    times = []
    for text in asked:
        began = time.thread_time()
        search(text)
        times.append(1000 * (time.thread_time() - began))
    times.sort()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"{language.tag:8} {what:12} warm p50 {p50:6.2f} ms  p99 {p99:6.2f} ms  highest {times[-1]:6.2f} ms", flush=True
    )


def _read(corpora: Path, target: Path, engine: str, most: int | None) -> None:
    print(f"reader: {resident():.0f} MB before anything is opened")
    shelves = {language: open_shelf(target / language.slug, language, format_of(engine)) for language in LANGUAGES}
    print(f"reader: {resident():.0f} MB with {len(shelves)} indexes open")
    searcher = Searcher(shelves.get)
    for language, opened in shelves.items():
        asked = [query.text for query in queries_of(str(corpora / f"queries.{language.tag}.jsonl"))][:most]
        inner = search_of(opened)
        _ask("one shelf", language, inner, asked)
        _ask("whole search", language, lambda text, at=language: searcher.search(Asked(text, now=NOW), at, {}), asked)  # type: ignore[misc]
    print(f"reader: {resident():.0f} MB after every question was asked twice")


def main() -> int:
    """Write in this process, read in another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--engine", default=WHOOSH)
    parser.add_argument("--most", type=int, help="at most so many questions a language")
    parser.add_argument("--keep", type=Path, help="write the indexes here and keep them; what is there is read again")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.read:
        _read(args.corpora, args.read, args.engine, args.most)
        return 0
    with tempfile.TemporaryDirectory() as name:
        target = args.keep or Path(name)
        for language in LANGUAGES:
            if not (target / language.slug).exists():
                _write(language, args.corpora, target, args.documents, args.engine)
        again = [sys.executable, __file__, "--corpora", args.corpora, "--engine", args.engine, "--read", target]
        most = ["--most", args.most] if args.most else []
        return subprocess.run([*map(str, [*again, *most])], check=False, env=os.environ).returncode


if __name__ == "__main__":
    sys.exit(main())
