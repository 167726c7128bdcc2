"""One scene through the aids and through the naive rules beside them; runs in a worker process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

import cv2
import numpy as np

from app.cli.bench_aids_peers import lead_class_regions, published_blobs
from app.domain.annotation import PixelBox
from app.domain.hint import Hint, HintKind
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.radiography.aids.empty import verify_empty
from app.radiography.aids.hold import Hold, find_hold
from app.radiography.aids.picture import Floats, picture_of
from app.radiography.aids.run import AidReport, find_hints
from devices.emulators.imaging.varied.scene import (
    Task,
    VariedScene,
    empty_reference,
    make_scene,
)
from devices.emulators.imaging.varied.vehicle import Carrier

TEMPLATE_SEED = 30_000
"""The empty references are of one seed, far from what is judged."""

TOP_PX = 60
NEAR_PX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What one scene says of the aids and of the rules beside them.

    `found` is the aid's answer to the scene's task; `false_things` of `other_things` were flagged.
    `peer_score` is the template difference's score. Masses are kilograms.
    """

    seed: int
    task: Task
    groups: tuple[str, ...]
    found: bool = False
    found_or_opaque: bool = False
    false_things: int = 0
    other_things: int = 0
    peer_found: bool = False
    peer_false: int = 0
    published_found: bool = False
    published_false: int = 0
    published_others: int = 0
    peer_score: float = 0.0
    with_reference: bool | None = None
    true_kg: float = 0.0
    estimated_kg: float | None = None
    inside_interval: bool = False
    starved: float = 0.0
    elapsed_ms: float = 0.0
    no_space: bool = False
    details: tuple[str, ...] = field(default=())


def judge(place: tuple[int, Task]) -> Judged:
    """Make a scene, run the aids on it, and compare with its truth."""
    seed, task = place
    scene = make_scene(seed, task)
    report = find_hints(scene.channels, scan_of(scene))
    truth = scene.truth
    groups = (f"carrier {truth['carrier']}", f"load {truth['load']}", *truth["variations"])
    for thing in truth["objects_px"]:
        groups = (*groups, f"form {thing['form']}" if "form" in thing else f"of {thing['what']}")
    common = {"seed": seed, "task": task, "groups": groups, "elapsed_ms": report.elapsed_ms}
    if task is Task.SHIELD:
        return _shield(scene, report, common)
    if task is Task.CARGO:
        return _mass(scene, report, common)
    return _empty(scene, report, common)


def _shield(scene: VariedScene, report: AidReport, common: dict[str, object]) -> Judged:
    target = scene.truth["objects_px"][0]["box"]
    flagged = [hint for hint in report.hints if hint.kind is HintKind.SHIELD]
    opaque = [hint for hint in report.hints if hint.kind is HintKind.OPAQUE]
    hits = [hint for hint in flagged if _on(hint, target)]
    boxes = [hint.box for hint in flagged if hint.box]
    wrong = [box for box in boxes if not _overlap(_sides(box), target)]
    picture = picture_of(scene.channels, scan_of(scene))
    peer = lead_class_regions(picture, report.hold)
    peer_hits = [box for box in peer if _overlap(box, target)]
    blobs = published_blobs(picture, report.hold)
    published_hits = [blob for blob in blobs if _overlap(blob.box, target)]
    return Judged(
        **common,  # type: ignore[arg-type]  # a dict of this class's own fields
        found=bool(hits),
        found_or_opaque=bool(hits) or any(_on(hint, target) for hint in opaque),
        false_things=len(wrong),
        other_things=max(report.things_seen - 1, 0),
        peer_found=bool(peer_hits),
        peer_false=len(peer) - len(peer_hits),
        published_found=any(blob.flagged for blob in published_hits),
        published_false=sum(blob.flagged for blob in blobs if blob not in published_hits),
        published_others=len(blobs) - len(published_hits),
        no_space=report.hold is None,
    )


def _mass(scene: VariedScene, report: AidReport, common: dict[str, object]) -> Judged:
    found, true_kg = report.mass, float(scene.truth["cargo_kg"])
    return Judged(
        **common,  # type: ignore[arg-type]  # a dict of this class's own fields
        true_kg=true_kg,
        estimated_kg=None if found is None else found.cargo_kg,
        inside_interval=found is not None and found.low_kg <= true_kg <= found.high_kg,
        starved=1.0 if found is None else found.starved_fraction,
        no_space=found is None,
        false_things=sum(hint.kind is HintKind.SHIELD for hint in report.hints),
        other_things=report.things_seen,
    )


def _empty(scene: VariedScene, report: AidReport, common: dict[str, object]) -> Judged:
    verdict, hold = report.empty, report.hold
    if verdict is None or hold is None:
        return Judged(**common, no_space=True)  # type: ignore[arg-type]  # own fields
    picture = picture_of(scene.channels, scan_of(scene))
    alpha = picture.alpha()
    known = template(Carrier(scene.truth["carrier"]))
    if known is None:
        return Judged(**common, found=not verdict.empty)  # type: ignore[arg-type]  # own fields
    checked = verify_empty(picture, alpha, hold, known)
    return Judged(
        **common,  # type: ignore[arg-type]  # a dict of this class's own fields
        found=not verdict.empty,
        peer_score=template_score(alpha, hold, known),
        with_reference=not checked.empty,
    )


def scan_of(scene: VariedScene) -> Scan:
    """What the sheet of such a scan says: two energies and the size of a pixel."""
    height, width = scene.channels[0].shape
    energies = zip((ChannelRole.HIGH, ChannelRole.LOW), scene.truth["energies_MV"], strict=True)
    return Scan(
        scan_id=f"{scene.truth['seed']}",
        site="synthetic",
        lane="synthetic",
        device=scene.truth["generator"],
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        width_px=width,
        height_px=height,
        pixel_mm=(scene.truth["pixel_mm"], scene.truth["pixel_mm"]),
        channels=tuple(
            ScanChannel(role=role, energy_mv=energy, unit=PixelUnit.TRANSMISSION, scale=1 / 65_000)
            for role, energy in energies
        ),
        simulated=True,
    )


@cache
def template(carrier: Carrier) -> tuple[Floats, Hold] | None:
    """Alpha and space of an empty carrier, None if its space is not found."""
    picture = picture_of([empty_reference(carrier, TEMPLATE_SEED)], None)
    alpha = picture.alpha()
    hold = find_hold(picture, alpha)
    return None if hold is None else (alpha, hold)


def template_score(alpha: Floats, hold: Hold, known: tuple[Floats, Hold]) -> float:
    """The plain rule: mean of the 60 highest pixels of the smoothed difference to a template."""
    room = alpha[hold.inside]
    height, width = room.shape
    other = cv2.resize(known[0][known[1].inside], (width, height))
    calm = cv2.GaussianBlur(room - other, (0, 0), 3.0)
    return float(np.sort(calm, axis=None)[-TOP_PX:].mean())


def _on(hint: Hint, target: list[int]) -> bool:
    """Whether a hint's middle lies on a target, and it is not much larger than it."""
    box = hint.box
    if box is None:
        return False
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    inside = (
        target[0] - NEAR_PX < x < target[2] + NEAR_PX
        and target[1] - NEAR_PX < y < target[3] + NEAR_PX
    )
    size = (box.right - box.left) * (box.bottom - box.top)
    return inside and size < 4 * (target[2] - target[0]) * (target[3] - target[1])


def _sides(box: PixelBox) -> tuple[int, int, int, int]:
    return box.left, box.top, box.right, box.bottom


def _overlap(box: Sequence[int], target: list[int]) -> bool:
    return min(box[2], target[2]) > max(box[0], target[0]) and min(box[3], target[3]) > max(
        box[1], target[1]
    )
