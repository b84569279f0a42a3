"""What `harbour verify` finds broken: of the index, the lists, the audits, a draw, the filings."""

import argparse
import json
import sys
from pathlib import Path

from api import indexing
from api.services import auditing, checking, disproving
from api.services.escrow import escrow_exposed
from api.services.published import Published
from api.services.resources import clock_of
from api.services.signing import KEY_FILE, public_part, signing_key
from api.store.engine import open_reader
from api.store.types import Connection
from api.web.config import Config, from_environment


def warn(config: Config) -> None:
    """Say that the escrow's key lies beside the desk's, if it does."""
    if warning := escrow_exposed(config.escrow):
        print(warning, file=sys.stderr)


def _proof(connection: Connection, config: Config, files: list[str]) -> list[str]:
    """Return what shows tampering among the filings, beside copies of the published days in `files`; tell what is erased by rule."""
    try:
        copies = [json.loads(Path(file).read_text(encoding="utf-8")) for file in files]
    except (OSError, ValueError):
        return ["A copy cannot be read: give files as /data/filings.json sent them."]
    if not (config.var / KEY_FILE).is_file():
        return ["The key that signs is gone; whatever is signed from now on is signed with another."]
    with open_reader(config.desk_database).begin() as desk:
        rule = disproving.erased_by_rule(desk)
    found, erased = disproving.broken(connection, public_part(signing_key(config.var)), copies, rule)
    if erased:
        print(f"erased by rule: {erased}")
    return found


def verify(args: argparse.Namespace) -> int:
    """Check the index ("index"), lists ("seats"), audits ("audit" [HEAD]), a draw ("draw" ROUND [FILE]) or filings ("proof" [FILE ...])."""
    config = from_environment()
    warn(config)
    found = indexing.broken(config) if args.subject == "index" else _broken(config, args)
    print("\n".join(f"BROKEN: {sentence}" for sentence in found) or "OK: nothing is broken")
    return 1 if found else 0


def _broken(config: Config, args: argparse.Namespace) -> list[str]:
    """Return what is broken of what the databases hold."""
    with open_reader(config.database).begin() as connection:
        if args.subject == "seats":
            published = Published(config.output).current()
            now = clock_of(str(published.frame["timezone"]), config.rehearsal)()
            return checking.broken(connection, published.offers, now)
        if args.subject == "audit":
            return checking.chain(connection) + _desk_audit(config, "".join(args.names[:1]))
        if args.subject == "proof":
            return _proof(connection, config, args.names)
        name, file = (*args.names, "", "")[:2]
        return checking.draw(connection, name, Path(file) if file else None)


def _desk_audit(config: Config, copy: str) -> list[str]:
    key = public_part(signing_key(config.desk_var))
    with open_reader(config.desk_database).begin() as connection:
        return auditing.broken(connection, key, Path(copy) if copy else None)
