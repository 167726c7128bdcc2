"""Opens the workstation by its site file alone.

An officer waits for this, so it does without the command line's library, which takes longer to
import than the sign-in screen takes to appear.
"""

import sys
from pathlib import Path


def start(site_file: Path) -> int:
    """Run the workstation of `site_file`; a named failure goes to stderr and is exit code 1."""
    from app.main.run import run_workstation
    from app.ports import WorldError
    from app.runtime.settings import read_site

    try:
        return run_workstation(read_site(site_file), arguments=sys.argv[:1])
    except WorldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
