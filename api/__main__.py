"""The `harbour` command."""

import argparse
import sys
from pathlib import Path

from api.content.library import read
from api.content.lint import faults
from api.content.stamping import stamp_all

ROOT = Path(__file__).resolve().parent.parent


def check(args: argparse.Namespace) -> int:
    """List every fault of the content; return 1 if there is one."""
    found = [fault for fault in faults(read(ROOT / "content")) if args.only in str(fault.path)]
    for fault in found:
        print(fault)
    print(f"{len(found)} faults")
    return 1 if found else 0


def bind(args: argparse.Namespace) -> int:
    """Bind new translations to their Chinese blocks."""
    print(f"{stamp_all(read(ROOT / 'content'), args.only)} blocks bound")
    return 0


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; return the exit status."""
    parser = argparse.ArgumentParser(prog="harbour", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run in (("check", check), ("bind", bind)):
        command = commands.add_parser(name, help=(run.__doc__ or "").splitlines()[0])
        command.add_argument("only", nargs="?", default="", help="only paths (check) or keys (bind) like this")
        command.set_defaults(run=run)
    args = parser.parse_args(argv)
    result: int = args.run(args)
    return result


if __name__ == "__main__":
    sys.exit(main())
