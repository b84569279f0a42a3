"""How the two services run: each in its own process, under waitress, which reads a request whole before a thread meets it."""

import atexit
import datetime as dt
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

import waitress
from flask import Flask
from waitress.channel import HTTPChannel

from api.domain.retention import LETTER_DAYS
from api.services import auditing, chasing, complaining, missed, ordering, proving, resumes, timing
from api.services.case_linking import Linking
from api.services.chasing import Chasing
from api.services.erasing import Erasing
from api.services.escrow import escrow_exposed
from api.services.mailing import Mailing
from api.services.notices import Noticing
from api.services.posting import Channel, FileSender, Sender, SmtpSender
from api.services.published import Published
from api.services.repeating import repeated
from api.services.resources import DeskResources, clock_of
from api.services.secrets import desk_private_key, escrow_public_key, pepper
from api.services.signing import signing_key
from api.store.engine import claim, open_reader, open_writer
from api.store.letters import DROPPED, DUE, FAILED, KEPT, SENT
from api.store.writer import Writer
from api.web.bodies import IN_MEMORY, parser
from api.web.config import Config
from api.web.desk import MOST_BYTES as MOST_BYTES_OF_THE_DESK
from api.web.desk import create_desk
from api.web.factory import create_app, open_resources
from api.web.forgetting import forbid_cores
from api.web.uploads import most_bytes

THREADS = 32
DESK_THREADS = 8
LETTERS_EVERY = 5.0
"""Seconds between two rounds of letters."""
LINKS_EVERY = 5.0
"""Seconds between two looks at whom new cases are about."""


def _timezone(published: Published) -> str:
    return str(published.current().frame["timezone"])


def server_of(app: Flask, address: tuple[str, int], threads: int, most: Callable[[str], int], proxy: str = "") -> Any:
    """Return what serves `app`; `most` says how long a body may be that is sent to a path.

    What `proxy` says of a visitor's address is believed; with none, nobody's word is.
    """
    believed = {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": {"x-forwarded-for"}}
    HTTPChannel.parser_class = parser(most)
    return waitress.create_server(
        app,
        host=address[0],
        port=address[1],
        threads=threads,
        # Below the 1,024 that select() can watch: with waitress's own 100, a hundred idle visitors would shut out the next.
        connection_limit=800,
        ident="",
        clear_untrusted_proxy_headers=True,
        **(believed if proxy else {}),
        **IN_MEMORY,
    )


def listen(
    app: Flask, address: tuple[str, int], threads: int, name: str, most: Callable[[str], int], *, proxy: str = ""
) -> None:
    """Serve `app` under `name` until stopped; `most` says how long a body may be that is sent to a path."""
    # Waitress tells of every request that waits for a thread; in a rush that is every one.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = server_of(app, address, threads, most, proxy)
    print(f"{name} is at http://{address[0]}:{address[1]}", flush=True)
    server.run()


def on_one_processor() -> None:
    """Keep this process on one processor: its threads share one lock, and handing that over between two costs more than it gains.

    Measured in a rush: a third of the processor time, and up to three times the enrolments. Before any thread is started.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def serve(config: Config) -> None:
    """Serve pages, search, enrolment and complaints on one port until stopped."""
    os.umask(0o007)
    on_one_processor()
    # A thread that serves ends its request; then the private copies of the index are taken away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    published = Published(config.output, engine=config.search)
    resources = open_resources(config, _timezone(published))
    app = create_app(published, resources)
    stopping = threading.Event()
    erasing = Erasing(resources)

    def orders() -> None:
        ordering.carry_out(resources, published.current().offers)
        published.current().warm()

    def clock() -> None:
        timing.tick(resources, published.current().offers)
        resumes.forget(resources)
        complaining.forget_staged(resources)
        missed.carry_out_strikes(resources, config.strikes)
        missed.forget(resources)
        erasing.round()
        proving.close_days(resources)

    with repeated(orders, timing.ORDERS_EVERY, stopping), repeated(clock, timing.EVERY, stopping):
        name = f"Labour Harbour (build {published.current().build})"
        published.current().warm()
        listen(app, (config.host, config.port), THREADS, name, most_bytes, proxy=config.proxy)


def open_desk(config: Config, timezone: str) -> DeskResources:
    """Return the resources of the desk's process, the one writer of the desk's file and the one holder of its key."""
    forbid_cores()
    lock = claim(config.desk_database)
    writer = Writer(open_writer(config.desk_database))

    def close() -> None:
        writer.close()
        lock.close()

    atexit.register(close)
    return DeskResources(
        writer,
        open_reader(config.desk_database),
        open_reader(config.database),
        desk_private_key(config.desk_var),
        signing_key(config.desk_var),
        pepper(config.desk_var),
        clock_of(timezone, config.rehearsal),
        ZoneInfo(timezone),
        escrow_public_key(config.var),
    )


def _senders(config: Config, mail_from: str) -> dict[Channel, Sender]:
    """Return who carries messages away: the mail server that is named, or nobody. `Config.carried` says the same to the forms."""
    if not config.carried:
        return {}
    host, _, port = config.smtp.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError("HARBOUR_SMTP is host:port, such as mail.example.org:587")
    return {"email": SmtpSender(host.strip("[]"), int(port), mail_from)}


def open_mailing(config: Config, published: Published, resources: DeskResources) -> Mailing:
    """Return what sends letters to those who enrolled; what nothing can send is laid into a folder, and counts as kept."""
    files = FileSender(config.letters, config.mail_from)
    senders: dict[Channel, Sender] = {"email": files, "sms": files}
    return Mailing(resources, published, senders | _senders(config, config.mail_from))


def forget_letters(config: Config) -> int:
    """Erase the letters that lie in their folder for too long, and return how many there were."""
    return FileSender(config.letters, config.mail_from).forget(dt.datetime.now(dt.UTC) - dt.timedelta(days=LETTER_DAYS))


def open_noticing(config: Config, published: Published, resources: DeskResources) -> Noticing:
    """Return what tells complainants that there is something new: from the bare address, without the name of this site."""
    return Noticing(resources, published, _senders(config, parseaddr(config.mail_from)[1]))


def tell_gaps(resources: DeskResources) -> None:
    """Print which units have nobody who opens, keeps or leads their cases: late answers there reach nobody."""
    closed, unkept, unled = chasing.left_lying(resources)
    for units, what in (
        (closed, "nobody can open the cases of"),
        (unkept, "nobody keeps as their own the cases of"),
        (unled, "no chief sees the cases of"),
    ):
        if units:
            print(f"WARNING: {what}: {', '.join(units)}", file=sys.stderr, flush=True)


def serve_desk(config: Config) -> None:
    """Serve the desk on its own port until stopped, and send letters meanwhile; a letter in hand is finished first."""
    os.umask(0o007)
    if warning := escrow_exposed(config.escrow):
        print(warning, file=sys.stderr, flush=True)
    published = Published(config.output)
    resources = open_desk(config, _timezone(published))
    mailing = open_mailing(config, published, resources)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    linking, noticing = Linking(resources), open_noticing(config, published, resources)
    tell_gaps(resources)

    def audit() -> None:
        auditing.sign_day(resources, config.heads)

    stopping = noticing.stopping = mailing.stopping
    with (
        repeated(mailing.round, LETTERS_EVERY, stopping),
        repeated(noticing.round, LETTERS_EVERY, stopping),
        repeated(Chasing(resources, published).round, chasing.CHASE_EVERY, stopping),
        repeated(audit, auditing.SIGN_EVERY, stopping),
        repeated(linking.round, LINKS_EVERY, stopping),
    ):
        desk = create_desk(published, resources)
        listen(desk, (config.host, config.desk_port), DESK_THREADS, "The desk", lambda _: MOST_BYTES_OF_THE_DESK)


def send_letters(config: Config) -> None:
    """Send every letter that is due, once, and print how many there are of each kind."""
    published = Published(config.output)
    resources = open_desk(config, _timezone(published))
    mailing, noticing = open_mailing(config, published, resources), open_noticing(config, published, resources)
    Chasing(resources, published).round()
    while mailing.round() or noticing.round():
        pass
    counts = mailing.counts()
    kinds = (
        (SENT, "sent"),
        (KEPT, "to be sent by hand"),
        (DUE, "due later"),
        (FAILED, "given up"),
        (DROPPED, "not needed"),
    )
    print(", ".join(f"{name}: {counts.get(kind, 0)}" for kind, name in kinds))
