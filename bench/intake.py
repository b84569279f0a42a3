"""Complaints under kill -9: `python bench/intake.py [--filings 5000] [--kills 100]`.

The real service is killed again and again while people file at all three doors, every tenth with a photograph. Whoever gets no
answer presses again with the same key. At the end every acknowledged receipt must open its case, every photograph must lie with
one, no press may have made two, the proof must hold, and no word of a complaint or a photograph may stand in a file.
"""

import argparse
import itertools
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from intake_people import CANARY, PEOPLE, Rush  # noqa: E402

from api.services.published import Published  # noqa: E402
from api.services.slowing import Slowing  # noqa: E402
from api.web.config import Config  # noqa: E402
from api.web.factory import create_app, open_resources, prepare  # noqa: E402
from api.web.serving import THREADS, listen, on_one_processor  # noqa: E402
from api.web.uploads import MOST_BYTES  # noqa: E402
from tests.hostile_files import CANARY as PICTURED  # noqa: E402
from tests.support import publish  # noqa: E402


def _config(folder: Path, port: int = 0) -> Config:
    return Config(folder / "output", folder / "service", folder / "desk", port=port)


def serve(folder: Path, port: int) -> None:
    """Run the service below `folder`; everybody comes from one address, so its clock runs fast and nobody is slowed."""
    on_one_processor()
    config = _config(folder, port)
    resources = open_resources(config, "Asia/Taipei")
    fast = itertools.count(1_795_000_000, 10).__next__
    app = create_app(Published(config.output), resources, Slowing(resources.pepper, fast))
    listen(app, (config.host, port), THREADS, "The intake", lambda _: MOST_BYTES)


@dataclass
class Service:
    """The service in a process of its own, started again whenever it is killed."""

    folder: Path
    port: int
    process: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        command = [sys.executable, __file__, "--serve", str(self.folder), str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        assert " is at http" in self.process.stdout.readline()

    def kill(self) -> None:
        """Kill it with no warning."""
        assert self.process
        self.process.kill()
        self.process.wait()


def _killer(service: Service, rush: Rush, filings: int, kills: int) -> None:
    for number in range(1, kills + 1):
        while len(rush.receipts) < number * filings // (kills + 1):
            time.sleep(0.01)
        time.sleep(random.random() / 5)
        service.kill()
        service.start()


def _checked(folder: Path, rush: Rush) -> list[str]:
    """Return every broken promise."""
    with sqlite3.connect(folder / "service" / "service.db") as connection:
        count = connection.execute("SELECT count(*), count(DISTINCT press) FROM cases").fetchone()
        known = {row[0] for row in connection.execute("SELECT reference FROM cases")}
        (pictures,) = connection.execute("SELECT count(DISTINCT case_id) FROM envelopes WHERE part = 'file'").fetchone()
    wrong = [f"acknowledged and lost: {reference}" for _, reference in rush.receipts.values() if reference not in known]
    if len(set(rush.receipts.values())) != len(rush.receipts) or count[0] != count[1] or count[0] != len(rush.receipts):
        wrong.append(f"{count[0]} cases of {count[1]} presses for {len(rush.receipts)} receipts")
    if pictures != rush.photographs:
        wrong.append(f"{pictures} cases with a photograph of {rush.photographs}")
    with ThreadPoolExecutor(PEOPLE) as people:
        wrong += filter(None, people.map(lambda pair: rush.opened(*pair), rush.receipts.values()))
    wrong += [
        f"words of a complaint in {path.name}"
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in (CANARY.encode(), PICTURED))
    ]
    return wrong


def _verified(folder: Path) -> list[str]:
    environment = {"HARBOUR_VAR": str(folder / "service"), "HARBOUR_OUTPUT": str(folder / "output"), "PATH": "/usr/bin"}
    command = [sys.executable, "-m", "api", "verify", "proof"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"harbour verify proof: {done.stdout[-300:]}{done.stderr[-300:]}"]


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def run(folder: Path, filings: int, kills: int) -> int:
    """File, kill, check; return 1 if a promise is broken."""
    prepare(_config(folder))
    publish(folder / "output", [])
    service = Service(folder, _port())
    service.start()
    rush = Rush(service.port)
    people = [threading.Thread(target=rush.work, args=(filings,)) for _ in range(PEOPLE)]
    began = time.monotonic()
    for person in people:
        person.start()
    _killer(service, rush, filings, kills)
    for person in people:
        person.join()
    took = time.monotonic() - began
    broken = [*rush.wrong, *_checked(folder, rush), *_verified(folder)]
    service.kill()
    times = sorted(rush.seconds)
    print(
        f"{len(rush.receipts)} complaints acknowledged in {took:.0f} s, {rush.photographs} with a photograph, "
        f"{kills} times kill -9, {rush.repeated} tries without an answer; every receipt was looked up"
    )
    late = times[int(len(times) * 0.99)]
    print(f"press to receipt: median {statistics.median(times):.2f} s, p99 {late:.2f} s, waits for a start included")
    for sentence in broken:
        print("BROKEN:", sentence)
    print(f"broken promises: {len(broken)}")
    return 1 if broken else 0


def main() -> int:
    """Run the benchmark, or the service that it kills."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--serve", nargs=2, metavar=("FOLDER", "PORT"))
    args = parser.parse_args()
    if args.serve:
        serve(Path(args.serve[0]), int(args.serve[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), args.filings, args.kills)


if __name__ == "__main__":
    sys.exit(main())
