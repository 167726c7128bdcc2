"""The Qt side of the workstation: application, main window, presenters and the bridge to it."""
