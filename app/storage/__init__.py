"""The encrypted station log, its outbox and its evidence files."""
