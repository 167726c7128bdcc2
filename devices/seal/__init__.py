"""Container security devices and the logs they keep."""
