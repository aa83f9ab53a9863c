"""How Alembic runs here: on the connection that it is handed, in the transaction begun there."""

from alembic import context

from dateline.case.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
