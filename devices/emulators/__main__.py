"""`python -m devices.emulators SCENARIO`: the lane alone, as `parallel49 emulate` runs it."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from devices.emulators.lane import EmulatedLane, LanePlan
from devices.emulators.scenario import read_scenario


def _say(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Play the portal and plate reader of a scenario on free ports, without files."""
    asyncio.run(EmulatedLane(read_scenario(Path(sys.argv[1])), LanePlan()).run(_say))


if __name__ == "__main__":
    main()
