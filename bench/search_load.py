"""Search while the index is switched under load, and while bytes of it flip; print every answer that should not have been.

`--minutes 10 --rate 2000 --swaps 50`: the real service on a copy of the build in place, mixed questions in five languages over HTTP,
new builds put in place meanwhile. Each build has a page that names it, so an answer of the interface or a page from another build
than it says, of two builds, or of one that was replaced too long before (LATE) is seen.
`--flip 200`: in every file of the index, that many bytes at random are flipped, one at a time; after each the shelf of the file is
opened anew twice, with a good one before it and without; it must be noticed each time. The shelves nobody touched stay open.
"""

import argparse
import http.client
import itertools
import json
import logging
import math
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.services import shelves  # noqa: E402
from api.services.published import PATIENCE  # noqa: E402
from api.web.config import Config, from_environment  # noqa: E402
from api.web.factory import create_app, open_resources, prepare  # noqa: E402
from i18n.languages import LANGUAGES  # noqa: E402
from plugins.build import switch  # noqa: E402
from tests.swaps import MARK, Flips, Reopened, all_files, cheap_copy, contradiction, marked  # noqa: E402

THREADS, KEPT, SEED = 8, 3, 6
LATE = (THREADS + 1) * PATIENCE
"""Seconds after a switch during which the build before may still answer. While the new one is read, whoever looks at the link waits
for it; for PATIENCE after each such look nobody else looks, and at most THREADS can wait.
"""
_NAMED, _EMPHASIS = re.compile(rf"{MARK} (swap-\d+)"), re.compile("</?mark>")
STRANGE = (
    'AND OR NOT * ~ "( [',
    "../../etc/passwd",
    "\u0301\u0302",
    "a" * 3000,
    "%",
    "....",
    "x " * 200,
    "勞動 kabur โอที wage",
)


def _questions() -> list[tuple[str, str]]:
    """Return a language and a question each: those of the bench, and strange ones."""
    found = [(each.slug, text) for each in LANGUAGES for text in STRANGE]
    for each in LANGUAGES:
        lines = (ROOT / "bench" / "queries" / f"{each.slug}.jsonl").read_text(encoding="utf-8").splitlines()
        found += [(each.slug, str(json.loads(line)["text"])) for line in lines]
    return found


@dataclass
class Load:
    """What was asked and what came of it."""

    port: int
    rate: float
    seconds: float
    placed: list[tuple[float, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    marks: int = 0

    def run(self) -> None:
        """Ask from several threads at the `rate` a minute, whether or not the last answer has come, until the time is over."""
        turns, begun = itertools.count(), time.perf_counter()
        threads = [threading.Thread(target=self._ask, args=(turns, begun, number)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _ask(self, turns: "itertools.count[int]", begun: float, seed: int) -> None:
        dice, questions = random.Random(seed), _questions()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while (at := begun + next(turns) * 60 / self.rate) < begun + self.seconds:
            time.sleep(max(0.0, at - time.perf_counter()))
            slug, text = dice.choice(questions)
            kind = dice.choices(("interface mark", "interface", "page mark", "page"), (1, 2, 1, 1))[0]
            asked = quote(MARK if "mark" in kind else text)
            path = f"/{slug}/search?q={asked}" if "page" in kind else f"/api/v1/search?lang={slug}&q={asked}"
            self._answer(line, path, kind)

    def _answer(self, line: http.client.HTTPConnection, path: str, kind: str) -> None:
        started = time.perf_counter()
        try:
            line.request("GET", path)
            answer = line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            line.close()
            self.wrong.append(type(error).__name__)
            return
        self.times.append(time.perf_counter() - started)
        if answer.status != 200:
            self.wrong.append(f"status {answer.status}")
        elif "page" not in kind:
            told = json.loads(body)
            self._check([told["build"]], started)
            if "mark" in kind and (found := contradiction(told)):
                self.wrong.append(found)
        elif "mark" in kind:
            self._check(sorted(set(_NAMED.findall(_EMPHASIS.sub("", body.decode())))), started)
        self.marks += "mark" in kind

    def _check(self, builds: list[str], started: float) -> None:
        """Note what does not come from one build, or from one that was never put in place or was replaced more than LATE before."""
        placed = self.placed[:]
        since = [name for at, name in placed if at <= started - LATE][-1:]
        later = [name for at, name in placed if at > started - LATE]
        if len(builds) != 1 or builds[0] not in {*since, *later}:
            self.wrong.append(f"builds {builds}, not one of {since + later}")


def _place(load: Load, output: Path, folder: Path) -> None:
    # It may answer as soon as the switch begins, and must only when it is done.
    load.placed.append((math.inf, folder.name))
    switch(output, folder)
    load.placed[-1] = (time.perf_counter(), folder.name)


def _swap(load: Load, output: Path, first: Path, swaps: int, done: threading.Event) -> None:
    """Make and place a new build at even times; remove old ones, as `harbour build` does."""
    begun = time.perf_counter()
    for number in range(1, swaps + 1):
        folder = marked(first, f"swap-{number}")
        if done.wait(max(0.0, begun + number * load.seconds / (swaps + 1) - time.perf_counter())):
            return
        _place(load, output, folder)
        if number > KEPT:
            shutil.rmtree(output / "builds" / f"swap-{number - KEPT}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _started(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "HARBOUR_OUTPUT": str(folder / "output"),
        "HARBOUR_VAR": str(folder / "service"),
        "HARBOUR_DESK_VAR": str(folder / "desk"),
        "PORT": str(port),
    }
    subprocess.run(
        [sys.executable, "-m", "api", "migrate"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    for _ in range(300):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    process.kill()
    raise SystemExit("the service did not start")


def _memory(process: "subprocess.Popen[bytes]") -> int:
    """Return the megabytes that the service holds."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) // 1024


def load_test(folder: Path, output: Path, args: argparse.Namespace) -> int:
    """Search under load while builds are switched; return how many answers were wrong."""
    first = cheap_copy(output, folder / "output")
    load, done = Load(_free_port(), args.rate, 60 * args.minutes), threading.Event()
    _place(load, folder / "output", marked(first, "swap-0"))
    process = _started(folder, load.port)
    try:
        before = _memory(process)
        swapper = threading.Thread(target=_swap, args=(load, folder / "output", first, args.swaps, done))
        swapper.start()
        load.run()
        done.set()
        swapper.join()
        times = sorted(1000 * each for each in load.times)
        print(
            f"  {len(times)} answers in {args.minutes} min, {len(load.placed) - 1} switches, {load.marks} marks compared"
        )
        print(f"  wrong: {len(load.wrong)} {sorted(set(load.wrong))[:5]}")
        p50, p99 = (times[int(len(times) * share)] for share in (0.5, 0.99))
        print(
            f"  p50 {p50:.1f}  p99 {p99:.1f}  max {times[-1]:.0f} ms; resident {before} MB, at the end {_memory(process)} MB"
        )
    finally:
        process.kill()
        process.wait()
    return len(load.wrong)


def flip_test(folder: Path, output: Path, places: int) -> int:
    """Flip bytes of every file of the index; return how many answers were wrong."""
    config = Config(folder / "output", folder / "service", folder / "desk")
    cheap_copy(output, config.output)
    prepare(config)
    logging.getLogger("api.services.shelves").setLevel(logging.CRITICAL)
    shelves.SOON = 0.0
    published = Reopened(config.output)
    client = create_app(published, open_resources(config, str(published.current().frame["timezone"]))).test_client()
    flips = Flips(published, client, {slug: quote(text) for slug, text in _questions()})
    counts, files = flips.counts, list(all_files(flips))
    for done, (language, number) in enumerate(files, 1):
        path, began = flips.files(language)[number], time.perf_counter()
        for _ in range(places):
            flips.flip(language, path)
        flipped = time.perf_counter()
        flips.mend(language, path)
        print(
            f"  {done:2} of {len(files)} {language.slug:8} {path.suffix or path.name:15}"
            f" flipped in {flipped - began:6.1f} s, mended in {time.perf_counter() - flipped:4.1f} s;"
            f" so far {counts['flips']} flips, {counts['noticed']} noticed, {counts['5xx']} answers 5xx",
            flush=True,
        )
    print(f"  {counts['flips']} flips, {counts['noticed']} noticed")
    print(f"  {counts['answers']} answers and as many pages, {counts['5xx']} of them 5xx")
    print(f"  answered by the last good index: {counts['last good']}, by titles: {counts['titles']}")
    print(f"  mended: {counts['rebuilt']} of {counts['to be mended']}")
    missed = 3 * counts["flips"] - counts["noticed"] - counts["last good"] - counts["titles"]
    return counts["5xx"] + missed + counts["to be mended"] - counts["rebuilt"]


def main() -> int:
    """Run what is asked for; without anything, a short one of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--rate", type=float, default=2000, help="questions a minute")
    parser.add_argument("--swaps", type=int, default=5)
    parser.add_argument("--flip", type=int, default=3, help="bytes flipped in each file of the index; 0: none")
    args = parser.parse_args()
    output, wrong = from_environment().output, 0
    with tempfile.TemporaryDirectory() as name:
        if args.swaps:
            print(f"switches: {args.rate:.0f} questions a minute for {args.minutes} minutes, {args.swaps} builds")
            wrong += load_test(Path(name) / "load", output, args)
        if args.flip:
            print(f"flipped bytes: {args.flip} in each file of the index")
            wrong += flip_test(Path(name) / "flip", output, args.flip)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
