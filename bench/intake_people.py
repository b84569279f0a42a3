"""The people of bench/intake.py: they file over HTTP, some with a photograph, and press again until they are answered."""

import http.client
import itertools
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from i18n.languages import SOURCE
from tests.filing import body
from tests.hostile_files import telling_jpeg

T = TypeVar("T")
CANARY = "kanari-rahasia-8841"
DOORS = (("case", "migrant"), ("tip", "safety"), ("mediation", "dispute"), ("case", "corruption"))
PEOPLE = 16
PHOTOGRAPH = telling_jpeg()
EVERY = 10
"""Of so many who file, one adds a photograph."""
EDGE = "a-line-between-the-parts"
_TICKET = re.compile(r'name="files" value="([^"]+)"')


@dataclass
class Rush:
    """What has been filed, and what came of it."""

    port: int
    todo: "itertools.count[int]" = field(default_factory=itertools.count)
    receipts: dict[str, tuple[str, str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    repeated: int = 0
    photographs: int = 0
    wrong: list[str] = field(default_factory=list)

    def send(self, path: str, sent: str | bytes, **headers: str) -> tuple[int, str]:
        """Return status and text of one call."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", path, sent, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def post(self, path: str, content: dict[str, object], key: str = "") -> tuple[int, dict[str, object]]:
        """Return status and answer of one call of the JSON interface."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        status, answer = self.send(path, json.dumps(content), **headers)
        return status, json.loads(answer)

    def pressed(self, press: Callable[[], T]) -> T:
        """Return what came of `press`, which is repeated until it is answered."""
        while True:
            try:
                return press()
            except (OSError, http.client.HTTPException, ValueError):
                self.repeated += 1
                time.sleep(0.2)

    def ticket(self, door: str, kind: str) -> str:
        """Hand in a photograph on its page; return its ticket."""
        parts = [
            f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in {"door": door, "kind": kind, "at": "files", "to": "add"}.items()
        ]
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
        sent = ("".join(parts) + head).encode() + PHOTOGRAPH + f"\r\n--{EDGE}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
        status, page = self.pressed(lambda: self.send(f"/{SOURCE.slug}/go/file", sent, **headers))
        if not (found := _TICKET.search(page)):
            self.wrong.append(f"a photograph was not taken: {status}")
        return found[1] if found else ""

    def file(self, number: int) -> None:
        """File one complaint; press again until it is acknowledged."""
        door, kind = DOORS[number % len(DOORS)]
        content, key = body(door, kind, f"{CANARY} {number}"), f"press-{number:012}-{CANARY}"[:40]
        if number % EVERY == number // EVERY % EVERY and (
            ticket := self.ticket(door, "dispute" if door == "mediation" else kind)
        ):
            content["files"] = [ticket]
            self.photographs += 1
        began = time.monotonic()
        status, answer = self.pressed(lambda: self.post("/api/v1/cases", content, key))
        if status not in {200, 201}:
            self.wrong.append(f"press {number}: {status}")
            return
        self.seconds.append(time.monotonic() - began)
        self.receipts[key] = (str(answer["receipt"]), str(answer["reference"]))

    def opened(self, receipt: str, reference: str) -> str:
        """Return what is wrong with `receipt`, if anything is."""
        status, answer = self.post("/api/v1/cases/lookup", {"receipt": receipt})
        return "" if status == 200 and answer["reference"] == reference else f"{reference}: its receipt opens {status}"

    def work(self, most: int) -> None:
        """File until all is filed."""
        while (number := next(self.todo)) < most:
            self.file(number)
