"""Everything behind the screens of one workstation, opened and closed as a whole."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from app.clearance.bundles import read_bundle, shipped_bundle
from app.clearance.policy import PolicyBundle, assess_all
from app.domain.case import Case
from app.domain.events import StationStarted
from app.domain.facts import Fact
from app.domain.identifiers import Country
from app.domain.risk import Assessment
from app.main.centre import CentreLink, connect_centre
from app.main.links import Wiring, supervisors
from app.ports import Clock
from app.prescreening.facts import facts_of
from app.radiation.verdict import assess_occupancy
from app.radiography.image_cache import decode_to_cache
from app.runtime.ids import id_maker
from app.runtime.io_thread import IoThread
from app.runtime.passwords import verify_pin
from app.runtime.settings import Site
from app.runtime.workers import make_workers
from app.runtime.writer import WriterThread
from app.storage.station_store import StationStore
from app.workflow.casebook import CaseBook
from app.workflow.desk import Desk
from app.workflow.imagery import Imagery
from app.workflow.intake import Analyses, Intake
from app.workflow.recorder import Recorder
from app.workflow.session import Session
from app.workflow.updates import Expected, Update
from devices.radiograph.decode import decode_scan

EXPECTED_MAX = 12
ANALYSIS_PROCESSES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """What the shell uses. `close` ends it on the writer thread."""

    desk: Desk
    session: Session
    imagery: Imagery
    recorder: Recorder
    centre: CentreLink | None
    store: StationStore
    cases: tuple[Case, ...]
    version: str
    close: Callable[[], None]


def open_backend(
    site: Site, clock: Clock, writer: WriterThread, publish: Callable[[Update], None]
) -> Backend:
    """Open the station's record and start its links. Called on the writer thread.

    Raises:
        LogRefusedError: the record cannot be used.
        SiteFileError: a device of the site file is not one that this program knows.
    """
    with ExitStack() as closing:
        store = closing.enter_context(
            StationStore.open(site.data_dir, place=site.place, clock=clock)
        )
        workers = make_workers(ANALYSIS_PROCESSES)
        closing.callback(workers.shutdown, wait=True, cancel_futures=True)
        cache = Path(tempfile.mkdtemp(prefix="parallel49-images-"))
        closing.callback(shutil.rmtree, cache, ignore_errors=True)
        casebook = CaseBook()
        casebook.load(chain(store.journal.events(), store.remote.events()))
        recorder = Recorder(store.journal, casebook, publish)
        program = version("parallel49")
        recorder.record(StationStarted(place=site.place, version=program, simulated=site.simulated))
        bundles: list[PolicyBundle] = []
        intake = Intake(
            site.place,
            clock,
            writer,
            casebook,
            recorder,
            store.notices,
            store.evidence,
            Analyses(
                workers=workers,
                assess_occupancy=assess_occupancy,
                assess_consignment=partial(_assess, bundles),
                facts_of=facts_of,
            ),
            id_maker(clock),
            publish,
            simulated=site.simulated,
        )
        io = closing.enter_context(IoThread())
        for supervisor in supervisors(
            site.devices, Wiring(site.place, clock, writer, intake, publish)
        ):
            io.submit(supervisor.run())

        def reference_changed() -> None:
            bundles[:] = [_bundle(store, country) for country in Country]
            publish(Expected(tuple(store.notices.expected(EXPECTED_MAX))))
            intake.notices_changed()

        centre = None
        if site.centre is not None:
            centre = connect_centre(
                site, clock, store, io, writer, recorder, publish, reference_changed
            )
        imagery = Imagery(
            store.evidence,
            centre.fetch if centre else _no_centre,
            writer,
            workers,
            partial(decode_to_cache, decode=decode_scan),
            cache,
            publish,
        )
        desk = Desk(
            site.place,
            clock,
            casebook,
            recorder,
            lambda: centre is None or not centre.is_up,
        )
        session = Session(site.place, clock, store.officers, recorder.record, verify_pin)
        reference_changed()
        held = closing.pop_all()
    return Backend(
        desk=desk,
        session=session,
        imagery=imagery,
        recorder=recorder,
        centre=centre,
        store=store,
        cases=tuple(casebook.cases()),
        version=program,
        close=held.close,
    )


def _bundle(store: StationStore, country: Country) -> PolicyBundle:
    """The newest policy that the centre sent for a country, else the shipped example."""
    found = store.reference.policy(f"{country.value.lower()}-land")
    return read_bundle(found[0]) if found else shipped_bundle(country)


def _assess(
    bundles: Sequence[PolicyBundle], facts: Sequence[Fact], now: datetime
) -> tuple[Assessment, ...]:
    return assess_all(bundles, facts, now=now)
