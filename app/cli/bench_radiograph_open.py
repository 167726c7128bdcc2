"""From a file to the first picture, as the workstation does it, and what an open image takes."""

import os
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from app.domain.evidence import EvidenceRef
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel, WindowPreset
from app.radiography.image_cache import decode_to_cache, open_cached
from app.radiography.laid_file import lay_out
from app.radiography.pyramid import Pixels, build_pyramid
from app.radiography.windows import preset_window, review_lut
from app.runtime.workers import make_workers
from app.storage.evidence_files import EvidenceFiles
from devices.radiograph.decode import DICOM_MEDIA_TYPE, decode_scan
from devices.radiograph.dicos_write import write_dx

RUNS = 7
VIEW_PX = (1600, 900)
VIEW_BYTES_PER_PX = 8
"""Two for pixels, one for greys, one for materials, four for colours."""

PIXEL_MM = (2.5, 2.5)
AT = datetime(2026, 11, 24, 14, 26, 8, tzinfo=UTC)
CHANNELS = tuple(
    ScanChannel(role=role, energy_mv=energy, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000)
    for role, energy in ((ChannelRole.HIGH, 9.0), (ChannelRole.LOW, 6.0))
)

decode = partial(decode_to_cache, decode=decode_scan)


def open_times(image: Pixels) -> dict[str, Any]:
    """Times in ms: DICOS out of the evidence store, the same two-fold, and a raw file of pixels.

    A DICOS image is read and decrypted, its digest checked, handed to a worker process that is
    running already, decoded, its pyramid written, mapped here and painted at 1600x900.
    """
    with tempfile.TemporaryDirectory() as folder, make_workers() as workers:
        home = Path(folder)
        workers.submit(abs, 0).result()
        low = np.asarray(image - image // 5, dtype=np.uint16)
        single, dual = (
            _opened_dicos(home, workers.submit, channels) for channels in ([image], [image, low])
        )
        return {
            "dicos": single,
            "dicos_dual_energy": dual,
            "raw": _summary([_raw(home / "raw", image) for _ in range(RUNS)]),
            "runs": RUNS,
        }


def memory_of_open(image: Pixels) -> dict[str, Any]:
    """What a dual-energy image takes in a fresh process that has shown every part of it.

    `ratio` is what of the mapped files is in memory plus anonymous memory that came with the image,
    less 8 bytes for each pixel of the view, over the size of the pixels; `mapped_ratio` is that of
    all files that are mapped.
    """
    low = np.asarray(image - image // 5, dtype=np.uint16)
    with tempfile.TemporaryDirectory() as folder, make_workers() as workers:
        files = tuple(_files([image, low]))
        cached = workers.submit(decode, files, Path(folder) / "cache").result()
        with make_workers() as others:  # the one that decoded has memory left over
            anonymous, resident = others.submit(_shown_everywhere, cached).result()
        mapped = sum(path.stat().st_size for path in cached.rglob("*.npy"))
    pixels = 2 * image.nbytes
    view = VIEW_PX[0] * VIEW_PX[1] * VIEW_BYTES_PER_PX
    return {
        "pixel_bytes": pixels,
        "mapped_bytes": mapped,
        "anonymous_bytes": anonymous,
        "of_which_view_bytes": view,
        "resident_bytes": resident,
        "mapped_ratio": round(mapped / pixels, 4),
        "ratio": round((resident + max(anonymous - view, 0)) / pixels, 4),
    }


def _opened_dicos(home: Path, submit: Callable[..., Any], channels: list[Pixels]) -> dict[str, Any]:
    parts: dict[str, list[float]] = {}
    files = _files(channels)
    store = EvidenceFiles(home / "evidence", secrets.token_bytes(32))
    refs = [
        EvidenceRef(
            sha256=sha256(data).hexdigest(), media_type=kind, size_bytes=len(data), name=name
        )
        for name, kind, data in files
    ]
    for ref, (_, _, data) in zip(refs, files, strict=True):
        store.write(ref.sha256, data)
    for run in range(RUNS):
        worked, begun = _cpu_s(submit), perf_counter()
        cache = home / f"cache-{len(channels)}-{run}"
        laid = tuple(
            lay_out(
                store.read(ref),
                name=ref.name,
                media_type=ref.media_type,
                sha256=ref.sha256,
                cache=cache,
            )
            for ref in refs
        )
        was_read = perf_counter()
        cached = submit(decode, laid, cache).result()
        was_decoded = perf_counter()
        _painted(cached)
        painted = perf_counter()
        for name, since, until in (
            ("read_ms", begun, was_read),
            ("decode_and_pyramid_ms", was_read, was_decoded),
            ("first_paint_ms", was_decoded, painted),
            ("total_ms", begun, painted),
            ("cpu_ms", worked, _cpu_s(submit)),
        ):
            parts.setdefault(name, []).append((until - since) * 1000)
    size = sum(ref.size_bytes for ref in refs)
    return {"file_bytes": size, **{name: _summary(times) for name, times in parts.items()}}


def _cpu_s(submit: Callable[..., Any]) -> float:
    """Processor time of this process and the worker: what a busy machine does not change."""
    return process_time() + float(submit(process_time).result())


def _painted(cached: Path) -> Any:
    """A view that has painted the image of a folder."""
    image = open_cached(cached)
    view = _view()
    view.set_image(image.channels[0], PIXEL_MM)
    view.set_window(preset_window(WindowPreset.LOG, image.levels[0], CHANNELS[0]))
    view.repaint()
    return view


def _view() -> Any:
    from PySide6.QtWidgets import QApplication

    from widgets.radiograph.radiograph_view import RadiographView

    view = RadiographView(review_lut)
    view.resize(*VIEW_PX)
    view.show()
    QApplication.processEvents()
    return view


def _raw(path: Path, image: Pixels) -> float:
    image.tofile(path)
    view = _view()
    begun = perf_counter()
    pixels = np.memmap(path, np.uint16, "r", shape=image.shape)
    view.set_image(build_pyramid(pixels), PIXEL_MM)
    view.repaint()
    return (perf_counter() - begun) * 1000


def _shown_everywhere(cached: Path) -> tuple[int, int]:
    """Anonymous bytes that came, and resident bytes of the mapped files. Runs in a worker."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.domain.view_state import Palette
    from app.radiography.palettes import material_colours

    application = QApplication.instance() or QApplication([])
    view = _view()
    view.repaint()
    before = _resident("RssAnon")
    files_before = _resident("RssFile")
    image = open_cached(cached)
    view.set_image(image.channels[0], PIXEL_MM)
    view.set_channels(image.channels)
    view.set_material(image.material, material_colours)
    view.set_palette(Palette.DUAL)
    view.repaint()
    view.zoom_full()
    for channel in range(len(image.channels)):
        view.show_channel(channel)
        _walk(view)
    del application
    return _resident("RssAnon") - before, _resident("RssFile") - files_before


def _walk(view: Any) -> None:
    """Show every part: along each row of views, and down."""
    width, height = VIEW_PX
    viewport = view.viewport_shown
    across, down = viewport.image_width_mm, viewport.image_height_mm
    full = viewport.full_zoom
    for y_mm in np.arange(0, down, height / full):
        for x_mm in np.arange(0, across, width / full):
            middle = (x_mm + width / full / 2, y_mm + height / full / 2)
            view.look(replace(viewport, zoom=full, centre_x_mm=middle[0], centre_y_mm=middle[1]))
            view.repaint()


def _resident(name: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))


def _files(channels: list[Pixels]) -> list[tuple[str, str, bytes]]:
    height, width = channels[0].shape
    scan = Scan(
        scan_id="1.2.826.0.1.3680043.10.511.3.49",
        site="bench",
        lane="1",
        device="synthetic",
        started_at=AT,
        width_px=width,
        height_px=height,
        pixel_mm=PIXEL_MM,
        channels=CHANNELS[: len(channels)],
        simulated=True,
    )
    written = write_dx(scan, channels)
    return [(f"{n}.dcs", DICOM_MEDIA_TYPE, data) for n, data in enumerate(written)]


def _summary(times: list[float]) -> dict[str, float]:
    return {"median_ms": round(float(np.median(times)), 1), "max_ms": round(max(times), 1)}
