"""How the public service is put together."""

import atexit
from contextlib import suppress
from functools import partial
from pathlib import Path

from flask import Flask

from api.services import case_counts
from api.services.enrolling import settle
from api.services.published import NotBuiltError, Published
from api.services.resources import Resources, clock_of
from api.services.secrets import desk_public_key, escrow_public_key, make_desk_key, make_escrow_key, pepper
from api.services.signing import signing_key
from api.services.slowing import Slowing
from api.services.snapshot import Snapshot
from api.store.engine import claim, open_reader, open_writer
from api.store.migrate import migrate
from api.store.types import BusyError
from api.store.writer import QueueFullError, Writer
from api.web import (
    api_calculators,
    api_cases,
    api_enrolments,
    api_return,
    api_v1,
    errors,
    headers,
    open_data,
    open_searches,
    origin,
    pages_calculator,
    pages_courses,
    pages_diary,
    pages_enrolment,
    pages_fairness,
    pages_fairs,
    pages_filing,
    pages_finder,
    pages_held,
    pages_leave,
    pages_own_calendar,
    pages_paper,
    pages_proof,
    pages_resume,
    pages_return,
    pages_search,
    pages_static,
)
from api.web.config import Config
from api.web.uploads import MOST_BYTES, PublicRequest

INTERFACES = (api_v1, api_enrolments, api_cases, api_return, api_calculators)
PAGES = (
    pages_search,
    pages_fairs,
    pages_finder,
    pages_resume,
    pages_enrolment,
    pages_held,
    pages_own_calendar,
    pages_fairness,
    open_data,
    open_searches,
    pages_courses,
    pages_leave,
    pages_return,
    pages_proof,
    pages_diary,
    pages_filing,
    pages_paper,
    pages_calculator,
    pages_static,
)


class NotPreparedError(RuntimeError):
    """The databases or the keys are not there: `harbour migrate` makes them."""


def prepare(config: Config) -> None:
    """Make the databases and the keys that are not there yet, for the service and for the desk."""
    migrate(config.database, "service")
    migrate(config.desk_database, "desk")
    make_desk_key(config.desk_var, config.var)
    make_escrow_key(config.escrow, config.var)


def open_resources(config: Config, timezone: str) -> Resources:
    """Return the resources of the service's process, which from now on is the one writer of its file."""
    if not ((config.var / "escrow.pub").is_file() and config.database.is_file() and config.desk_database.is_file()):
        raise NotPreparedError("the databases or the desk's public key are missing: run `harbour migrate` first")
    lock = claim(config.database)
    writer = Writer(open_writer(config.database))

    def close() -> None:
        writer.close()
        lock.close()

    atexit.register(close)
    return Resources(
        writer,
        open_reader(config.database),
        open_reader(config.desk_database),
        pepper(config.var),
        desk_public_key(config.var),
        escrow_public_key(config.var),
        signing_key(config.var),
        clock_of(timezone, config.rehearsal),
        config.carried,
    )


def _follow(resources: Resources, found: Snapshot) -> None:
    """Give the seats of classes that grew to those who wait; a busy moment leaves it to the next press."""
    with suppress(QueueFullError, BusyError):
        settle(resources, found.offers)


def create_app(published: Published, resources: Resources, slowing: Slowing | None = None) -> Flask:
    """Return the public service: live pages, JSON, and the printed pages."""
    app = Flask("harbour", root_path=str(Path(__file__).parent), static_folder=None)
    app.request_class = PublicRequest
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.merge_slashes = False
    app.extensions.update(published=published, resources=resources, slowing=slowing or Slowing(resources.pepper))
    app.extensions["counted"] = case_counts.counted
    published.on_switch = partial(_follow, resources)
    with suppress(NotBuiltError):
        _follow(resources, published.current())
    headers.install(app)
    origin.install(app)
    errors.install(app)
    for module in (*INTERFACES, *PAGES):
        app.register_blueprint(module.bp)
    return app
