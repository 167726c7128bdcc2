"""Alembic migrations of the station log: additive, one transaction, run when it is opened."""
