"""Every file of the public data set's index is opened or refused with a reason.

`python -m tests.devices.radiation.test_indexed_files` prints the table.
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from devices.radiation.foreign_formats import read_spectrum_file
from devices.radiation.n42_tree import NotN42Error
from devices.radiation.spectrum_reader import format_of, read_spectrum
from devices.radiation.unreadable import SpectrumUnreadableError
from tests.devices.radiation.n42_documents import DATA

MEDIAN_MS_MAX = 20.0
COUNTS_ROUNDED = 1e-3
"""The PCF files of the set hold fractions of counts, which we round."""

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the public data set is not here")


def rows() -> Iterator[dict[str, str]]:
    with (DATA / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        yield from csv.DictReader(index, delimiter="\t")


def outcome(path: Path) -> str:
    """Who opened the file, or the reason of the refusal."""
    try:
        file = read_spectrum_file(path)
    except SpectrumUnreadableError as error:
        return f"refused: {error}"
    foreign = any("SandiaSpecUtils" in remark for remark in file.remarks)
    return "SandiaSpecUtils" if foreign else format_of(path.read_bytes())


@needs_data
def test_our_own_formats_open_without_exception_and_count_what_others_count() -> None:
    opened: Counter[str] = Counter()
    times_ms: list[float] = []
    for row in rows():
        data = (DATA / row["path"]).read_bytes()
        name = format_of(data)
        if name == "N42":
            continue
        began = time.perf_counter()
        file = read_spectrum(data)
        times_ms.append(1000 * (time.perf_counter() - began))
        opened[name] += 1
        total = sum(sum(spectrum.counts) for spectrum in file.spectra)
        if name == "IEC 1455":
            continue  # the index has no counts for them: nobody else read them
        assert total == pytest.approx(float(row["gamma_counts"]), rel=COUNTS_ROUNDED), row["path"]
    assert opened["RADDATA"] >= 1247
    assert opened["PCF"] >= 3
    assert opened["SPE"] >= 5
    assert opened["IEC 1455"] >= 3
    assert median(times_ms) < MEDIAN_MS_MAX


@needs_data
@pytest.mark.slow
def test_every_indexed_file_is_opened_or_refused_with_a_reason() -> None:
    outcomes = {row["path"]: (row, outcome(DATA / row["path"])) for row in rows()}
    refused = {path: (row, said) for path, (row, said) in outcomes.items() if ":" in said}
    assert all(len(said) > 20 for _, said in refused.values())
    # Unfilled templates, three formats nobody here reads, and files that hold no spectrum.
    sound = [
        path
        for path, (row, _) in refused.items()
        if row["kind"] != "template" and row["read_by_SandiaSpecUtils"] == "yes"
    ]
    gross_only = {"Annex D.n42", "Annex D alarmed.n42", "Annex H.n42"}
    assert {Path(path).name for path in sound} <= gross_only


@needs_data
def test_what_looks_like_nothing_we_know_is_left_to_the_other_reader() -> None:
    for row in rows():
        if row["format"] in {"CNF", "TKA"}:
            with pytest.raises(NotN42Error):
                read_spectrum((DATA / row["path"]).read_bytes())


if __name__ == "__main__":
    found: Counter[tuple[str, str]] = Counter()
    for item in rows():
        found[item["format"], outcome(DATA / item["path"])[:110]] += 1
    for (kind, said), count in sorted(found.items()):
        sys.stdout.write(f"{count:5d}  {kind:55.55s}  {said}\n")
