"""IEC 1455 files as an instrument writes them."""

from collections.abc import Sequence

HEAD = (
    "NUCICA   HPGE   0   0     0",
    "     3564.00     3600.00{channels:6d}",
    "09/12/21 10:54:31 08/25/21 11:34:36",
    "-1.55656000E-02 8.00000000E-01-2.97939000E-08 0.00000000E+00",
    " 1.00000000E-01 2.00000000E-02 3.00000000E-03 4.00000000E-04",
    "                                                  Soil, 2 m deep",
)
ZEROS = " 0.000000000E+00 0.000000000E+00 0.000000000E+00 0.000000000E+00"


def iec1455(counts: Sequence[int]) -> bytes:
    """One file with these counts."""
    records = [line.format(channels=len(counts)) for line in HEAD]
    records += [""] * 4 + [ZEROS] * 36 + [""] * 12
    for first in range(0, len(counts), 5):
        five = "".join(f"{count:10d}" for count in counts[first : first + 5])
        records.append(f"{first:6d}{five}")
    return "".join(f"A004{record}\r\n" for record in records).encode("ascii")
