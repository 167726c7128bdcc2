"""The list of alarms and the background of the lane: asked of the record, a page at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.alarm_list import AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.identifiers import CaseId
from app.ports import WorldError
from app.shell.acts import Station
from app.shell.adjudicating import Adjudicating
from app.shell.stations.adjudication_view import ListLook, next_filter
from widgets.adjudication.state import ListState, TrendPoint

TREND = timedelta(hours=24)


class AlarmList:
    """Lives on the GUI thread; `changed` is called when there is something new to show."""

    def __init__(self, station: Station, acts: Adjudicating, changed: Callable[[], None]) -> None:
        self._station = station
        self._acts = acts
        self._changed = changed
        self._stale = True
        self.look = ListLook()
        self.trend: tuple[TrendPoint, ...] = ()
        self.trend_until: datetime | None = None

    @property
    def first_open(self) -> CaseId | None:
        """The newest open alarm of the page."""
        entries = self.look.page.entries if self.look.page else ()
        return next((entry.case_id for entry in entries if entry.code is None), None)

    def make_stale(self) -> None:
        """Something was recorded: what the list says may be old."""
        self._stale = True

    def read_if_stale(self) -> None:
        """Ask for page and background anew, but only if something was recorded."""
        if not self._stale:
            return
        self._stale = False
        self._ask(self.look.query, self.look.starts)
        self.trend_until = self._station.clock.now()
        since = self.trend_until - TREND
        lane = self._station.place.lane
        self._acts.background(lane, since, done=self._trended, failed=self._failed)

    def filter_nuclide(self) -> None:
        """Show the alarms of the next nuclide that was ever named here, then all again."""
        page, query = self.look.page, self.look.query
        wanted = next_filter(query.nuclide, page.nuclides if page else ())
        self._ask(AlarmQuery(nuclide=wanted, open_only=query.open_only), ())

    def filter_open(self) -> None:
        """Show only open alarms, or all."""
        query = self.look.query
        self._ask(AlarmQuery(nuclide=query.nuclide, open_only=not query.open_only), ())

    def turn(self, by: int) -> None:
        """An older page (1) or a newer one (-1)."""
        look = self.look
        if by > 0 and look.page is not None and look.page.has_next:
            last = look.page.entries[-1].position
            self._ask(replace(look.query, before=last), (*look.starts, look.query.before))
        elif by < 0 and look.starts:
            self._ask(replace(look.query, before=look.starts[-1]), look.starts[:-1])

    def _ask(self, query: AlarmQuery, starts: tuple[int, ...]) -> None:
        self.look = replace(self.look, query=query, starts=starts, state=ListState.LOADING)
        self._acts.page(query, done=lambda page: self._listed(query, page), failed=self._failed)

    def _listed(self, query: AlarmQuery, page: AlarmPage) -> None:
        if query == self.look.query:  # else another page was asked for in the meantime
            self.look = replace(self.look, page=page, state=ListState.READY, why="")
            self._changed()

    def _failed(self, error: WorldError) -> None:
        self.look = replace(self.look, state=ListState.FAILED, why=str(error))
        self._changed()

    def _trended(self, points: tuple[BackgroundPoint, ...]) -> None:
        self.trend = tuple(
            TrendPoint(at=point.at, background_cps=point.background_cps) for point in points
        )
        self._changed()
