"""The `harbour` command."""

import argparse
import sys

from api import commands, translators
from api.domain.staffing import ROLES


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
        commands.verify,
        commands.retain,
    ):
        command = names.add_parser(run.__name__, help=(run.__doc__ or "").splitlines()[0])
        command.set_defaults(run=run)
        if run in (commands.check, commands.bind):
            command.add_argument("only", nargs="?", default="", help="only what has this in its path or key")
        if run is commands.check:
            command.add_argument(
                "--translations", action="store_true", help="show how far the translations lag, block by block"
            )
            command.add_argument(
                "--meaning",
                action="store_true",
                help="list the translations whose meaning a second reader should compare",
            )
        if run is commands.verify:
            command.add_argument("subject", choices=("seats", "audit", "draw", "proof"))
            command.add_argument(
                "names",
                nargs="*",
                help="of a draw: which one, and a copy; of the audit: a head kept elsewhere; of the proof: copies to compare",
            )
        if run is commands.retain:
            command.add_argument("--dry-run", action="store_true", help="only tell what would be erased")
        if run is commands.desk:
            command.add_argument(
                "--add", metavar="NAME", help="add a member of staff, or reset password and second factor"
            )
            command.add_argument("--role", choices=tuple(ROLES), help="what they may do; officer if nothing is said")
            command.add_argument("--units", metavar="A,B", help="whose cases they keep, or all (but closed ones)")
            command.add_argument("--languages", metavar="A,B", help="which languages they read, or all")
            command.add_argument("--remove", metavar="NAME", help="remove a member of staff")
    translators.add_commands(names.add_parser("translate", help="Hand blocks out to translators, and take them in."))
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; return the exit status."""
    args = _parser().parse_args(argv)
    result: int = args.run(args)
    return result


if __name__ == "__main__":
    sys.exit(main())
