"""Whether this machine lets us cut the power of a filesystem."""

import pytest

from tests.faults import power


@pytest.fixture(scope="session")
def fuse(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where no filesystem can be mounted; one that fails by itself is no reason to skip."""
    if why := power.missing():
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("fuse")
    try:
        power.mount(folder / "disk", folder / "mount").cut()
    except power.MountRefusedError as error:
        pytest.skip(f"mounting is not allowed here: {error}")
