"""PRIMARY: the screen on which a booth officer decides about one conveyance in seconds."""
