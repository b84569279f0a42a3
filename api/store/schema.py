"""Which tables the service writes; the desk has its own (api.store.desk_schema). Each file has one process that writes it."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMES = {"ck": "ck_%(table_name)s_%(constraint_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}

SERVICE = MetaData(naming_convention=NAMES)

# The second belt under the rule in api.domain.seats: the database itself refuses to oversell. `capacity` is the one in
# force: what the desk set (`set_capacity`) or the build announced, never below the seats taken. `version` counts what the
# desk changed, so that of two members of staff the second one looks again.
seats = Table(
    "seats",
    SERVICE,
    Column("offer", String(80), primary_key=True),
    Column("capacity", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("set_capacity", Integer),
    Column("gate", String(12), nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="0"),
    CheckConstraint("taken <= capacity", name="not_oversold"),
    CheckConstraint("taken >= 0 AND waiting >= 0", name="not_negative"),
)

# One press that counted. `id` is the order of arrival. Who it was can only be read at the desk (`sealed`); `pseudonym` is
# what public lists call it.
entries = Table(
    "entries",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("press", String(64), nullable=False, unique=True),
    Column("body", String(64), nullable=False),
    Column("pseudonym", String(12), nullable=False),
    Column("lang", String(16), nullable=False),
    Column("arrived_at", String(19), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# What an entry has in one offer, a row a person (a pair has two). `person` is a keyed hash; `rank` orders a waiting list.
LIVE_STATES = "state IN ('confirmed', 'offered', 'waiting', 'entered', 'invited')"
places = Table(
    "places",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", ForeignKey("entries.id"), nullable=False, index=True),
    Column("offer", String(80), nullable=False),
    Column("person", String(64), nullable=False),
    Column("wish", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("pool", String(24), nullable=False),
    Column("groups", String(80), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("hold_until", String(19)),
    Column("changed_at", String(19), nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_places_queue", places.c.offer, places.c.state, places.c.rank)
Index("ix_places_person", places.c.person, places.c.state)
Index("ix_places_hold", places.c.hold_until, sqlite_where=text("hold_until IS NOT NULL"))
Index(
    "ix_places_one_place",
    places.c.offer,
    places.c.person,
    unique=True,
    sqlite_where=text(LIVE_STATES),
    postgresql_where=text(LIVE_STATES),
)

# Which steps of a stepwise course a person has finished.
completions = Table(
    "completions",
    SERVICE,
    Column("person", String(64), primary_key=True),
    Column("step", String(40), primary_key=True),
)

# What happened, in order, each row chained to the one before it (SHA-256), so that nothing can be taken out unseen.
audit = Table(
    "audit",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(19), nullable=False),
    Column("actor", String(60), nullable=False),
    Column("action", String(24), nullable=False),
    Column("offer", String(80), nullable=False),
    Column("pseudonym", String(12), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("detail", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    sqlite_autoincrement=True,
)

# What is to be told to whom, written in the transaction that made it true; the desk's process, which alone can read the
# address, sends it.
outbox = Table(
    "outbox",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", ForeignKey("entries.id"), nullable=False),
    Column("offer", String(80), nullable=False),
    Column("notice", String(24), nullable=False),
    Column("occasion", String(40), nullable=False),
    Column("at", String(19), nullable=False),
    UniqueConstraint("entry", "offer", "notice", "occasion", name="uq_outbox_once"),
    sqlite_autoincrement=True,
)

# A round of a draw: the secret behind the published commitment, the closed list, and the public numbers.
draws = Table(
    "draws",
    SERVICE,
    Column("round", String(80), primary_key=True),
    Column("secret", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("stage", String(12), nullable=False),
)

# The desk's orders that have been carried out or refused, with what came of them.
carried_out = Table(
    "carried_out",
    SERVICE,
    Column("order", Integer, primary_key=True),
    Column("at", String(19), nullable=False),
    Column("outcome", String(40), nullable=False),
)

# Read-only addresses of personal calendars; the address itself is kept only as a keyed hash.
calendar_tokens = Table(
    "calendar_tokens",
    SERVICE,
    Column("token_hash", String(64), primary_key=True),
    Column("entry", ForeignKey("entries.id"), nullable=False, index=True),
    Column("made_at", String(19), nullable=False),
)

# No address, no device, and the hour only: who filed is known to the receipt alone. What they wrote lies in envelopes.
cases = Table(
    "cases",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", String(20), nullable=False, unique=True),
    Column("receipt_hash", String(64), nullable=False, unique=True),
    Column("press", String(64), nullable=False, unique=True),
    Column("body", String(64), nullable=False),
    Column("door", String(12), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("lang", String(16), nullable=False),
    Column("lodged_at", DateTime, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("complainant_key", LargeBinary, nullable=False),
    Column("category", String(24), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# What the complainant wrote (the first letter and every later one) or did (withdrew, contested).
case_letters = Table(
    "case_letters",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("step", String(12), nullable=False),
    Column("press", String(64), nullable=False, unique=True),
    CheckConstraint("step IN ('lodged', 'written', 'withdrawn', 'contested')", name="known_step"),
    sqlite_autoincrement=True,
)

# What came with a letter, each part sealed for itself. `digest` is the SHA-256 of `sealed` and outlives an erasure, which
# empties the other three. `label` says of a file what it is ("jpg"), never what somebody called it.
envelopes = Table(
    "envelopes",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("letter_id", ForeignKey("case_letters.id"), nullable=False, index=True),
    Column("part", String(12), nullable=False),
    Column("label", String(12), nullable=False, server_default=""),
    Column("digest", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_desk", LargeBinary, nullable=False),
    Column("key_escrow", LargeBinary, nullable=False),
    CheckConstraint("part IN ('words', 'name', 'contact', 'file')", name="known_part"),
    sqlite_autoincrement=True,
)

# Files that were handed in for a complaint that is not filed yet: sealed at once, forgotten after a day.
staged_files = Table(
    "staged_files",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("ticket", String(64), nullable=False, unique=True),
    Column("staged_at", DateTime, nullable=False),
    Column("label", String(12), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_desk", LargeBinary, nullable=False),
    Column("key_escrow", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# What was filed, one record a letter, in order: nothing here is ever changed or taken out (api.domain.proof).
filings = Table(
    "filings",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("case_letters.id"), nullable=False, unique=True),
    Column("day", String(10), nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("leaf", String(64), nullable=False),
    sqlite_autoincrement=True,
)

# Each day that is over, with or without records, chained to the day before and signed.
filing_days = Table(
    "filing_days",
    SERVICE,
    Column("day", String(10), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("root", String(64), nullable=False),
    Column("audit", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)
