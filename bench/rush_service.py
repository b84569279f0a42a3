"""The service of the rush: the real one, with a term of 100 classes and beside it a route that does nothing.

`python rush_service.py serve FOLDER PORT` runs it; `python rush_service.py floor FOLDER SECONDS` counts durable commits one at
a time. Both can run under a library that makes each sync of the disk take longer.
"""

import datetime as dt
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flask import Flask, Response  # noqa: E402

from api.domain.meetings import Meeting  # noqa: E402
from api.domain.offers import Offer  # noqa: E402
from api.services.published import Published  # noqa: E402
from api.web.config import Config  # noqa: E402
from api.web.factory import create_app, open_resources, prepare  # noqa: E402
from api.web.serving import THREADS, listen, on_one_processor  # noqa: E402
from api.web.uploads import MOST_BYTES  # noqa: E402
from tests.support import announce, publish  # noqa: E402

CLASSES, SEATS = 100, 20
SLOW_SYNC = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int (*real_fsync)(int), (*real_fdatasync)(int);
int fsync(int fd) {
    if (!real_fsync) real_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    usleep(MICROSECONDS);
    return real_fsync(fd);
}
int fdatasync(int fd) {
    if (!real_fdatasync) real_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    usleep(MICROSECONDS);
    return real_fdatasync(fd);
}
"""


def now() -> dt.datetime:
    """Return the bureau's own time."""
    return dt.datetime.now(tz=ZoneInfo("Asia/Taipei")).replace(tzinfo=None, microsecond=0)


def term() -> dict[str, Offer]:
    """Return the classes: open now, 16 meetings each, two at each time, seats kept in every tenth."""
    day, begins, offers = dt.timedelta(days=1), now().replace(hour=8, minute=0, second=0), []
    for number in range(CLASSES):
        weekly = [
            begins + (30 + 7 * week + number % 7) * day + dt.timedelta(hours=(number // 7) % 8) for week in range(16)
        ]
        quotas = {"new-immigrant": 2} if number % 10 == 9 else {}
        meetings = tuple(Meeting(start, start + day / 24) for start in weekly)
        offer = Offer(
            f"rush-{number}", "first-come", SEATS, now() - day, now() + 9 * day, identity="document", meetings=meetings
        )
        offers.append(replace(offer, quotas=quotas, quotas_until=now() + 9 * day))
    return announce(*offers)


def _config(folder: Path, port: int = 0) -> Config:
    return Config(folder / "output", folder / "service", folder / "desk", port=port)


def make(folder: Path) -> None:
    """Make the databases, the keys and the build of a rush below `folder`."""
    prepare(_config(folder))
    publish(folder / "output", term().values())


def _serve(folder: Path, port: int) -> None:
    on_one_processor()
    config = _config(folder, port)
    published = Published(config.output)
    app: Flask = create_app(published, open_resources(config, "Asia/Taipei"))
    app.add_url_rule("/noop", "noop", lambda: Response(b"{}", mimetype="application/json"), methods=["POST"])
    listen(app, (config.host, port), THREADS, "The rush", lambda _: MOST_BYTES)


def _floor(folder: Path, seconds: float) -> None:
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.execute("INSERT INTO t VALUES (1)")
        count += 1
    print(count / seconds)


def floor(folder: Path, slow: Path | None = None, seconds: float = 1.0) -> float:
    """Return how many durable commits a second this disk takes one at a time, now."""
    command = [sys.executable, __file__, "floor", str(folder), str(seconds)]
    done = subprocess.run(command, env=_environment(slow), capture_output=True, text=True, check=True)
    return float(done.stdout)


def slow_sync(folder: Path, milliseconds: int) -> Path | None:
    """Return a library that makes every sync take so much longer, or None where there is no C compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(SLOW_SYNC.replace("MICROSECONDS", str(1000 * milliseconds)), encoding="ascii")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def _environment(slow: Path | None) -> dict[str, str]:
    return os.environ | ({"LD_PRELOAD": str(slow)} if slow else {})


class Service:
    """One running service on `folder`."""

    def __init__(self, folder: Path, slow: Path | None = None) -> None:
        """Start it, on a port of its own, and wait until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._command = [sys.executable, __file__, "serve", str(folder), str(self.port)]
        self._environment = _environment(slow)
        self.start()

    def start(self) -> None:
        """Start it, again if it was killed."""
        self._process = subprocess.Popen(self._command, env=self._environment, stdout=subprocess.DEVNULL)
        while self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                threading.Event().wait(0.05)
            else:
                return
        raise RuntimeError("the service did not start")

    def kill(self) -> None:
        """End it as a power cut would, mid-sentence."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Return the megabytes of memory that it holds."""
        text = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(text.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        _floor(Path(sys.argv[2]), float(sys.argv[3]))
