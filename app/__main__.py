"""Run the command line: `python -m app`."""

from app.cli.program import run


def main() -> None:
    """Run one command of `parallel49` and leave with its exit code."""
    run()


if __name__ == "__main__":
    main()
