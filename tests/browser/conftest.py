"""A real browser on a real service: both processes of the service run on ports of their own."""

import datetime as dt
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.domain.intake import UNITS
from tests.browser.people import Colleague
from tests.support import NOW, ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ZONE = ZoneInfo("Asia/Taipei")
PASSWORD = "correct horse battery"  # noqa: S105 - of a service that lives for one test run


@dataclass(frozen=True)
class Running:
    """Where the service and the desk of this test run are reached."""

    public: str
    desk: str
    var: Path
    output: Path
    staff: dict[str, Colleague]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _started(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Start a service and wait for the line in which it says where it is: from then on it listens."""
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline() if process.stdout else ""
    assert " is at http://127.0.0.1:" in line, f"{command[-1]} did not start: {line!r}"
    return process


def _environment(output: Path, var: Path, now: str, ports: tuple[int, int]) -> dict[str, str]:
    return os.environ | {
        "HARBOUR_OUTPUT": str(output),
        "HARBOUR_VAR": str(var),
        "PORT": str(ports[0]),
        "DESK_PORT": str(ports[1]),
        "HARBOUR_NOW": now,
        "PYTHONPATH": str(ROOT),
    }


def _add_staff(environment: dict[str, str], name: str) -> Colleague:
    """Add a member of staff: a chief of every unit, who reads every language."""
    options = ("--role", "chief", "--units", ",".join(UNITS), "--languages", "all")
    done = subprocess.run(
        [sys.executable, "-m", "api", "desk", "--add", name, *options],
        env=environment,
        cwd=ROOT,
        input=PASSWORD,
        check=True,
        capture_output=True,
        text=True,
    )
    ahead = dt.datetime.fromisoformat(environment["HARBOUR_NOW"]).replace(tzinfo=ZONE).timestamp() - time.time()
    return Colleague(name, PASSWORD, done.stdout.split("shown only now: ")[1].split()[0], ahead)


@contextmanager
def services(
    output: Path, var: Path, now: str, names: Sequence[str] = ("lin",)
) -> Iterator[tuple[str, str, dict[str, Colleague]]]:
    """Start the service and the desk as `harbour serve` and `harbour desk` do, at the moment `now`, with staff called `names`.

    Yield both addresses, and the members of staff.
    """
    ports = _free_port(), _free_port()
    environment = _environment(output, var, now, ports)
    staff = {name: _add_staff(environment, name) for name in names}
    processes = [_started([sys.executable, "-m", "api", name], environment) for name in ("serve", "desk")]
    try:
        yield f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}", staff
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.communicate()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, output: Path) -> Iterator[Running]:
    """Start both as on the morning of 21 November 2026."""
    var = tmp_path_factory.mktemp("running") / "var"
    with services(output, var / "service", NOW.isoformat(), ("lin", "chen")) as (public, desk, staff):
        yield Running(public, desk, var, output, staff)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, running: Running) -> Iterator[NewPage]:
    """Return how to open a phone: 360 px wide, without JavaScript unless asked."""
    contexts: list[BrowserContext] = []

    def make(*, scripts: bool = False, width: int = 360, base: str = "", dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=base or running.public,
            viewport={"width": width, "height": 740},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
