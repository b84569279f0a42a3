"""The configuration that the environment asks for, and the clock of a rehearsal."""

import datetime as dt

import pytest

from api.services.resources import clock_of
from api.web.config import from_environment


def test_a_rehearsal_starts_at_its_moment_and_goes_on() -> None:
    """With HARBOUR_NOW at 08:59:50 on opening day the clock says so, and not the day of the machine."""
    opening = dt.datetime(2026, 12, 1, 8, 59, 50)  # noqa: DTZ001 - the bureau's own time
    now = clock_of("Asia/Taipei", opening)()
    assert dt.timedelta(0) <= now - opening <= dt.timedelta(seconds=5)


def test_the_environment_moves_folders_ports_and_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """PORT, DESK_PORT, HARBOUR_VAR and HARBOUR_NOW are read; without them everything has a working default."""
    for name in ("PORT", "DESK_PORT", "HARBOUR_VAR", "HARBOUR_DESK_VAR", "HARBOUR_NOW"):
        monkeypatch.delenv(name, raising=False)
    assert (from_environment().port, from_environment().desk_port, from_environment().rehearsal) == (8000, 8001, None)
    monkeypatch.setenv("PORT", "8200")
    monkeypatch.setenv("HARBOUR_VAR", "/somewhere/service")
    monkeypatch.setenv("HARBOUR_NOW", "2026-12-01T08:59:50")
    config = from_environment()
    assert (config.port, str(config.database)) == (8200, "/somewhere/service/service.db")
    assert str(config.desk_database) == "/somewhere/desk/desk.db"
    assert config.rehearsal == dt.datetime(2026, 12, 1, 8, 59, 50)  # noqa: DTZ001 - the bureau's own time
