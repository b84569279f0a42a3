"""Words of complaints are looked for everywhere: in files, logs, backups, and in the memory of the public process."""

import http.client
import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from api.domain.intake import DOORS, KINDS
from tests.browser.conftest import _environment, _free_port, _started
from tests.filing import body, flat
from tests.support import NOW, ROOT

CANARY = "kanari-rahasia-8841"
SPELLINGS = [CANARY.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
"""Python keeps a text in one, two or four bytes a letter."""
EVERYWHERE: dict[str, Any] = {
    "respondent": {"name": CANARY, "address": f"{CANARY} road"},
    "person": {"name": CANARY},
    "applicant": {"name": CANARY, "phone": "0912345678", "address": CANARY},
    "work": {"position": CANARY, "place": CANARY},
    "demand": {"wish": CANARY, "method": "mediator"},
    "contact": {
        "channel": "email",
        "address": f"{CANARY}@example.org",
        "days": "6",
        "starts": "14:00",
        "ends": "18:00",
    },
}
PARTS = {"tip": ("respondent",), "case": ("respondent", "person", "contact"), "mediation": tuple(EVERYWHERE)}


class _Service:
    """The public service in a process of its own, as `harbour serve` starts it."""

    def __init__(self, output: Path, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        environment = _environment(output, folder / "service", NOW.isoformat(), (self.port, 0))
        subprocess.run(
            [sys.executable, "-m", "api", "migrate"], env=environment, cwd=ROOT, check=True, capture_output=True
        )
        self.environment = environment
        self.process = _started([sys.executable, "-m", "api", "serve"], environment)

    def send(self, path: str, content: bytes, kind: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", path, content, {"Content-Type": kind, "Idempotency-Key": str(uuid.uuid4())})
        answer = connection.getresponse()
        status, text = answer.status, answer.read().decode()
        connection.close()
        return status, text

    def call(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        status, text = self.send(f"/api/v1/{path}", json.dumps(content).encode(), "application/json")
        assert status in {200, 201}, text
        found: dict[str, Any] = json.loads(text)
        return found

    def form(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        return self.send(path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def remembered(self) -> int:
        """Return how often the canary stands in the memory of the process: what a core of it would hold."""
        found = 0
        maps = Path(f"/proc/{self.process.pid}/maps").read_text(encoding="ascii").splitlines()
        with Path(f"/proc/{self.process.pid}/mem").open("rb") as memory:
            for line in maps:
                begins, ends = (int(number, 16) for number in line.split()[0].split("-"))
                if "r" not in line.split()[1] or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                    continue
                memory.seek(begins)
                try:
                    content = memory.read(ends - begins)
                except OSError:
                    continue
                found += sum(content.count(spelling) for spelling in SPELLINGS)
        return found


@pytest.fixture(scope="module")
def service(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Service]:
    """Start the service, file the canary through every door, write it to a case, hand it in as a file, put it into the diary."""
    running = _Service(output, tmp_path_factory.mktemp("secrecy"))
    receipts = []
    for door in DOORS:
        for kind in [name for name, kind in KINDS.items() if door in kind.doors][:3]:
            parts = {name: EVERYWHERE[name] for name in PARTS[door]}
            filed = body(door, kind, f"{CANARY} at {door} about {kind}", **parts)
            filed["answers"].pop("person", None) if door != "case" else None
            receipts.append(running.call("cases", filed)["receipt"])
    running.call("cases/messages", {"receipt": receipts[0], "text": f"{CANARY} once more"})
    fields = {"door": "case", "kind": "migrant"} | flat(body(what=CANARY, person=EVERYWHERE["person"])["answers"])
    for page in ("about", "story", "respondent", "person", "contact", "files"):
        status, _ = running.form("/vi/go/on", fields | {"at": page, "to": "next"})
        assert status == 200, page
    boundary = "b" * 20
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    lines.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{CANARY}.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\n{CANARY * 40_000}\r\n--{boundary}--\r\n"
    )
    status, _ = running.send("/vi/go/file", "".join(lines).encode(), f"multipart/form-data; boundary={boundary}")
    assert status == 200
    yield running
    running.process.terminate()
    running.process.communicate()


def test_no_file_holds_a_word_in_clear(service: _Service) -> None:
    """Databases, write-ahead logs, keys and everything else below the folder of the service: the canary stands in 0 of them."""
    files = [path for path in service.folder.rglob("*") if path.is_file()]
    assert any(path.name == "service.db-wal" and path.stat().st_size > 100_000 for path in files)
    holding = [path.name for path in files if any(spelling in path.read_bytes() for spelling in SPELLINGS)]
    assert holding == []


def test_no_temporary_file_holds_one(service: _Service) -> None:
    """The process has no open file but its databases, its build, its copy of the index and its sockets; that copy holds none."""
    # The first three are those of this test run.
    numbers = [path for path in Path(f"/proc/{service.process.pid}/fd").iterdir() if int(path.name) > 2]
    links = [str(path.readlink()) for path in numbers]
    opened = [link for link in links if link.startswith("/") and not link.startswith(("/dev/", str(service.folder)))]
    copied = [Path(link) for link in opened if "/harbour-index-" in link]
    assert not [path.name for path in copied if any(spelling in path.read_bytes() for spelling in SPELLINGS)]
    known = ("/output", "build", "/harbour-index-")
    assert [link for link in opened if not any(part in link for part in known) and not link.endswith(".writer")] == []


def test_a_backup_holds_none_and_is_whole(service: _Service, tmp_path: Path) -> None:
    """`harbour backup` beside the running service copies all 7 cases and no word; restored elsewhere the proof still holds."""
    run = [sys.executable, "-m", "api"]
    subprocess.run(
        [*run, "backup", str(tmp_path / "copy")], env=service.environment, cwd=ROOT, check=True, capture_output=True
    )
    copies = list((tmp_path / "copy").iterdir())
    assert sorted(path.name for path in copies) == ["desk.db", "service.db"]
    assert not [path for path in copies if any(spelling in path.read_bytes() for spelling in SPELLINGS)]
    elsewhere = service.environment | {"HARBOUR_VAR": str(tmp_path / "elsewhere" / "service")}
    (tmp_path / "elsewhere" / "service").mkdir(parents=True)
    for name in ("signing.key", "pepper"):
        (tmp_path / "elsewhere" / "service" / name).write_bytes((service.folder / "service" / name).read_bytes())
    subprocess.run([*run, "restore", str(tmp_path / "copy")], env=elsewhere, cwd=ROOT, check=True, capture_output=True)
    told = subprocess.run(
        [*run, "verify", "proof"], env=elsewhere, cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout == "OK: nothing is broken\n"
    again = subprocess.run(
        [*run, "restore", str(tmp_path / "copy")], env=elsewhere, cwd=ROOT, check=False, capture_output=True
    )
    assert again.returncode == 1


def test_the_memory_of_the_process_forgets(service: _Service) -> None:
    """After the answers the canary stands 0 times in the memory of the process, in any of 3 spellings; cores are forbidden."""
    # Each of 32 threads answers once more: what it still held of its last request goes.
    for _ in range(64):
        service.send("/api/v1/cases/lookup", b"{}", "application/json")
    assert service.remembered() == 0
    limits = Path(f"/proc/{service.process.pid}/limits").read_text(encoding="ascii")
    assert re.search(r"Max core file size\s+0\s+0", limits)
