"""How the public service is put together."""

import atexit
from pathlib import Path

from flask import Flask

from api.services.published import Published
from api.services.resources import Resources, clock_of
from api.services.secrets import desk_public_key, make_desk_key, pepper
from api.store.engine import claim, open_reader, open_writer
from api.store.migrate import migrate
from api.store.writer import Writer
from api.web import api_v1, errors, headers, origin, pages_case, pages_enrolment, pages_search, pages_static
from api.web.config import Config

MOST_BYTES = 256 * 1024


def prepare(config: Config) -> None:
    """Make the databases and the keys that are not there yet."""
    migrate(config.database, "service")
    migrate(config.desk_database, "desk")
    make_desk_key(config.desk_var, config.var)


def open_resources(config: Config, timezone: str) -> Resources:
    """Return the resources of the service's process, which from now on is the one writer of its file."""
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
        clock_of(timezone),
    )


def create_app(published: Published, resources: Resources) -> Flask:
    """Return the public service: live pages, JSON, and the printed pages."""
    app = Flask("harbour", root_path=str(Path(__file__).parent), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.merge_slashes = False
    app.extensions.update(published=published, resources=resources)
    headers.install(app)
    origin.install(app)
    errors.install(app)
    for module in (api_v1, pages_search, pages_enrolment, pages_case, pages_static):
        app.register_blueprint(module.bp)
    return app
