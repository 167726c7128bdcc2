"""The demonstration with a person at the booth: everything beside the window is simulated."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from app.demo.parts import Parts
from app.demo.processes import DemoError
from app.demo.site_files import DEMO_BADGE, DEMO_PIN


def open_house(
    folder: Path, say: Callable[[str], None], *, vehicles: int, seed: int, rate: float
) -> None:
    """Open the workstation on a simulated lane, and stop everything when its window closes."""
    with ExitStack() as closing:
        parts = Parts(folder, vehicles=vehicles, seed=seed, rate=rate, anchor=datetime.now(UTC))
        closing.callback(parts.stop)
        say("central service and lane emulator start")
        parts.start()
        bay = parts.station("bay-2", "secondary", folder / "screenshots")
        bay.start(extra_env={"QT_QPA_PLATFORM": "offscreen"})
        bay.wait_ready()
        say("a simulated officer works in bay 2")
        say(f"sign in with badge {DEMO_BADGE} and PIN {DEMO_PIN}")
        code = parts.workstation().start().wait(None)
        if code != 0:
            raise DemoError(f"the workstation ended with {code}; see {folder / 'logs'}")
