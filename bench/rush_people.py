"""The people of the rush: what they press, over HTTP, one after the other, at their own moments, or until they are answered."""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from typing import NamedTuple

LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""The first letters of national identity numbers, in the order of the numbers that they stand for, from 10."""
TOO_LONG = 60.0
"""Seconds after which an answer counts as lost."""


class Press(NamedTuple):
    """One press of the button."""

    path: str
    body: bytes
    key: str


class Answer(NamedTuple):
    """What came back for the press with `key`, and after how many seconds (from when it was due)."""

    key: str
    status: int
    body: bytes
    seconds: float


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def document(number: int) -> str:
    """Return a national identity number that is well-formed: the letter, a 1, seven digits and the check digit."""
    letter, digits = LETTERS[number % 26], f"1{number // 26:07d}"
    code = 10 + number % 26
    total = (
        code // 10
        + 9 * (code % 10)
        + sum(int(digit) * weight for digit, weight in zip(digits, range(8, 0, -1), strict=True))
    )
    return f"{letter}{digits}{-total % 10}"


def presses(people: int, classes: int, seed: int) -> list[Press]:
    """Return the presses: each person wants one class, popular ones more often; one in six presses twice."""
    draw = random.Random(seed)
    weights = [1 / (rank + 3) for rank in range(classes)]
    made = []
    for number in range(people):
        body = {
            "course": f"rush-{draw.choices(range(classes), weights)[0]}",
            "name": f"Person {number}",
            "contact": {"phone": f"09{number:08d}"},
            "identity": document(number),
            "group": "new-immigrant" if number % 9 == 0 else "",
            "lang": "zh-TW",
        }
        press = Press("/api/v1/enrolments", json.dumps(body).encode(), f"press-of-person-{number:06d}")
        made += [press] * (2 if draw.random() < 1 / 6 else 1)
    return made


def nothing(count: int) -> list[Press]:
    """Return presses that ask for nothing."""
    return [Press("/noop", b"{}", f"nothing-{number:012d}") for number in range(count)]


async def _open(port: int) -> Connection:
    return await asyncio.open_connection("127.0.0.1", port)


async def _send(connection: Connection, press: Press) -> tuple[int, bytes]:
    reader, writer = connection
    head = (
        f"POST {press.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {press.key}\r\nContent-Length: {len(press.body)}\r\n\r\n"
    )
    writer.write(head.encode() + press.body)
    headers = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(headers.split(b"content-length: ")[1].split(b"\r\n")[0])
    return int(headers.split(None, 2)[1]), await reader.readexactly(length)


async def one_after_the_other(port: int, todo: Sequence[Press], connections: int) -> list[Answer]:
    """Press everything over `connections` kept-alive connections, each waiting for its answer (closed loop)."""
    waiting, answers = iter(todo), list[Answer]()

    async def person() -> None:
        connection = await _open(port)
        for press in waiting:
            started = time.perf_counter()
            status, body = await asyncio.wait_for(_send(connection, press), TOO_LONG)
            answers.append(Answer(press.key, status, body, time.perf_counter() - started))
        connection[1].close()

    await asyncio.gather(*(person() for _ in range(connections)))
    return answers


async def at_their_moments(port: int, todo: Sequence[Press], rate: float, seed: int = 1) -> list[Answer]:
    """Press at random moments, `rate` a second, whether or not others were answered; seconds count from the due moment."""
    draw, answers, free = random.Random(seed), list[Answer](), list[Connection]()
    begin, due = time.perf_counter() + 0.1, 0.0

    async def person(press: Press, due: float) -> None:
        connection = free.pop() if free else await _open(port)
        status, body = await asyncio.wait_for(_send(connection, press), TOO_LONG)
        answers.append(Answer(press.key, status, body, time.perf_counter() - begin - due))
        free.append(connection)

    async with asyncio.TaskGroup() as people:
        for press in todo:
            due += draw.expovariate(rate)
            if (wait := begin + due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            people.create_task(person(press, due))
    for _, writer in free:
        writer.close()
    return answers


async def until_answered(port: int, todo: Sequence[Press], connections: int, answers: list[Answer]) -> int:
    """Press everything, again with the same key wherever no answer came; return how many presses were repeated."""
    waiting, repeated = iter(todo), 0

    async def person() -> None:
        nonlocal repeated
        connection: Connection | None = None
        for press in waiting:
            started, status = time.perf_counter(), 0
            while not status:
                try:
                    connection = connection or await _open(port)
                    status, body = await asyncio.wait_for(_send(connection, press), TOO_LONG)
                except (OSError, asyncio.IncompleteReadError, TimeoutError):
                    connection, repeated = None, repeated + 1
                    await asyncio.sleep(0.05)
            answers.append(Answer(press.key, status, body, time.perf_counter() - started))

    await asyncio.gather(*(person() for _ in range(connections)))
    return repeated
