"""The steps from each form of the case file to the next, run by Alembic."""
