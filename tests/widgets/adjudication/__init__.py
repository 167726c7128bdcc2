"""The adjudication screen."""
