"""Files of other makers, from the public test data."""

from pathlib import Path

import pytest


@pytest.fixture
def generated_dicos(public_data: Path) -> Path:
    return public_data / "radiography" / "generated_dicos"


@pytest.fixture
def toolkits_report(generated_dicos: Path) -> Path:
    return generated_dicos / "tdr_operator.dcs"
