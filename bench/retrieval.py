"""Run JSON-lines corpora and their questions through our analysers and ranking, beside five peers, in the same run.

Corpus rows are {"id", "title"?, "text"}, query rows {"id", "text", "relevant": [ids], "type"?}:
    bench/retrieval.py --lang vi --corpus FILE --queries FILE     (repeat the three for further languages; --table prints Markdown)
Without files, our own site is searched with the questions of bench/queries, through the whole service: recall in the first five.
`--without pair,gram` leaves signals (or synonyms, slips) out of the questions; `--gains` tells what each of them, and each weight
of a field, is worth, a row each. `--most 100` asks so many, evenly spread over the kinds of questions.
"""

import argparse
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from retrieval_gains import WITHOUT, gains, own_gains, without  # noqa: E402
from retrieval_own import own_site  # noqa: E402
from retrieval_peers import PEERS  # noqa: E402
from retrieval_sets import Query, Search, corpus_of, queries_of, search_of, spread  # noqa: E402

from api.search import shelf  # noqa: E402
from api.search.documents import Document  # noqa: E402
from api.search.engine import Format  # noqa: E402
from api.search.making import FORMATS, format_of  # noqa: E402
from api.search.reader import open_shelf  # noqa: E402
from i18n.languages import Language  # noqa: E402
from i18n.negotiate import negotiate  # noqa: E402

Scores = dict[str, float]


def _ours(folder: Path, documents: Sequence[Document], language: Language, engine: Format) -> Search:
    shelf.write(folder, documents, language, engine)
    return search_of(open_shelf(folder, language, engine))


def _measure(name: str, build: Callable[[], Search], documents: Sequence[Document], queries: list[Query]) -> Scores:
    started = time.perf_counter()
    search = build()
    seconds = time.perf_counter() - started
    letters = sum(len(document.title) + len(document.body) for document in documents)
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    times = []
    for is_warm in (False, True):
        for query in queries:
            began = time.perf_counter()
            found = search(query.text)
            if is_warm:
                times.append(1000 * (time.perf_counter() - began))
                hits = (place for place, url in enumerate(found, 1) if url in query.relevant)
                ranks[query.kind].append(next(hits, 0))
    times.sort()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    scores = {}
    for kind, places in sorted(ranks.items()):
        scores[kind] = statistics.mean(1 / place if place else 0 for place in places)
        first, ten = (statistics.mean(0 < place <= top for place in places) for top in (1, 10))
        print(
            f"{name:16} {kind:16} n {len(places):4}  MRR@10 {scores[kind]:.3f}  recall@1 {first:.3f}  recall@10 {ten:.3f}"
        )
    print(
        f"{name:16} warm p50 {p50:.2f} ms  p99 {p99:.2f} ms  indexed {len(documents) / seconds:.0f} documents/s"
        f" ({letters / 1000 / seconds:.0f} x 1,000 characters/s)",
        flush=True,
    )
    return scores


def _compare(language: Language, corpus: str, queries: str, most: int) -> dict[str, Scores]:
    documents, asked = corpus_of(corpus), spread(queries_of(queries), most)
    print(f"== {language.tag}: {Path(corpus).name}, {len(documents)} documents, {len(asked)} queries")
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in FORMATS:
            engine = format_of(each)
            target = folder / f"ours-{each}"
            found[f"ours ({each})"] = _measure(
                f"ours ({each})",
                lambda engine=engine, target=target: _ours(target, documents, language, engine),  # type: ignore[misc]
                documents,
                asked,
            )
        for peer, build in PEERS.items():
            found[peer] = _measure(
                peer,
                lambda build=build, target=folder / peer: build(target, documents),  # type: ignore[misc]
                documents,
                asked,
            )
    return found


def _table(results: dict[str, dict[str, Scores]]) -> None:
    """Print the scores as Markdown: a row an engine and language, a column a kind of question."""
    kinds = sorted({kind for found in results.values() for scores in found.values() for kind in scores})
    print(f"\n| language | engine | {' | '.join(kinds)} |\n|---|---|{'---|' * len(kinds)}")
    for tag, found in results.items():
        for name, scores in found.items():
            print(
                f"| {tag} | {name} | {' | '.join(f'{scores[kind]:.3f}' if kind in scores else '-' for kind in kinds)} |"
            )


def main() -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", action="append", default=[])
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--queries", action="append", default=[])
    parser.add_argument("--most", type=int, default=0, help="at most so many queries")
    parser.add_argument("--table", action="store_true", help="print the scores as a Markdown table, too")
    parser.add_argument("--without", default="", help=f"left out, with commas between: {', '.join(WITHOUT)}")
    parser.add_argument(
        "--gains", action="store_true", help="tell what each signal and field is worth, and nothing else"
    )
    args = parser.parse_args()
    left_out = [each for each in args.without.split(",") if each]
    if unknown := set(left_out) - set(WITHOUT):
        parser.error(f"--without does not know {', '.join(sorted(unknown))}")
    with without(left_out):
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    print(
        f"Python {platform.python_version()}, Whoosh-Reloaded {version('whoosh-reloaded')}, "
        f"SQLite {sqlite3.sqlite_version}, tantivy {version('tantivy')}, numpy {version('numpy')}"
    )
    if not args.corpus:
        return own_gains(ROOT / "output") if args.gains else own_site(ROOT / "output")
    results = {}
    for tag, corpus, queries in zip(args.lang, args.corpus, args.queries, strict=True):
        language = negotiate([tag])
        if args.gains:
            gains(language, corpus_of(corpus), spread(queries_of(queries), args.most))
            continue
        results[language.tag] = _compare(language, corpus, queries, args.most)
    if args.table and results:
        _table(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
