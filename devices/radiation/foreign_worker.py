"""The process that reads other vendors' spectrum files: ``foreign_worker IN OUT``.

It exists to be killed. SandiaSpecUtils probes about a hundred formats in C++; what it finds is
written as N42 and read by our own reader, so that nothing of it reaches the workstation unchecked.
"""

import resource
import sys

NOT_INSTALLED, NOT_READ = 3, 4
MEMORY_BYTES_MAX = 2 * 2**30
CPU_S_MAX = 20


def main(source: str, target: str) -> int:
    """Convert one file. Answers with the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S_MAX, CPU_S_MAX))
    try:
        import SpecUtils
    except ImportError:
        return NOT_INSTALLED
    file = SpecUtils.SpecFile()
    try:
        file.loadFile(source, SpecUtils.ParserType.Auto)
        with open(target, "wb") as out:  # noqa: PTH123 - the library wants a Python file object
            file.write2012N42Xml(out)
    except RuntimeError:  # all that the library raises
        return NOT_READ
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
