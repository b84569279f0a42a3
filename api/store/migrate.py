"""How a database reaches the schema of today: Alembic, once when the program starts."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from api.store.engine import open_writer

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(name: str, engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(MIGRATIONS / name))
    config.attributes["engine"] = engine
    return config


def migrate(path: Path, name: str, revision: str = "head") -> None:
    """Bring the database at `path` to the newest schema of `name` ("service" or "desk"), creating it if need be."""
    engine = open_writer(path)
    try:
        command.upgrade(_config(name, engine), revision)
    finally:
        engine.dispose()
