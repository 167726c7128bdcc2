"""Files of other makers, from the shared data."""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("PARALLEL49_DATA", Path(__file__).parents[3].parent / "shared" / "data"))


@pytest.fixture
def generated_dicos() -> Path:
    folder = DATA / "radiography" / "generated_dicos"
    if not folder.is_dir():
        pytest.skip("the shared data is not here: set PARALLEL49_DATA")
    return folder


@pytest.fixture
def toolkits_report(generated_dicos: Path) -> Path:
    return generated_dicos / "tdr_operator.dcs"
