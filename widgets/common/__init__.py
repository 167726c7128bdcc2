"""Theme, labels and controls that every view shares."""
