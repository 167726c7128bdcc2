"""The station's memory: an encrypted append-only log, what is owed to the centre, and evidence."""
