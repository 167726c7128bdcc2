"""The use cases: what happens when a device reports and when an officer decides."""
