"""What each `harbour` command does."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from api import indexing, members, verifying
from api.content.faults import ContentFaultsError, Fault
from api.content.holidays import FOLDER as HOLIDAYS
from api.content.holidays import unknown_years
from api.content.library import Library, read
from api.content.lint import faults
from api.content.second_reading import unread
from api.content.stamping import remember, stamp_all
from api.domain.retention import HELD
from api.services import retaining
from api.services.published import NotBuiltError, Published
from api.services.resources import clock_of
from api.store.copying import DamagedCopyError, copy
from api.store.engine import SecondWriterError, open_reader
from api.translators import print_lag
from api.web.config import CONTENT, ROOT, Config, UnusableSettingError, from_environment, today
from api.web.factory import NotPreparedError, prepare
from api.web.forgetting import forget_at_once
from api.web.serving import forget_letters, open_desk, send_letters, serve_desk
from api.web.serving import serve as serve_public
from i18n.catalogue_files import extracted, gaps, update
from i18n.languages import LANGUAGES
from i18n.messages import catalogue_path
from plugins.build import build as build_site


def _catalogue_faults() -> list[Fault]:
    template = extracted(ROOT)
    return [
        Fault(catalogue_path(language), line, f"{problem}: {message!r}", "translate it, or run `harbour messages`")
        for language in LANGUAGES
        for line, problem, message in gaps(language, template)
    ]


def _unread(library: Library, only: str) -> int:
    """Print each alarm about a meaning with both blocks, and the row that says that a second reader found them right."""
    found = [reading for reading in unread(library) if only in str(reading.path)]
    for reading in found:
        for fault in reading.faults():
            print(fault.seen_from(ROOT))
        print(f"{reading.source.text}\n{reading.translated.text}")
        print(f'"{reading.key}" = "{reading.path.relative_to(CONTENT)}"\n')
    print(f"{len(found)} blocks wait for a second reader")
    return 0


def check(args: argparse.Namespace) -> int:
    """List every fault of content and catalogues, with file, line and what to do."""
    library = read(CONTENT)
    day = today(library.timezone)
    if args.meaning:
        return _unread(library, args.only)
    if args.translations:
        print_lag(library, day, args.only)
        return 0
    # Only a warning of the check: a build does not wait for a calendar that the government has not published.
    years = unknown_years(library.holidays, library.root / HOLIDAYS, day)
    found = sorted([*faults(library, day), *years, *_catalogue_faults()])
    shown = [fault for fault in found if args.only in str(fault.path)]
    for fault in shown:
        print(fault.seen_from(ROOT))
    print(f"{len(shown)} faults")
    return 1 if shown else 0


def bind(args: argparse.Namespace) -> int:
    """Bind new translations to the Chinese blocks that they render, and record the Chinese blocks that are new."""
    library = read(CONTENT)
    print(f"{stamp_all(library, args.only)} blocks bound")
    recorded, dropped = remember(library, today(library.timezone))
    print(f"{recorded} Chinese blocks recorded, {dropped} dropped")
    return 0


def messages(args: argparse.Namespace) -> int:
    """Bring the catalogues up to date with the marked messages of the code."""
    del args
    update(ROOT)
    print("catalogues are up to date; untranslated messages are empty")
    return 0


def build(args: argparse.Namespace) -> int:
    """Build pages, index and catalogue, and put them in place in one step."""
    del args
    try:
        config = from_environment()
        output = config.output
        name = build_site(ROOT, output, config.rehearsal, config.search)
        pages = sum(1 for _ in (output / "current" / "site").rglob("*.html"))
        print(f"built {name}: {pages} pages in {len(LANGUAGES)} languages", flush=True)
        indexing.tell(output)
    except ContentFaultsError as error:
        for fault in error.faults:
            print(fault.seen_from(ROOT), file=sys.stderr)
        print(f"{len(error.faults)} faults: nothing was built, the last build stays in place", file=sys.stderr)
        return 1
    return 0


def migrate(args: argparse.Namespace) -> int:
    """Make the databases and keys, or bring the databases to the newest schema."""
    del args
    config = from_environment()
    prepare(config)
    print("databases and keys are ready")
    verifying.warn(config)
    return 0


def backup(args: argparse.Namespace) -> int:
    """Copy both databases into a new folder while they are used. What people wrote is as sealed there as it is here."""

    def work() -> None:
        config, folder = from_environment(), Path(args.folder)
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        for database in (config.database, config.desk_database):
            copy(database, folder / database.name)
        print(f"copied to {folder}; keys and pepper are not in it: keep {config.var} and {config.desk_var} elsewhere")

    return _run(work)


def restore(args: argparse.Namespace) -> int:
    """Put the databases of a backup where there are none, and bring them to the newest schema."""

    def work() -> None:
        config = from_environment()
        for database in (config.database, config.desk_database):
            database.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            copy(Path(args.folder) / database.name, database)
        prepare(config)
        print("restored; check it with `harbour verify seats`, `verify audit` and `verify proof`")

    return _run(work)


def _run(work: Callable[[], None]) -> int:
    """Do `work`; say in a sentence what stands in its way."""
    try:
        work()
    except UnusableSettingError:
        raise
    except (DamagedCopyError, SecondWriterError, NotPreparedError, NotBuiltError, OSError, ValueError) as error:
        print(f"harbour: {error}", file=sys.stderr)
        return 1
    return 0


def serve(args: argparse.Namespace) -> int:
    """Serve pages, search, enrolment and complaints on one port."""
    del args
    forget_at_once()
    return _run(lambda: serve_public(from_environment()))


def desk(args: argparse.Namespace) -> int:
    """Serve the desk on its own port; --add NAME adds a member of staff (password from standard input), --remove takes one away."""
    for asked, work in ((args.recover, members.recover), (args.add, members.add), (args.remove, members.remove)):
        if asked:
            return _run(partial(work, args))
    forget_at_once()
    return _run(lambda: serve_desk(from_environment()))


def letters(args: argparse.Namespace) -> int:
    """Send the letters that are due, once, and exit; beside a running desk there is no need to."""
    del args
    return _run(lambda: send_letters(from_environment()))


def _retain(config: Config, *, is_dry: bool) -> None:
    timezone = str(Published(config.output).current().frame["timezone"])
    if is_dry:
        today = clock_of(timezone, config.rehearsal)().date()
        for each in retaining.due(open_reader(config.database), open_reader(config.desk_database), today):
            why = f"held: {HELD[each.held]}" if each.held else "would be erased"
            closed = f"closed {each.closed_on}" if each.closed_on else "never closed"
            print(f"{each.reference} {each.kind} {closed}, until {each.erase_on}: {why}")
        return
    if config.rehearsal:
        raise ValueError("a rehearsed moment erases nothing: unset HARBOUR_NOW, or add --dry-run")
    for done in retaining.erase(open_desk(config, timezone)):
        print(f"{done.reference} erased {done.at}, letters {done.letters}")
    if gone := forget_letters(config):
        print(f"letters in files erased: {gone}")


def retain(args: argparse.Namespace) -> int:
    """Erase the words of cases whose time is up, before the desk starts; --dry-run tells which, at any time."""
    return _run(lambda: _retain(from_environment(), is_dry=args.dry_run))
