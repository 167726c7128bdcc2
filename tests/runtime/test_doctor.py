"""The doctor finds what is missing, and says how to mend it."""

from collections.abc import Callable

import pytest

from app.runtime import checkups
from app.runtime.doctor import examine
from app.runtime.findings import Finding, Report, State

LOSES_NONE = 'print("6.12.0"); import sys; sys.exit(1)'
ABORTS = "import os; os.abort()"


def test_the_installation_that_runs_the_tests_is_fit() -> None:
    report = examine()
    assert report.is_fit, report.as_text()
    assert {finding.name for finding in report.findings} >= {"Python", "Qt for Python", "Fonts"}


@pytest.mark.parametrize(
    ("judge", "word"),
    [
        (lambda: checkups.judge_qt(LOSES_NONE), "6.12.0 loses references"),
        (lambda: checkups.judge_qt(ABORTS), "died of signal 6"),
        (lambda: checkups.judge_qt("import no_such_binding"), "no_such_binding"),
        (lambda: checkups.judge_windows({"libno-such.so.9": "libno-such9"}), "libno-such9"),
        (lambda: checkups.judge_station_log("3.40.1", "4.19.0 community"), "3.40.1"),
        (lambda: checkups.judge_station_log("3.51.2", "4.19.0 community"), "3.51.2"),
        (lambda: checkups.judge_station_log("3.53.4", None), "SQLCipher missing"),
        (lambda: checkups.judge_disk(1024**3), "1.0 GiB"),
        (lambda: checkups.judge_wheels(["numpy>=2", "no-such-wheel==1"]), "missing: no-such-wheel"),
    ],
)
def test_what_is_broken_is_named_with_its_remedy(judge: Callable[[], Finding], word: str) -> None:
    finding = judge()
    report = Report(findings=(finding,))
    assert finding.state is State.BROKEN
    assert word in finding.seen
    assert not report.is_fit
    assert f"to mend it: {finding.mend}" in report.as_text()
    assert report.as_document()["fit"] is False


@pytest.mark.parametrize(
    "judge",
    [
        lambda: checkups.judge_station_log("3.51.3", "4.19.0 community"),
        lambda: checkups.judge_disk(2 * 1024**3),
        lambda: checkups.judge_wheels(
            ['numpy>=2; python_version >= "3.11"', 'absent; extra == "dev"']
        ),
    ],
)
def test_what_is_just_enough_is_fit(judge: Callable[[], Finding]) -> None:
    assert judge().state is State.FIT


def test_a_broken_finding_without_a_remedy_is_refused() -> None:
    with pytest.raises(ValueError, match="mend"):
        Finding(name="Disk", state=State.BROKEN, seen="0.0 GiB free")
