"""The mathematics of a radiograph: pyramid, windows, material and aids."""
