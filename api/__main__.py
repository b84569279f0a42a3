"""The `harbour` command."""

import argparse
import sys

from api import commands, indexing, members, translators, verifying
from api.web.config import UnusableSettingError

CHECKS = {
    "--translations": "show how far the translations lag, block by block",
    "--meaning": "list the translations whose meaning a second reader should compare",
}

COPIES = "of a draw: which one, and a copy; of the audit: a head kept elsewhere; of the proof: copies to compare"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="harbour", description=__doc__)
    names = parser.add_subparsers(dest="command", required=True)
    for run in (
        commands.check,
        commands.bind,
        commands.messages,
        commands.build,
        commands.migrate,
        commands.serve,
        commands.desk,
        commands.letters,
        verifying.verify,
        commands.retain,
        commands.backup,
        commands.restore,
    ):
        told = (run.__doc__ or "").splitlines()[0]
        command = names.add_parser(run.__name__, help=told, description=told)
        command.set_defaults(run=run)
        if run in (commands.check, commands.bind):
            command.add_argument("only", nargs="?", default="", help="only what has this in its path or key")
        if run is commands.check:
            for name, words in CHECKS.items():
                command.add_argument(name, action="store_true", help=words)
        if run is verifying.verify:
            command.add_argument("subject", choices=("index", "seats", "audit", "draw", "proof"))
            command.add_argument("names", nargs="*", help=COPIES)
        if run is commands.retain:
            command.add_argument("--dry-run", action="store_true", help="only tell what would be erased")
        if run in (commands.backup, commands.restore):
            command.add_argument("folder", help="where the copies are, or will be")
        if run is commands.desk:
            members.add_arguments(command)
    indexing.add_command(names)
    translators.add_commands(names)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; return the exit status."""
    args = _parser().parse_args(argv)
    try:
        result: int = args.run(args)
    except UnusableSettingError as error:
        sys.stderr.write(f"harbour: {error}\n")
        return 2
    return result


if __name__ == "__main__":
    sys.exit(main())
