"""The main job with nothing to configure: every other program started beside the workstation."""
