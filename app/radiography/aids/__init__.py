"""What the machine points at in a radiograph: hints, each with algorithm, version, confidence."""
