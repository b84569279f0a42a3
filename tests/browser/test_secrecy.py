"""Words of complaints are looked for everywhere: in files, logs, backups, and in the memory of the public process."""

import http.client
import json
import re
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import altcha
import lxml.html
import pytest

from api.domain.intake import DOORS, KINDS
from tests.browser.conftest import _environment, _free_port
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
        environment = _environment(output, folder / "service", NOW.isoformat(), (self.port, _free_port()))
        # E-mail is offered where there is a mail server; nobody answers at this one.
        environment |= {"HARBOUR_SMTP": "127.0.0.1:1", "HARBOUR_MAIL_FROM": "post@harbour.example"}
        subprocess.run(
            [sys.executable, "-m", "api", "migrate"], env=environment, cwd=ROOT, check=True, capture_output=True
        )
        self.environment = environment
        self.printed: list[bytes] = []
        self.readers: list[threading.Thread] = []
        self.process, self.desk = self._run("serve"), self._run("desk")

    def _run(self, name: str) -> "subprocess.Popen[bytes]":
        """Start one process, note all that it prints, errors too, and wait until it says where it is."""
        command = [sys.executable, "-u", "-m", "api", name]
        process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        stream, listens = process.stdout, threading.Event()
        assert stream

        def note() -> None:
            for line in stream:
                self.printed.append(line)
                if b" is at http://127.0.0.1:" in line:
                    listens.set()

        self.readers.append(threading.Thread(target=note, daemon=True))
        self.readers[-1].start()
        assert listens.wait(120), b"".join(self.printed)
        return process

    def stop(self) -> None:
        """End both processes."""
        for process in (self.process, self.desk):
            process.terminate()
            process.wait()
        for reader, process in zip(self.readers, (self.process, self.desk), strict=True):
            reader.join()
            if process.stdout:
                process.stdout.close()

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
        """Post a form; where a page asks to wait, do the work that replaces the wait."""
        status, text = self.send(path, urlencode(fields).encode(), "application/x-www-form-urlencoded")
        if status != 429:
            return status, text
        page = lxml.html.fromstring(text).find(".//form[@data-wait]")
        challenge = altcha.Challenge.from_dict(json.loads(page.get("data-challenge")))
        solved = altcha.solve_challenge(challenge)
        assert solved
        kept = {field.get("name"): field.get("value") for field in page.xpath(".//input[@name]")}
        solution = {"altcha": altcha.Payload(challenge, solved).to_base64()}
        return self.send(path, urlencode(kept | solution).encode(), "application/x-www-form-urlencoded")

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
    _by_pages(running, fields)
    _letters(running, receipts[1], boundary)
    yield running
    running.stop()


def _by_pages(running: _Service, fields: dict[str, str]) -> None:
    """File on the pages, type the receipt back (wrongly, then rightly), take the paper and the PDF, stamp a diary and check it."""
    whole = fields | {"at": "check", "to": "file", "press": str(uuid.uuid4())}
    status, text = running.form("/vi/go/on", whole)
    assert status == 201, text
    page = lxml.html.fromstring(text)
    receipt = page.xpath("//p[@class='receipt__number']")[0].text_content()
    held = {name: value or "" for name, value in page.xpath("//main//form")[0].form_values()}
    assert any(CANARY in value for value in held.values())
    assert running.form("/vi/go/noted", held | {"receipt": "0" * 26})[0] == 422
    assert running.form("/vi/go/noted", held | {"receipt": receipt})[0] == 200
    for path, statuses in (("/vi/go/paper", {200}), ("/vi/go/paper.pdf", {200, 503})):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(held | {"at": "check"}).encode(), headers)
        answer = connection.getresponse()
        assert answer.status in statuses, path
        answer.read()
        connection.close()
    for path, name in (("/vi/diary", "text"), ("/vi/diary/check", "kept")):
        assert running.form(path, {name: f"{CANARY} at nine", "stamp": "2026-11-21T09:00:00 0"})[0] in {200, 422}, path


def _letters(running: _Service, receipt: str, boundary: str) -> None:
    """Change the contact, contest, and send a letter with a file: to a case that is open, with the receipt."""
    contact = {f"contact.{name}": value for name, value in EVERYWHERE["contact"].items()}
    mine = {"receipt": receipt, "press": str(uuid.uuid4())}
    assert running.form("/vi/go/mine", mine | {"act": "contact"} | contact)[0] == 200
    assert running.form("/vi/go/mine", mine | {"act": "contest", "text": CANARY})[0] == 409
    sent = mine | {"act": "write", "text": f"{CANARY} with a file", "press": str(uuid.uuid4())}
    head = 'Content-Disposition: form-data; name="'
    parts = [f'--{boundary}\r\n{head}{name}"\r\n\r\n{value}\r\n' for name, value in sent.items()]
    file = f'{head}file"; filename="{CANARY}.txt"\r\nContent-Type: text/plain\r\n\r\n{CANARY * 1000}'
    content = f"{''.join(parts)}--{boundary}\r\n{file}\r\n--{boundary}--\r\n".encode()
    status, _ = running.send("/vi/go/mine", content, f"multipart/form-data; boundary={boundary}")
    assert status == 200


def test_no_process_prints_a_word(service: _Service) -> None:
    """What both processes print, errors included, holds the canary 0 times; broken requests included."""
    for path, content in (("/vi/go/mine", b"\xff" + CANARY.encode()), ("/api/v1/cases", f'{{"{CANARY}'.encode())):
        service.send(path, content, "application/json")
    written = b"".join(service.printed)
    assert written.count(b" is at http://127.0.0.1:") == 2
    assert not any(spelling in written for spelling in SPELLINGS)


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
    """`harbour backup` beside the running service copies all 8 cases and no word; restored elsewhere the proof still holds."""
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
