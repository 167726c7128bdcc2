"""The mathematics of a portal: alarm, profile and nuclide identification."""
