"""States of the image-quality page. The numbers are made up; the page only shows them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.image_quality import (
    DETAIL_PERCENT,
    GROUP_PERIODS_MM,
    STEP_STEEL_MM,
    WIRES_MM,
    ImageQuality,
    QualityRefusal,
)
from widgets.quality.state import ImagerQuality, QualityView

NOW = datetime(2026, 11, 24, 14, 26, tzinfo=UTC)


def quality(days_ago: int = 0, penetration_mm: float | None = 300.0) -> ImageQuality:
    return ImageQuality(
        scan_id=f"iq-{days_ago}",
        device="VACIS P7500",
        measured_at=NOW - timedelta(days=days_ago),
        energy_mv=9.0,
        simulated=True,
        steps=tuple((float(mm), 400 * 0.72 ** (mm / 25)) for mm in STEP_STEEL_MM),
        details=tuple((percent, 2.4 * percent) for percent in reversed(DETAIL_PERCENT)),
        wires=tuple((mm, 1.9 * mm) for mm in reversed(WIRES_MM)),
        line_pairs=tuple((mm, mm / 48) for mm in GROUP_PERIODS_MM),
        penetration_mm=penetration_mm,
        contrast_percent=1.5,
        wire_mm=2.0,
        line_pair_mm=12.0,
        mtf10_along_per_mm=0.094,
        mtf10_upright_per_mm=0.081,
        noise_air=0.0061,
    )


def vacis() -> ImagerQuality:
    measured = [
        quality(days, penetration_mm=mm)
        for days, mm in ((70, 320.0), (56, 320.0), (42, 320.0), (28, None), (14, 320.0), (0, 300.0))
    ]
    return ImagerQuality(device="VACIS P7500", energy_mv=9.0, measured=tuple(measured))


def full_view() -> QualityView:
    other = replace(quality(3), device="Eagle G60", energy_mv=6.0)
    return QualityView(
        imagers=(vacis(), ImagerQuality(device="Eagle G60", energy_mv=6.0, measured=(other,))),
        refused=QualityRefusal.OUT_OF_PLACE,
        refused_scan="iq-2026-11-24-b",
    )


def empty_view() -> QualityView:
    return QualityView()
