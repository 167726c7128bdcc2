"""Run the command line: `python -m app`."""

import sys

STRAIGHT = ["workstation", "--site"]


def main() -> None:
    """Run one command of `parallel49` and leave with its exit code.

    `workstation --site FILE`, as launchers write it, goes straight to the workstation.
    """
    if sys.argv[1:3] == STRAIGHT and len(sys.argv) == len(STRAIGHT) + 2:
        from pathlib import Path

        from app.main.start import start

        raise SystemExit(start(Path(sys.argv[3])))
    from app.cli.program import run

    run()


if __name__ == "__main__":
    main()
