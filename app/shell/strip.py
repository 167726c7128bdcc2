"""What the strip at the top of every screen says."""

from app.shell.acts import Station
from app.shell.board import Board
from app.shell.stations.session import NO_SYNC
from app.workflow.desk import Acting
from widgets.common.state import StripView


def strip_view(
    station: Station, board: Board, acting: Acting | None, unacknowledged: int
) -> StripView:
    """Where, who, what is owed, and the time."""
    now = station.clock.now()
    return StripView(
        now=now,
        local_now=now.astimezone(),
        place=station.place,
        officer=acting.officer if acting else None,
        sync=board.sync or NO_SYNC,
        devices=tuple(board.devices.values()),
        unacknowledged=unacknowledged,
        simulated=station.simulated,
    )
