"""The database library's names that other rooms annotate with, so that the store alone imports it."""

from sqlalchemy import Connection, Engine, RowMapping
from sqlalchemy.exc import OperationalError as BusyError

__all__ = ["BusyError", "Connection", "Engine", "RowMapping"]
