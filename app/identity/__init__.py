"""Who is before the officer: machine-readable zone, chip and face."""
