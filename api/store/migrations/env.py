"""Alembic's entry: runs the migrations on the engine that api.store.migrate hands over."""

from alembic import context

with context.config.attributes["engine"].begin() as connection:
    context.configure(connection=connection, transactional_ddl=True)
    context.run_migrations()
