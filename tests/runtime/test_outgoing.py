"""A file for another system appears whole, under its name and nowhere else."""

from pathlib import Path

import pytest

from app.runtime.outgoing import OutgoingError, put_out


def test_a_file_appears_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "outgoing"
    assert put_out(folder, "a.dcs", b"first").read_bytes() == b"first"
    assert put_out(folder, "a.dcs", b"second").read_bytes() == b"second"
    assert [path.name for path in folder.iterdir()] == ["a.dcs"]


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    made = put_out(tmp_path / "outgoing", "../../etc/a.dcs", b"x")
    assert made == tmp_path / "outgoing" / "a.dcs"


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutgoingError, match="file"):
        put_out(tmp_path / "file", "a.dcs", b"x")
