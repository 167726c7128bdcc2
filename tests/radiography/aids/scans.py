"""A scan's description for pixels that a test drew."""

from datetime import UTC, datetime

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel


def scan_of(shape: tuple[int, ...]) -> Scan:
    """Two energies of 5 mm pixels, air at 65,000, simulated."""
    return Scan(
        scan_id="1.2.826.0.1.3680043.10.49.1",
        site="Test",
        lane="imaging",
        device="emulator",
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        width_px=shape[1],
        height_px=shape[0],
        pixel_mm=(5.0, 5.0),
        channels=tuple(
            ScanChannel(role=role, energy_mv=energy, unit=PixelUnit.TRANSMISSION, scale=1 / 65_000)
            for role, energy in ((ChannelRole.HIGH, 9.0), (ChannelRole.LOW, 6.0))
        ),
        simulated=True,
    )
