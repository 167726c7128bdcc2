"""Tools with which screens are tested: scenes, golden images, detectors of clipped text."""
