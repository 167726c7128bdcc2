"""What this installation has, what it lacks and how to mend it."""

from collections.abc import Callable

from app.runtime import checkups
from app.runtime.findings import Finding, Report

# In the order in which one thing needs another.
CHECKS: tuple[Callable[[], Finding], ...] = (
    checkups.check_python,
    checkups.check_wheels,
    checkups.check_qt,
    checkups.check_windows,
    checkups.check_station_log,
    checkups.check_pixels,
    checkups.check_fonts,
    checkups.check_disk,
    checkups.check_virtual_display,
    checkups.check_postgresql,
    checkups.check_spectrum_formats,
)


def examine() -> Report:
    """Make every check and report all findings."""
    return Report(findings=tuple(check() for check in CHECKS))
