"""What tests share: one real build of the real content, and a service of its own for every test that needs one."""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.services.slowing import Slowing
from api.web.desk import create_desk
from api.web.factory import create_app
from plugins.build import build
from tests.support import NOW, ROOT, Clock, open_service


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once, as on the morning of 21 November 2026."""
    folder = tmp_path_factory.mktemp("output")
    build(ROOT, folder, NOW)
    return folder


@pytest.fixture(scope="session")
def site(output: Path) -> Path:
    """Return the folder of the printed pages."""
    return (output / "current").resolve() / "site"


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands at the moment of the build until a test moves it."""
    return Clock(NOW)


@pytest.fixture
def stores(tmp_path: Path, clock: Clock) -> Iterator[tuple[Resources, DeskResources]]:
    """Return fresh stores of service and desk."""
    with open_service(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def resources(stores: tuple[Resources, DeskResources]) -> Resources:
    """Return the resources of the service's process."""
    return stores[0]


@pytest.fixture
def desk_resources(stores: tuple[Resources, DeskResources]) -> DeskResources:
    """Return the resources of the desk's process."""
    return stores[1]


@pytest.fixture
def client(output: Path, resources: Resources) -> FlaskClient:
    """Return a client of the public service."""
    # Ten seconds pass with each look at it: nobody is hasty.
    seconds = itertools.count(1_795_000_000, 10).__next__
    return create_app(Published(output), resources, Slowing(resources.pepper, seconds)).test_client()


@pytest.fixture
def desk_client(output: Path, desk_resources: DeskResources) -> FlaskClient:
    """Return a client of the desk."""
    return create_desk(Published(output), desk_resources, b"test").test_client()


@pytest.fixture
def today() -> dt.date:
    """Return the day of the build."""
    return NOW.date()
