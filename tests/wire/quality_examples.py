"""The fixed events of scans of test objects. Part of `tests.wire.examples`."""

from app.domain.events import Event
from app.domain.evidence import EvidenceRef
from app.domain.image_quality import ImageQuality, QualityRefusal
from app.domain.quality_events import ImageQualityMeasured, TestObjectScanned
from app.domain.radiograph import Scan


def quality_examples(scan: Scan, evidence: EvidenceRef) -> tuple[Event, ...]:
    """One of every kind."""
    return (
        TestObjectScanned(scan=scan, evidence=(evidence,)),
        ImageQualityMeasured(
            image_id=evidence.sha256,
            scan=scan,
            measured=(
                ImageQuality(
                    scan_id=scan.scan_id,
                    device=scan.device,
                    measured_at=scan.started_at,
                    energy_mv=9.0,
                    simulated=True,
                    steps=((50.0, 101.5), (100.0, 4.5)),
                    details=((6.0, 9.0),),
                    wires=((6.0, 7.5),),
                    line_pairs=((40.0, 0.875),),
                    penetration_mm=50.0,
                    contrast_percent=6.0,
                    wire_mm=None,
                    line_pair_mm=40.0,
                    mtf10_along_per_mm=0.08,
                    mtf10_upright_per_mm=None,
                    noise_air=0.0075,
                ),
            ),
            refused=QualityRefusal.OUT_OF_PLACE,
            algorithm="test object of 2026",
            version="1",
        ),
    )
