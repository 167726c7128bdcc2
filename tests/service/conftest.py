"""Both databases, so that every test of the centre runs on each."""

from tests.service.databases import database_url, postgresql

__all__ = ["database_url", "postgresql"]
