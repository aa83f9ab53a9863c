"""The case file: its schema, migrations, and what is kept in it."""
