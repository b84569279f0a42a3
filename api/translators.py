"""The commands for translators: how far the languages lag, blocks out as PO files and in again, searches without a result."""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from api.content.handing_out import Handout
from api.content.lag import TRANSLATIONS, lags, most_days, total, waiting
from api.content.library import Library, read
from api.content.taking_in import take_in
from api.domain.missed import countable
from api.services import missed as searches
from api.services.secrets import pepper
from api.store.engine import open_reader
from api.store.missed import Row
from api.web.config import CONTENT, ROOT, Config, from_environment, today
from i18n.glossary import terms_in


def _below(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def print_lag(library: Library, day: dt.date, only: str) -> None:
    """Print a table of languages, and every block that waits on `day` in a file with `only` in its path."""
    print(f"{'language':10}{'entries':>9}{'blocks':>9}{'outdated':>10}{'missing':>9}{'oldest days':>13}")
    for language in TRANSLATIONS:
        row = total(lags(library, language, day))
        print(
            f"{language.tag:10}{row['entries']:9}{row['blocks']:9}{row['outdated']:10}{row['missing']:9}"
            f"{row['oldest_days']:13}"
        )
    count = 0
    for entry in library.entries.values():
        for language in TRANSLATIONS:
            for each in waiting(entry, language, library, day):
                unit = each.unit
                if only in str(unit.path):
                    late = " (late)" if each.days > most_days(entry, library) else ""
                    said = unit.bound.source.text[:60].replace("\n", " ")
                    place = f"{_below(unit.path, library.root.parent)}:{unit.line}"
                    print(f"{place}: {unit.bound.state} for {each.days} days{late}: the Chinese now says: {said}")
                    count += 1
    print(f"{count} blocks wait for their translation")


def export(args: argparse.Namespace) -> int:
    """Write a PO file for each entry that has new or changed blocks."""
    library = read(CONTENT)
    if library.site is None:
        print("harbour: content/site.toml has a fault; run `harbour check`", file=sys.stderr)
        return 1
    handout = Handout(library, today(library.timezone), everything=args.all, terms=terms_in)
    count = 0
    for name, content in handout.files(args.into, args.only):
        path = args.to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path)
        count += 1
    print(f"{count} files written")
    return 0


def take(args: argparse.Namespace) -> int:
    """Load PO files into the words files; a file with a fault is not loaded at all."""
    library = read(CONTENT)
    refused = 0
    for path in args.files:
        taken = take_in(path, library)
        for fault in taken.faults:
            print(fault, file=sys.stderr)
        for target, content in taken.files.items():
            target.write_bytes(content)
        if taken.faults:
            print(f"{path}: {len(taken.faults)} faults: nothing of it was loaded", file=sys.stderr)
            refused += 1
        else:
            changed = ", ".join(str(_below(target, ROOT)) for target in taken.files) or "no file"
            print(f"{path}: {taken.blocks} blocks loaded, {changed} changed")
    return 1 if refused else 0


def missed(args: argparse.Namespace) -> int:
    """List the words that people searched for and did not find; --strike takes some off for good, --publish shows them to all."""
    config = from_environment()
    if not config.database.is_file():
        print("harbour: there is no database yet; run `harbour migrate`", file=sys.stderr)
        return 1
    if args.strike:
        return _strike(config, args.strike)
    with open_reader(config.database).begin() as connection:
        rows = searches.waiting(connection, config.strikes)
    if args.publish:
        return _publish(config, rows, args.publish)
    for number, row in enumerate(rows, 1):
        known, said = row.missed, "published" if row.is_approved else "-"
        print(
            f"{number:5}  {row.lang:10}{row.understood or '-':10}{known.count:6}  {known.last_on:%Y-%m}  "
            f"{said:10} {known.words}"
        )
    print(f"{len(rows)} searches found nothing, three times or more and on more than one day")
    return 0


def _publish(config: Config, rows: list[Row], wanted: str) -> int:
    """Say yes to the words of the list that are `wanted`, by themselves or by their number."""
    plain = countable(wanted)
    chosen = [row for number, row in enumerate(rows, 1) if wanted == str(number) or row.missed.words == plain]
    if not chosen:
        print("harbour: no such words and no such number in the list of `harbour missed`", file=sys.stderr)
        return 1
    searches.publish(config.strikes, chosen[0].digest)
    print(f"published, once asked five times: {chosen[0].missed.words!r} (the service takes it over within seconds)")
    return 0


def _strike(config: Config, words: str) -> int:
    plain = searches.strike(config.strikes, pepper(config.var), words)
    if not plain:
        print("harbour: such words are never counted, so there is nothing to strike", file=sys.stderr)
        return 1
    print(f"struck: {plain!r} is never listed again (the service takes it over within seconds, or at its next start)")
    return 0


def add_commands(commands: Any) -> None:
    """Add `translate export`, `translate import` and `missed` to the commands of `harbour`."""
    listing = commands.add_parser("missed", help=missed.__doc__)
    listing.set_defaults(run=missed)
    listing.add_argument("--strike", default="", metavar="WORDS", help="never list these words again, in any language")
    listing.add_argument(
        "--publish", default="", metavar="WORDS|NUMBER", help="let anybody read these words of the list"
    )
    parser = commands.add_parser("translate", help="Hand blocks out to translators, and take them in.")
    names = parser.add_subparsers(dest="direction", required=True)
    languages = names.add_parser("export", help=export.__doc__).add_subparsers(dest="language", required=True)
    for language in TRANSLATIONS:
        # A parser each, so that options may stand before `only`.
        out = languages.add_parser(language.slug, help=f"into {language.endonym}")
        out.set_defaults(run=export, into=language)
        out.add_argument("only", nargs="?", default="", help="only entries with this in their key")
        out.add_argument("--all", action="store_true", help="every block, not only new and changed ones")
        out.add_argument("--to", type=Path, default=Path("var/translations"), metavar="FOLDER")
    back = names.add_parser("import", help=take.__doc__)
    back.set_defaults(run=take)
    back.add_argument("files", nargs="+", type=Path, metavar="FILE")
