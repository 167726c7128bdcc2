"""Run the command line: `python -m app`."""

import sys


def main() -> None:
    """Run one command of `parallel49` and leave with its exit code."""
    from app.cli.program import run  # the command line costs nothing until it is used

    sys.exit(run())


if __name__ == "__main__":
    main()
