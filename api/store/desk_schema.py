"""Which tables the desk writes."""

from sqlalchemy import CheckConstraint, Column, DateTime, Integer, LargeBinary, MetaData, String, Table, Text

from api.store.schema import NAMES

DESK = MetaData(naming_convention=NAMES)

staff = Table(
    "staff",
    DESK,
    Column("username", String(60), primary_key=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(12), nullable=False, server_default="officer"),
    Column("units", String(200), nullable=False, server_default=""),
    Column("languages", String(100), nullable=False, server_default=""),
    Column("totp", LargeBinary),
    Column("totp_last", Integer, nullable=False, server_default="0"),
)

# Wrong tries to sign in. `username` and `network` are keyed hashes, for somebody may type a password as a name; without a
# network the row counts the tries with one name from anywhere. A network that got in has 0 failures and is known.
sign_in_failures = Table(
    "sign_in_failures",
    DESK,
    Column("username", String(64), primary_key=True),
    Column("network", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("barred_until", String(19), nullable=False),
    Column("at", String(19), nullable=False),
)

# Who did what at the desk: a chain (api.store.chain) to which rows are only ever added, with triggers that hold it.
# `reference` is what it was about: a case, an offer, a member of staff; `detail` is never somebody's words.
desk_audit = Table(
    "desk_audit",
    DESK,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(19), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("action", String(24), nullable=False),
    Column("reference", String(80), nullable=False, index=True),
    Column("reason", String(40), nullable=False),
    Column("detail", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    sqlite_autoincrement=True,
)

# The head of that chain at the end of each day, signed.
audit_heads = Table(
    "audit_heads",
    DESK,
    Column("day", String(10), primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

# What an officer did with a case. A reply is sealed twice: to the complainant, and to the desk (a note to the desk alone).
# `reason` and `detail` (JSON) hold codes, never words.
STEPS = (
    "opened", "asked", "answered", "referred", "proposed", "refused", "closed",
    "name-asked", "name-granted", "name-refused", "name-opened",
)  # fmt: skip
case_steps = Table(
    "case_steps",
    DESK,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", String(20), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("step", String(16), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("letters", Integer, nullable=False),
    Column("sealed_to_complainant", LargeBinary),
    Column("sealed_to_desk", LargeBinary),
    Column("press", String(200), unique=True),
    Column("reason", String(40), nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default=""),
    CheckConstraint(f"step IN ({', '.join(map(repr, STEPS))})", name="known_step"),
    sqlite_autoincrement=True,
)

# Whom a case is about, as keyed hashes: a number, a name, an address or a telephone. Equal ones link cases.
links = Table(
    "links",
    DESK,
    Column("reference", String(20), primary_key=True),
    Column("sort", String(12), primary_key=True),
    Column("hash", String(64), primary_key=True, index=True),
)

# Which cases have been looked at for links, those without any included.
linked_cases = Table("linked_cases", DESK, Column("reference", String(20), primary_key=True))

# Cases whose words were erased at the desk, and are to be erased by the service: those of the first `letters` letters.
erasures = Table(
    "erasures",
    DESK,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", String(20), nullable=False, index=True),
    Column("at", String(19), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("letters", Integer, nullable=False),
    sqlite_autoincrement=True,
)

# What a member of staff asks the service to do; the service alone writes enrolments, so it carries the orders out.
orders = Table(
    "orders",
    DESK,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(19), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("action", String(24), nullable=False),
    Column("offer", String(80), nullable=False),
    Column("entry", Integer),
    Column("value", String(200), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("note", String(500), nullable=False),
    Column("version", Integer),
    Column("press", String(200), unique=True),
    sqlite_autoincrement=True,
)

# Who was there: one row a place and day.
attendance = Table(
    "attendance",
    DESK,
    Column("place", Integer, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("present", Integer, nullable=False),
    Column("officer", String(60), nullable=False),
    Column("at", String(19), nullable=False),
)

# Who opened a list with names: one row an officer, offer and day.
looked = Table(
    "looked",
    DESK,
    Column("officer", String(60), primary_key=True),
    Column("offer", String(80), primary_key=True),
    Column("day", String(10), primary_key=True),
)

# A message of the desk to the people of a class. `words` is JSON: `to` ("confirmed", "waiting" or "all"), and `subject` and
# `text` by language slug; api.services.desk_messages says who reads which.
class_messages = Table(
    "class_messages",
    DESK,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(19), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("offer", String(80), nullable=False),
    Column("words", Text, nullable=False),
    Column("press", String(200), unique=True),
    sqlite_autoincrement=True,
)

# What has been sent of the outbox and of such messages.
sent = Table(
    "sent",
    DESK,
    Column("letter", String(60), primary_key=True),
    Column("at", String(19), nullable=False),
    Column("channel", String(12), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("done", Integer, nullable=False),
)
