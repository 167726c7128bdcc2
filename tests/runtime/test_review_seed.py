"""The seed of the random share is made once and never replaced."""

from pathlib import Path

import pytest

from app.runtime.review_seed import SEED_BYTES, SeedError, seed_at


def test_a_seed_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "review.seed"
    seed = seed_at(path)
    assert len(seed) == SEED_BYTES
    assert seed_at(path) == seed
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [0, SEED_BYTES - 1, SEED_BYTES + 1])
def test_what_is_no_seed_is_refused_and_left_as_it_is(tmp_path: Path, size: int) -> None:
    path = tmp_path / "review.seed"
    path.write_bytes(bytes(size))
    with pytest.raises(SeedError):
        seed_at(path)
    assert path.read_bytes() == bytes(size)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="nowhere"):
        seed_at(tmp_path / "nowhere" / "review.seed")
