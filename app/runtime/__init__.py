"""What the process runs on: threads, worker processes, clock, paths, logs and its own health."""
