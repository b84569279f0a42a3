"""Open a term of 100 classes with 20 seats to 2,000 people over HTTP, and print what it cost and every broken promise.

Everything is on: validation, identity, audit row, outbox row, durable commit. Beside it, in the same run: a route that does
nothing on the same server, and one durable commit at a time on the same disk. With --kill, a rush of 10,000 presses while the
service is killed again and again.
"""

import argparse
import asyncio
import json
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import rush_people as people
import rush_service as service
from rush_people import Answer, Press
from rush_service import Service

from api.services.checking import Told, broken, unkept
from api.services.secrets import pepper
from api.store.engine import open_reader

SEED = 20261201


def verdict(folder: Path, answers: Iterable[Answer], asked: Iterable[Press]) -> list[str]:
    """Return every broken promise: of the lists, of what was acknowledged, and presses without an answer or a place."""
    found, told, keys = list[str](), list[Told](), {press.key for press in asked}
    for answer in answers:
        if answer.status in {200, 201}:
            held = json.loads(answer.body)
            told.append(Told(answer.key, held["code"], held["course"], held["state"], held["place"]))
        else:
            found.append(f"press {answer.key}: status {answer.status}")
    found += [f"press {key}: not answered" for key in sorted(keys - {answer.press for answer in told})]
    with open_reader(folder / "service" / "service.db").begin() as connection:
        found += broken(connection, service.term(), service.now())
        found += unkept(connection, pepper(folder / "service"), told)
        entries = connection.exec_driver_sql("SELECT count(*) FROM entries").scalar()
        whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if entries != len(keys):
        found.append(f"{len(keys)} different presses made {entries} entries")
    return found if whole == "ok" else [*found, f"the file is damaged: {whole}"]


def _times(answers: Iterable[Answer]) -> str:
    times = sorted(1000 * answer.seconds for answer in answers)
    p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    return f"p50 {p50:.0f}  p95 {p95:.0f}  p99 {p99:.0f}  max {times[-1]:.0f} ms"


def _closed(running: Service, todo: Sequence[Press], connections: int) -> tuple[list[Answer], float, float]:
    """Return the answers, how many came a second, and the processor's milliseconds for each."""
    started, cpu = time.perf_counter(), running.cpu()
    answers = asyncio.run(people.one_after_the_other(running.port, todo, connections))
    seconds, used = time.perf_counter() - started, running.cpu() - cpu
    return answers, len(answers) / seconds, 1000 * used / len(answers)


def closed_loop(folder: Path, args: argparse.Namespace, slow: Path | None = None) -> list[str]:
    """Everybody waits for the answer before the next press: the rate, beside doing nothing and beside single commits."""
    service.make(folder)
    running, todo = Service(folder, slow), people.presses(args.people, service.CLASSES, SEED)
    idle = people.nothing(args.people)
    _closed(running, [*idle[:300], Press("/api/v1/enrolments", b"{}", "x" * 20)], args.connections)
    before = _closed(running, idle, args.connections), service.floor(folder, slow)
    answers, rate, used = _closed(running, todo, args.connections)
    after = _closed(running, idle, args.connections), service.floor(folder, slow)
    noop, floor = statistics.mean((before[0][1], after[0][1])), statistics.mean((before[1], after[1]))
    noop_used = statistics.mean((before[0][2], after[0][2]))
    print(f"  {len(answers)} presses of {args.people} people: {rate:.0f} enrolments/s  {_times(answers)}")
    print(f"  a route that does nothing, same server: {noop:.0f}/s, ratio {rate / noop:.2f}")
    print(f"  one durable commit at a time, same disk: {floor:.0f}/s, ratio {rate / floor:.2f}")
    print(f"  processor: {used:.2f} ms a press, {noop_used:.2f} ms for nothing; memory {running.resident():.0f} MB")
    running.kill()
    return verdict(folder, answers, todo)


def open_loop(folder: Path, count: int, rate: float) -> list[str]:
    """People come at random moments and do not wait for each other."""
    service.make(folder)
    running, todo = Service(folder), people.presses(count, service.CLASSES, SEED + 1)
    asyncio.run(people.one_after_the_other(running.port, people.nothing(300), 16))
    answers = asyncio.run(people.at_their_moments(running.port, todo, rate))
    print(f"  {len(answers)} presses, {rate:.0f} a second, each at its own moment: {_times(answers)}")
    running.kill()
    return verdict(folder, answers, todo)


async def _rush_and_kill(running: Service, todo: Sequence[Press], kills: int, answers: list[Answer]) -> int:
    async def killer() -> None:
        for number in range(1, kills + 1):
            while len(answers) < number * len(todo) // (kills + 1):  # noqa: ASYNC110 - it waits for answers that others count
                await asyncio.sleep(0.002)
            running.kill()
            await asyncio.to_thread(running.start)

    _, repeated = await asyncio.gather(killer(), people.until_answered(running.port, todo, 64, answers))
    return repeated


def killed(folder: Path, count: int, kills: int) -> list[str]:
    """Kill the service in the middle of the rush; whoever got no answer presses again with the same key."""
    service.make(folder)
    running, answers = Service(folder), list[Answer]()
    todo = people.presses(count, service.CLASSES, SEED + 2)[:count]
    started = time.perf_counter()
    repeated = asyncio.run(_rush_and_kill(running, todo, kills, answers))
    print(
        f"  {len(answers)} presses answered in {time.perf_counter() - started:.0f} s, "
        f"{kills} times kill -9, {repeated} tries without an answer"
    )
    running.kill()
    return verdict(folder, answers, todo)


def _told(title: str, found: list[str]) -> int:
    print(f"  {title}: {len(found)} broken promises")
    for sentence in found[:20]:
        print(f"    {sentence}")
    return len(found)


def main() -> int:
    """Run the rush."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--runs", type=int, default=1, help="how often the first comparison is made")
    parser.add_argument("--kill", type=int, default=0, metavar="TIMES", help="only 10,000 presses, killed so often")
    args = parser.parse_args()
    print(
        f"Python {platform.python_version()}, Flask {version('flask')}, waitress {version('waitress')}, SQLAlchemy "
        f"{version('sqlalchemy')}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory(prefix="rush-") as name:
        folder, count = Path(name), 0
        if args.kill:
            print(f"A rush of 10,000 presses, {args.kill} times killed")
            return 1 if _told("checked", killed(folder / "kill", 10_000, args.kill)) else 0
        for run in range(args.runs):
            print("Closed loop, the disk as it is")
            count += _told("checked", closed_loop(folder / f"disk-{run}", args))
        slow = service.slow_sync(folder, 5)
        print("Closed loop, every sync 5 ms longer" if slow else "No slow disk: there is no cc to build it with")
        count += _told("checked", closed_loop(folder / "slow", args, slow)) if slow else 0
        print("Open loop")
        count += _told("checked", open_loop(folder / "open", 6000, 300))
        count += _told("checked", open_loop(folder / "ten", args.people, args.people / 10))
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
