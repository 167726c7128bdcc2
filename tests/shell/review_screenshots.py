"""Screenshots of SECONDARY for docs/images, from radiographs that the emulator makes.

Everything on them is simulated: the scene, its attenuation and its noise are the emulated imager's,
the passage is the emulated portal's, and the workstation shows what it makes of both.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.decision import Disposition
from app.domain.events import DecisionMade, RadiographAttached
from app.domain.identifiers import CaseId
from app.domain.sync_state import SyncState
from app.radiography.image_cache import decode_to_cache
from app.workflow.updates import DeviceUpdate, ImageReady, SyncUpdate
from devices.emulators.imager import write_package
from devices.emulators.vehicles import Source, Vehicle
from devices.radiograph.decode import ScanFile, decode_scan, read_scan
from tests.builders import NOW
from tests.shell.booth import Booth
from tests.shell.cases import decision
from tests.shell.simulated_alarms import SCENES, Scene, events
from tests.ui_tools import post
from tests.ui_tools.goldens import SMALLEST
from tests.workflow.fakes import MemoryEvidence
from widgets.common.actions import ActionId, ScreenId
from widgets.secondary.screen import SecondaryScreen

SIZES = ((1920, 1080), (1366, 768))
SEED = 49
CAESIUM = next(scene for scene in SCENES if scene.name == "caesium")
MATERIALS = (ActionId.PALETTE_DUAL,)
TOOLS = (*MATERIALS, ActionId.OVERVIEW, ActionId.LOUPE, ActionId.HISTOGRAM)
UNSEEN = (ActionId.NEXT_UNSEEN, ActionId.PRESET_PENETRATE)


def scene() -> tuple[Scene, Vehicle]:
    """A lorry with a container in which a pot stands where the portal finds its source."""
    vehicle = replace(
        CAESIUM.vehicle,
        container="MSCU6603420",
        iso_type="45G1",
        seals_on_doors=("CA4471802",),
        cargo="furniture",
        source=Source(nuclide="Cs-137", net_cps=900.0, at_m=11.0, side_m=0.9, height_m=0.8),
    )
    return replace(CAESIUM, vehicle=vehicle), vehicle


def take_review(booth: Booth, sync: SyncState, folder: Path) -> None:
    """Write the pictures of the review in both languages, sizes and themes."""
    case = record(booth)
    booth.workstation.take(SyncUpdate(sync))
    for device in (post.PORTAL, post.READER, post.IMAGER):
        booth.workstation.take(DeviceUpdate(device))
    window, presenter = booth.workstation.window, booth.workstation.secondary
    assert presenter is not None
    window.show_screen(ScreenId.SECONDARY)
    presenter.select(case)
    screen = window.findChild(SecondaryScreen)
    assert isinstance(screen, SecondaryScreen)
    appearance = booth.workstation.appearance
    for theme in ("night", "day"):
        for tongue in ("en", "fr"):
            _take(booth, screen, MATERIALS, folder / f"secondary-review-{theme}-{tongue}")
            if (theme, tongue) == ("night", "en"):
                _take(booth, screen, TOOLS, folder / "secondary-review-tools")
                _take(booth, screen, UNSEEN, folder / "secondary-review-unseen")
            appearance.toggle_language()
        appearance.toggle_theme()


def _take(booth: Booth, screen: SecondaryScreen, acts: Sequence[ActionId], path: Path) -> None:
    """Press keys on the image as it came, take a picture in each size, and take them back."""
    toggles = {ActionId.OVERVIEW, ActionId.LOUPE, ActionId.HISTOGRAM}
    screen.handlers()[ActionId.IMAGE_RESET]()
    for act in acts:
        screen.handlers()[act]()
    for size in SIZES:
        settle(booth, size)
        named = path.with_name(f"{path.name}-{size[0]}.png")
        assert booth.workstation.window.grab().save(str(named), quality=SMALLEST)
    for act in toggles & set(acts):
        screen.handlers()[act]()


def record(booth: Booth) -> CaseId:
    """The referred case with the emulator's scan of it, ready in a cache."""
    made, vehicle = scene()
    case = CaseId(made.name)
    if booth.casebook.case(case) is None:
        booth.record(*events(made, SEED))
    booth.record(DecisionMade(case_id=case, decision=decision(Disposition.REFER)))
    folder = Path(tempfile.mkdtemp(prefix="parallel49-review-"))
    sheet = write_package(folder, vehicle, seed=SEED, at=NOW)
    files: Sequence[ScanFile] = [
        (path.name, media_type, path.read_bytes())
        for path, media_type in (
            (sheet, "application/xml"),
            (sheet.with_suffix(".tif"), "image/tiff"),
        )
    ]
    store = MemoryEvidence()
    refs = tuple(store.put(data, media_type=kind, name=name) for name, kind, data in files)
    attached = RadiographAttached(case_id=case, scan=read_scan(files), evidence=refs)
    booth.record(attached)
    cached = decode_to_cache(tuple(files), folder / "cache", decode=decode_scan)
    booth.workstation.take(ImageReady(case_id=case, image_id=attached.image_id, folder=str(cached)))
    return case


def settle(booth: Booth, size: tuple[int, int]) -> None:
    """Layouts ask for another one, and a new density for less room."""
    for _ in range(6):
        booth.workstation.window.resize(*size)
        booth.workstation.refresh()
        QApplication.processEvents()
    window = booth.workstation.window
    assert (window.width(), window.height()) == size
