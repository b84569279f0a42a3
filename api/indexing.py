"""What `harbour` does with the index of the build that is in place: tell of it, check it, write it anew."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from api.search import answers, reader, sealed, shelf, sources
from api.search.making import format_of
from api.search.sealed import DamagedError
from api.services.published import NotBuiltError
from api.web.config import Config, from_environment
from i18n.languages import LANGUAGES, Language

HANDED = ("catalogue.json", "law.json", answers.NAME)
"""What a build hands to the service beside its index."""


def _current(output: Path) -> tuple[Path, sources.Digests]:
    """Return the folder of the build that is in place, and the digests of its documents."""
    folder = (output / "current").resolve()
    try:
        return folder, json.loads((folder / "build.json").read_bytes()).get("sources", {})
    except OSError as error:
        raise NotBuiltError(f"nothing is built in {output}: run `harbour build`") from error
    except (ValueError, AttributeError) as error:
        raise NotBuiltError("build.json is missing or damaged; run `harbour build`") from error


def tell(output: Path) -> None:
    """Print how much of the index the build in place has written."""
    folder, _ = _current(output)
    for language in LANGUAGES:
        stamp = sealed.stamp_of(sources.place(folder, language))
        print(f"index {language.slug}: {stamp['written']} of {stamp['documents']} documents written")


def add_command(commands: Any) -> None:
    """Add `index` to the commands of `harbour`."""
    parser = commands.add_parser("index", help=index.__doc__, description=index.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; the same as `harbour verify index`")
    parser.set_defaults(run=index)


def index(args: argparse.Namespace) -> int:
    """Write the search index of the build in place anew, from the documents beside it; --check only looks whether it is whole."""
    config = from_environment()
    try:
        found = broken(config) if args.check else _written(config)
    except OSError as error:
        print(
            f"harbour: the index cannot be written ({error.strerror}); {config.output} stays as it was", file=sys.stderr
        )
        return 2
    print("\n".join(f"BROKEN: {sentence}" for sentence in found) or "OK: the index is whole")
    return 1 if found else 0


def _written(config: Config) -> list[str]:
    """Write every shelf anew and whole; return what stands in the way."""
    try:
        folder, digests = _current(config.output)
        for language in LANGUAGES:
            rows = sources.read_documents(folder, language, digests)
            shelf.write(sources.place(folder, language), rows, language, format_of(config.search))
        tell(config.output)
    except NotBuiltError as error:
        return [str(error)]
    except DamagedError as error:
        return [f"{error}; run `harbour build`"]
    return []


def broken(config: Config) -> list[str]:
    """Return a sentence for every file that is missing or damaged, of the index and of whatever else the service reads of a build."""
    try:
        folder, digests = _current(config.output)
    except NotBuiltError as error:
        return [str(error)]
    found = [sentence for language in LANGUAGES for sentence in _broken(folder, language, config, digests)]
    for name in HANDED:
        try:
            sealed.read_known(folder / name, digests)
        except DamagedError as error:
            found.append(f"{error}; run `harbour build`")
    return found


def _broken(folder: Path, language: Language, config: Config, digests: sources.Digests) -> list[str]:
    found = []
    try:
        reader.check(sources.place(folder, language), language, format_of(config.search))
    except DamagedError as error:
        found.append(f"index {language.slug}: {error}; run `harbour index`")
    for read in (sources.read_documents, sources.read_titles):
        try:
            read(folder, language, digests)
        except DamagedError as error:
            found.append(f"{error}; run `harbour build`")
    return found
