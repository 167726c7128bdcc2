"""A site file is read with every setting checked, and a mistake names the setting."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.identifiers import Country
from app.domain.officer import Role
from app.runtime.settings import SITE_FILE_BYTES_MAX, SiteFileError, read_site

STATION = """
[station]
id = "coutts-lane-3"
country = "CA"
port = "CA-0705"
port_name = "Coutts AB"
lane = "3"
data_dir = "data"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_meant_from_the_site_files_own_folder(tmp_path: Path) -> None:
    text = STATION + '[devices.imager]\nkind = "radiograph/scan-folder"\npath = "scans"\n'
    site = read_site(written(tmp_path, text))
    assert site.data_dir == tmp_path / "data"
    assert site.devices["imager"].path == str(tmp_path / "scans")
    assert site.place.country is Country.CANADA
    assert site.roles == (Role.PRIMARY, Role.SECONDARY)
    assert site.centre is None


def test_a_demonstration_says_how_fast_its_clock_runs_and_from_when(tmp_path: Path) -> None:
    text = STATION + 'clock_rate = 20.0\nclock_anchor = "2026-11-24T10:00:00+00:00"\n'
    site = read_site(written(tmp_path, text))
    assert site.clock_rate == 20.0
    assert site.clock_anchor == datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[station]\n", "id"),
        (STATION.replace('"CA"', '"FR"'), "country"),
        (STATION.replace("coutts-lane-3", "Coutts Lane"), "station name"),
        (STATION + "typo = 1\n", "typo"),
        (STATION + "clock_rate = 0\n", "clock_rate"),
        (STATION + 'clock_anchor = "noon"\n', "clock_anchor"),
        (STATION + 'clock_anchor = "2026-11-24T10:00:00"\n', "time zone"),
        (STATION + 'language = "de"\n', "language"),
        (STATION + '[devices.p]\nkind = "x"\nport = 70000\n', "port"),
        ("not toml at all =", "TOML"),
        ("# " + "x" * SITE_FILE_BYTES_MAX, "larger"),
    ],
)
def test_a_mistake_is_answered_with_the_settings_name(
    tmp_path: Path, text: str, names: str
) -> None:
    with pytest.raises(SiteFileError, match=names):
        read_site(written(tmp_path, text))


def test_a_site_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SiteFileError, match="cannot read"):
        read_site(tmp_path / "absent.toml")
