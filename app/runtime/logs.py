"""The program's own log: what links and parts did, never who crossed.

Names, documents and PINs belong into the journal, which is encrypted; a log file is read by
whoever mends the machine.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_BYTES_MAX = 5 * 1024 * 1024
LOG_FILES_MAX = 4
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_logging(folder: Path) -> logging.Handler:
    """Write records of level INFO and above to rotating files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "workstation.log",
        maxBytes=LOG_BYTES_MAX,
        backupCount=LOG_FILES_MAX,
        encoding="utf-8",
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # The HTTP client writes each request's address; ours hold case names.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler
