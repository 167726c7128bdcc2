"""Keep the French texts in step with the program.

    python installer/translations.py update    read the texts anew out of the sources
    python installer/translations.py release   write what the program loads

Both run in CI's tests on a copy: a text that is new, gone or not translated fails there by name.
"""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
TRANSLATIONS = REPOSITORY / "resources" / "translations"
SOURCE = TRANSLATIONS / "parallel49_fr.ts"
COMPILED = TRANSLATIONS / "parallel49_fr.qm"
FOLDERS = ("widgets", "app/shell")


def sources() -> list[Path]:
    """The modules that hold texts for officers, in an order that does not change."""
    return sorted(path for folder in FOLDERS for path in (REPOSITORY / folder).rglob("*.py"))


def update(source: Path = SOURCE) -> None:
    """Read the texts out of the sources into `source`; what is gone from them is dropped."""
    _run(
        "lupdate",
        *map(str, sources()),
        "-no-obsolete",
        "-locations",
        "none",
        "-source-language",
        "en_CA",
        "-target-language",
        "fr_CA",
        "-ts",
        str(source),
    )


def release(source: Path = SOURCE, compiled: Path = COMPILED) -> None:
    """Compile `source` into `compiled`."""
    _run("lrelease", "-silent", str(source), "-qm", str(compiled))


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).parent / f"pyside6-{tool}"
    subprocess.run([str(program), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    {"update": update, "release": release}[sys.argv[1]]()
