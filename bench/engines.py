"""Compare the engines of the index on the same made-up postings: writing, size, memory, questions; and whether they agree.

    .venv/bin/python bench/engines.py [--rows 1000000] [--terms 12] [--queries 300]

A page of ours has some 300 terms: these rows of few show the engines, not the memory of a service with a million pages.
Terms are drawn as words are (Zipf), so the commonest stand in nearly every row. Each engine reads in a process of its own.
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from api.search.engine import LEVELS, Format, Group, Wanted  # noqa: E402
from api.search.tantivy_engine import TantivyFormat  # noqa: E402
from api.search.whoosh_engine import WhooshFormat  # noqa: E402

FORMATS: dict[str, Format] = {each.name: each for each in (TantivyFormat(), WhooshFormat())}
WORDS = 200_000
PART = 10_000
SHAPES = ((1, 1), (2, 1), (4, 1), (4, 4), (8, 2))
"""Groups of a question, and terms of a group."""
WITHIN = {"all": 1.0, "half": 0.5, "one in 1,000": 0.001}


def _words(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    return np.minimum(rng.zipf(1.2, size=shape), WORDS)


def _rows(count: int, terms: int) -> Iterator[dict[str, int]]:
    rng = np.random.default_rng(7)
    for first in range(0, count, PART):
        shape = (min(PART, count - first), terms)
        words, steps = _words(rng, shape), rng.integers(1, LEVELS + 1, size=shape)
        for row, held in zip(words.tolist(), steps.tolist(), strict=True):
            yield {f"m:w{word}": step for word, step in zip(row, held, strict=True)}


def _queries(count: int) -> Iterator[tuple[str, list[Group]]]:
    rng = np.random.default_rng(8)
    for number in range(count):
        groups, terms = SHAPES[number % len(SHAPES)]
        weights = rng.uniform(0.2, 9, size=(groups, terms)).tolist()
        words = _words(rng, (groups, terms)).tolist()
        asked = [
            tuple(Wanted(f"m:w{word}", weight) for word, weight in zip(*pair, strict=True))
            for pair in zip(words, weights, strict=True)
        ]
        yield f"{groups} x {terms}", asked


def _megabytes(field: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(field)[1].split()[1]) / 1024


def _read(name: str, folder: Path, rows: int, queries: int) -> dict[str, Any]:
    """Ask every question twice, and keep the times of the second."""
    before, rng = _megabytes("RssAnon"), np.random.default_rng(9)
    masks = {label: rng.random(rows) < share for label, share in WITHIN.items()}
    engine = FORMATS[name].open(folder)
    times: dict[str, list[float]] = {}
    found = []
    for label, within in masks.items():
        for shape, groups in _queries(queries):
            engine.best(groups, 10, within)
            began = time.perf_counter()
            best, scores = engine.best(groups, 10, within)
            spent = time.perf_counter() - began
            times.setdefault(label, []).append(spent * 1000)
            times.setdefault(shape, []).append(spent * 1000)
            found.append([best.tolist(), scores.tolist()])
    memory = {"own MB": _megabytes("RssAnon") - before, "mapped MB": _megabytes("RssFile")}
    return {"times": times, "memory": memory, "found": found}


def _written(name: str, folder: Path, rows: int, terms: int) -> str:
    began = time.perf_counter()
    FORMATS[name].append(folder, _rows(rows, terms), 0)
    spent = time.perf_counter() - began
    size = sum(path.stat().st_size for path in folder.rglob("*"))
    return (
        f"{rows / spent:,.0f} rows a second, {size / 1e6:,.0f} MB, while writing {_megabytes('VmHWM'):,.0f} MB at most"
    )


def _child(*arguments: object) -> str:
    return subprocess.run(
        [sys.executable, __file__, *map(str, arguments)], capture_output=True, text=True, check=True
    ).stdout


def _compare(args: argparse.Namespace) -> None:
    print(f"{args.rows:,} rows of {args.terms} terms, {platform.machine()}, Python {platform.python_version()}")
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            sizes = ("--rows", args.rows, "--terms", args.terms, "--queries", args.queries, "--folder", folder)
            print(f"{name}: {_child('--write', name, *sizes).strip()}")
            told = json.loads(_child("--read", name, *sizes))
            for label, times in told["times"].items():
                half, most = np.percentile(times, (50, 99))
                print(f"  {label:>14}: p50 {half:7.2f} ms, p99 {most:7.2f} ms")
            print(
                f"  memory: {', '.join(f'{value:,.0f} {unit}' for unit, value in told['memory'].items())}", flush=True
            )
            found.append(told["found"])
    print("the same rows, scores and order" if all(each == found[0] for each in found) else "THEY DIFFER")


def main() -> None:
    """Write and read with each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("--rows", 1_000_000), ("--terms", 12), ("--queries", 300)):
        parser.add_argument(name, type=int, default=usual)
    for name in ("--write", "--read", "--folder"):
        parser.add_argument(name, default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        print(_written(args.write, Path(args.folder) / args.write, args.rows, args.terms))
    elif args.read:
        print(json.dumps(_read(args.read, Path(args.folder) / args.read, args.rows, args.queries)))
    else:
        _compare(args)


if __name__ == "__main__":
    main()
