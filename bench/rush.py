"""Open a term of 100 classes with 20 seats to 2,000 people over HTTP, and print what it cost and every broken invariant.

Beside it, in the same run: a route that does nothing on the same server, and one durable commit at a time on the same disk.
"""

import argparse
import asyncio
import datetime as dt
import json
import logging
import multiprocessing
import platform
import random
import socket
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import waitress  # noqa: E402
from flask import Response  # noqa: E402
from sqlalchemy import select  # noqa: E402

from api.domain.meetings import Meeting  # noqa: E402
from api.domain.offers import Offer  # noqa: E402
from api.services.published import Published, Snapshot  # noqa: E402
from api.services.resources import Resources, clock_of  # noqa: E402
from api.services.secrets import desk_public_key, make_desk_key, pepper  # noqa: E402
from api.store.engine import open_reader, open_writer  # noqa: E402
from api.store.migrate import migrate  # noqa: E402
from api.store.schema import places, seats  # noqa: E402
from api.store.writer import Writer  # noqa: E402
from api.web.factory import create_app  # noqa: E402

CLASSES, SEATS = 100, 20


class _Term(Published):
    """A published term of 100 classes, open now."""

    def current(self) -> Snapshot:
        """Return the current build with the classes of the benchmark."""
        found = super().current()
        if "rush-0" not in found.offers:
            now = dt.datetime.now(tz=dt.UTC).replace(tzinfo=None)
            day = dt.timedelta(days=2)
            for number in range(CLASSES):
                name = f"rush-{number}"
                starts_at = now + (1 + number) * 10 * day
                meetings = (Meeting(starts_at, starts_at + day / 10),)
                found.offers[name] = Offer(
                    name, "first-come", SEATS, now - day, now + day, identity="document", meetings=meetings
                )
                found.courses[name] = {"id": name}
        return found


def _serve(folder: Path, port: int) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    service, desk = folder / "service", folder / "desk"
    for path, name in ((service / "service.db", "service"), (desk / "desk.db", "desk")):
        migrate(path, name)
    make_desk_key(desk, service)
    published = _Term(ROOT / "output")
    resources = Resources(
        Writer(open_writer(service / "service.db")),
        open_reader(service / "service.db"),
        open_reader(desk / "desk.db"),
        pepper(service),
        desk_public_key(service),
        clock_of("Asia/Taipei"),
    )
    app = create_app(published, resources)
    app.add_url_rule("/noop", "noop", lambda: Response(b"{}", mimetype="application/json"), methods=["POST"])
    waitress.serve(
        app, host="127.0.0.1", port=port, threads=32, ident="", _quiet=True, connection_limit=4000, backlog=4096
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def _post(connection: tuple[Any, Any], path: str, body: bytes, key: str) -> tuple[int, bytes]:
    reader, writer = connection
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
    status = int((await reader.readuntil(b"\r\n")).split()[1])
    headers = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(headers.split(b"content-length: ")[1].split(b"\r\n")[0])
    return status, await reader.readexactly(length)


async def _load(
    port: int, presses: list[tuple[str, bytes, str]], connections: int
) -> list[tuple[str, int, bytes, float]]:
    """Press everything over `connections` kept-alive connections; return (key, status, answer, seconds) of each press."""
    waiting = iter(presses)
    answers: list[tuple[str, int, bytes, float]] = []

    async def person() -> None:
        connection = await asyncio.open_connection("127.0.0.1", port)
        for path, body, key in waiting:
            started = time.perf_counter()
            status, answer = await _post(connection, path, body, key)
            answers.append((key, status, answer, time.perf_counter() - started))
        connection[1].close()

    await asyncio.gather(*(person() for _ in range(connections)))
    return answers


def _document(number: int) -> str:
    """Return a passport number that belongs to nobody."""
    return f"X{number:07d}"


def _presses(people: int, seed: int) -> list[tuple[str, bytes, str]]:
    """Return the presses: each person wants one class, popular ones more often; one in six presses twice."""
    draw = random.Random(seed)
    weights = [1 / (rank + 3) for rank in range(CLASSES)]
    presses = []
    for number in range(people):
        course = f"rush-{draw.choices(range(CLASSES), weights)[0]}"
        body = {"course": course, "name": f"Person {number}", "contact": {"phone": f"09{number:08d}"}, "identity": _document(number), "lang": "zh-TW"}
        press = ("/api/v1/enrolments", json.dumps(body).encode(), f"press-of-person-{number:06d}")
        presses += [press] * (2 if draw.random() < 1 / 6 else 1)
    return presses


def _broken(folder: Path, answers: list[tuple[str, int, bytes, float]]) -> list[str]:
    """Return every broken invariant: oversold, doubled, lost, out of order, or an answer that was no answer."""
    broken = [f"status {status}" for _, status, _, _ in answers if status not in {200, 201}]
    with open_reader(folder / "service" / "service.db").begin() as connection:
        rows = list(connection.execute(select(places).order_by(places.c.id)).mappings())
        full = {row["offer"]: row for row in connection.execute(select(seats)).mappings()}
    by_course: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_course[row["offer"]].append(row["state"])
    for course, states in by_course.items():
        if states != ["confirmed"] * min(SEATS, len(states)) + ["waiting"] * max(0, len(states) - SEATS):
            broken.append(f"{course}: seats did not go in the order of arrival")
        if full[course]["taken"] != states.count("confirmed") or full[course]["waiting"] != states.count("waiting"):
            broken.append(f"{course}: the counts do not agree with the list")
    people = Counter((row["offer"], row["person"]) for row in rows)
    broken += [f"{course}: one person twice" for (course, _), count in people.items() if count > 1]
    told: defaultdict[str, set[bytes]] = defaultdict(set)
    for key, _, answer, _ in answers:
        told[key].add(json.loads(answer)["code"].encode())
    broken += [f"{key}: two codes for one press" for key, codes in told.items() if len(codes) > 1]
    if len(rows) != len(told):
        broken.append(f"{len(told)} people were told of a place, {len(rows)} are on the disk")
    return broken


def _floor(folder: Path, seconds: float = 2.0) -> float:
    """Return how many durable commits a second this disk takes one at a time, on this machine, now."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.execute("INSERT INTO t VALUES (1)")
        count += 1
    connection.close()
    return count / seconds


def _resident(pid: int) -> float:
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.split("VmRSS:")[1].split()[0]) / 1024


def main() -> int:
    """Run the rush."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=64)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rush-"))
    port = _free_port()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(folder, port), daemon=True)
    server.start()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            threading.Event().wait(0.05)
    print(
        f"Python {platform.python_version()}, Flask {version('flask')}, waitress {version('waitress')}, "
        f"SQLAlchemy {version('sqlalchemy')}, SQLite {sqlite3.sqlite_version}; {args.connections} connections"
    )
    nothing = [("/noop", b"{}", f"noop-{number:012d}") for number in range(args.people)]
    asyncio.run(_load(port, nothing[:200], args.connections))
    rates: dict[str, list[float]] = {"noop": [], "floor": []}
    presses = _presses(args.people, seed=20261201)
    for part in range(2):
        started = time.perf_counter()
        asyncio.run(_load(port, nothing, args.connections))
        rates["noop"].append(len(nothing) / (time.perf_counter() - started))
        rates["floor"].append(_floor(folder, 1.0))
        if part == 0:
            started = time.perf_counter()
            answers = asyncio.run(_load(port, presses, args.connections))
            rate = len(answers) / (time.perf_counter() - started)
    times = sorted(1000 * seconds for _, _, _, seconds in answers)
    p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    noop, floor = statistics.mean(rates["noop"]), statistics.mean(rates["floor"])
    broken = _broken(folder, answers)
    print(
        f"{args.people} people, {len(answers)} presses: {rate:.0f} enrolments/s, p50 {p50:.0f} p95 {p95:.0f} p99 {p99:.0f} ms"
    )
    print(f"route that does nothing, same server: {noop:.0f}/s; ratio {rate / noop:.2f}")
    print(f"one durable commit at a time, same disk: {floor:.0f}/s; ratio {rate / floor:.2f}")
    print(f"resident after the rush, index open: {_resident(server.pid or 0):.0f} MB")
    print(f"broken invariants: {len(broken)}")
    for line in broken[:20]:
        print(f"  {line}")
    server.terminate()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
