"""The presenter of IMAGE QUALITY: what was measured of each imager, in the order of time."""

from collections.abc import Sequence
from dataclasses import fields, replace

from app.domain.image_quality import ImageQuality, QualityLimits
from app.domain.quality_events import ImageQualityMeasured
from app.shell.acts import Station
from app.shell.board import Board
from widgets.quality.screen import QualityScreen
from widgets.quality.state import ImagerQuality, QualityView

_Key = tuple[str, float | None]


class QualityPresenter:
    """Joins the page to what was measured. Which imager is looked at is the page's own business.

    Lives on the GUI thread; measuring is done in a worker, before anything comes here.
    """

    def __init__(self, screen: QualityScreen, station: Station, board: Board) -> None:
        self._screen = screen
        self._limits = station.quality_limits
        self._board = board
        self._shown: tuple[ImageQualityMeasured, ...] = ()

    def refresh(self) -> None:
        """Show what is known now."""
        if self._board.quality is not self._shown:
            self._shown = self._board.quality
            self._screen.show_view(quality_view(self._shown, self._limits, self._screen.view))


def quality_view(
    scans: Sequence[ImageQualityMeasured], limits: Sequence[QualityLimits], before: QualityView
) -> QualityView:
    """The page: imagers by name, and the imager and figure that were looked at `before`."""
    found: dict[_Key, list[ImageQuality]] = {}
    latest: dict[str, ImageQualityMeasured] = {}
    for scan in sorted(scans, key=lambda item: item.scan.started_at):
        latest[scan.scan.device] = scan
        for item in scan.measured:
            found.setdefault((item.device, item.energy_mv), []).append(item)
    keys = sorted(found, key=lambda key: (key[0], -(key[1] or 0.0)))
    current = before.current
    looked_at = None if current is None else (current.device, current.energy_mv)
    # One that was refused stands until the same imager is measured again.
    refused = [scan for scan in latest.values() if scan.refused is not None]
    last = max(refused, key=lambda item: item.scan.started_at, default=None)
    return replace(
        before,
        imagers=tuple(
            ImagerQuality(
                device=key[0],
                energy_mv=key[1],
                measured=tuple(found[key]),
                limits=limits_for(limits, key),
            )
            for key in keys
        ),
        selected=keys.index(looked_at) if looked_at in keys else 0,
        refused=None if last is None else last.refused,
        refused_scan="" if last is None else last.scan.scan_id,
    )


def limits_for(limits: Sequence[QualityLimits], imager: _Key) -> QualityLimits:
    """What the site expects of an imager: of each figure the first that is given for it."""
    device, energy_mv = imager
    fitting = [
        item
        for item in limits
        if item.device in ("", device) and item.energy_mv in (None, energy_mv)
    ]
    names = [field.name for field in fields(QualityLimits) if field.name.endswith(("min", "max"))]
    chosen = {
        name: next((v for item in fitting if (v := getattr(item, name)) is not None), None)
        for name in names
    }
    return QualityLimits(device=device, energy_mv=energy_mv, **chosen)
