"""How a build is made and put in place: whole in a folder of its own, then one atomic switch."""

import datetime as dt
import secrets
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican import Pelican
from pelican.settings import read_settings

from api.content.faults import ContentFaultsError
from api.content.library import read
from api.content.lint import faults
from api.search.making import WHOOSH, format_of
from plugins.artefacts import write_all
from plugins.edition import Edition
from plugins.leaflets import at_hand, lay_in

LEAFLETS = "leaflets"
"""Where below the output the printed leaflets wait for the builds that they belong to."""

KEPT = 3
"""Builds kept on disk, so that a service that still reads the last one loses nothing."""


def switch(output: Path, folder: Path) -> None:
    """Make `folder` the current build: a new link is renamed over the old one, which is atomic (POSIX rename)."""
    link = output / f".current-{secrets.token_hex(4)}"
    link.symlink_to(folder.relative_to(output))
    link.replace(output / "current")


def current(output: Path) -> Path | None:
    """Return the folder of the build that is in place, if there is one."""
    folder = (output / "current").resolve()
    return folder if folder.is_dir() else None


def _prune(output: Path) -> None:
    kept = current(output)
    builds = sorted((output / "builds").iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in builds[KEPT:]:
        if folder != kept:
            shutil.rmtree(folder)


def build(root: Path, output: Path, now: dt.datetime | None = None, engine: str = WHOOSH) -> str:
    """Check the content below `root`, build it into `output` and switch to it; return the build id. `engine` keeps the index.

    Raises ContentFaultsError with all faults at once; then nothing has changed.
    """
    library = read(root / "content")
    moment = now or dt.datetime.now(ZoneInfo(library.timezone)).replace(tzinfo=None, microsecond=0)
    if found := faults(library, moment.date()):
        raise ContentFaultsError(found)
    name = f"{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    leaflets = at_hand(Edition(library, moment, name), output / LEAFLETS)
    edition = Edition(library, moment, name, frozenset(leaflets))
    folder = output.resolve() / "builds" / name
    folder.mkdir(parents=True)
    try:
        settings = read_settings(
            str(root / "pelicanconf.py"), override={"OUTPUT_PATH": str(folder / "site"), "HARBOUR_EDITION": edition}
        )
        Pelican(settings).run()
        lay_in(leaflets, folder / "site")
        write_all(edition, folder, format_of(engine), current(output))
    except BaseException:
        shutil.rmtree(folder)
        raise
    switch(output.resolve(), folder)
    _prune(output.resolve())
    return name
