"""Which tables there are. Each of the two files has one process that writes it: the service, and the desk."""

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
    text,
)

_NAMES = {"ck": "ck_%(table_name)s_%(constraint_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}

SERVICE = MetaData(naming_convention=_NAMES)
DESK = MetaData(naming_convention=_NAMES)

# The second belt under the rule in api.domain.seats: the database itself refuses to oversell.
seats = Table(
    "seats",
    SERVICE,
    Column("course", String(80), primary_key=True),
    Column("capacity", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    CheckConstraint("taken <= capacity", name="not_oversold"),
    CheckConstraint("taken >= 0 AND waiting >= 0", name="not_negative"),
)

# `id` is the order of arrival. Who the person is can only be read at the desk (`sealed`); `person` is a keyed hash.
enrolments = Table(
    "enrolments",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("course", String(80), nullable=False),
    Column("person", String(64), nullable=False),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("press", String(64), nullable=False, unique=True),
    Column("body", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    Column("arrived_at", DateTime, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    CheckConstraint("state IN ('confirmed', 'waiting', 'cancelled')", name="known_state"),
    sqlite_autoincrement=True,
)
Index("ix_enrolments_queue", enrolments.c.course, enrolments.c.state, enrolments.c.id)
Index(
    "ix_enrolments_one_seat",
    enrolments.c.course,
    enrolments.c.person,
    unique=True,
    sqlite_where=text("state <> 'cancelled'"),
    postgresql_where=text("state <> 'cancelled'"),
)

# No address, no device, and the hour only: who filed is known to the receipt alone.
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
    Column("sealed_name", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# What the complainant wrote (the first letter and every later one) or did (withdrew).
case_letters = Table(
    "case_letters",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("step", String(12), nullable=False),
    Column("press", String(64), nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    CheckConstraint("step IN ('lodged', 'written', 'withdrawn')", name="known_step"),
    sqlite_autoincrement=True,
)

staff = Table(
    "staff",
    DESK,
    Column("username", String(60), primary_key=True),
    Column("password_hash", String(200), nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("barred_until", DateTime),
)

# What an officer did with a case. An answer is sealed twice: to the complainant, and to the desk.
case_steps = Table(
    "case_steps",
    DESK,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", String(20), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("step", String(12), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("letters", Integer, nullable=False),
    Column("sealed_to_complainant", LargeBinary),
    Column("sealed_to_desk", LargeBinary),
    Column("press", String(200), unique=True),
    CheckConstraint("step IN ('opened', 'answered', 'closed')", name="known_step"),
    sqlite_autoincrement=True,
)
