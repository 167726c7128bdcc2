"""Everything that a station remembers, opened once and closed at the end."""

import logging
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from app.domain.place import Place
from app.ports import Clock
from app.storage import tables
from app.storage.ballast import BALLAST_BYTES, Ballast
from app.storage.database import connect, migrate, open_engine
from app.storage.errors import LogRefusedError, refusal
from app.storage.evidence_files import EvidenceFiles
from app.storage.evidence_store import StoredEvidence
from app.storage.folder import held_by_this_process, make_folder, sync_folder
from app.storage.identity import KeyRing, SigningKey
from app.storage.journal import StationJournal, check_recent
from app.storage.lives import EpochFile, Life, enter
from app.storage.notices import StoredNotices
from app.storage.officers import StoredOfficers
from app.storage.outbox import Outbox
from app.storage.passages import Passages
from app.storage.reading import reading
from app.storage.reference import StoredReference
from app.storage.remote_log import StoredRemoteLog
from app.storage.writer import Writer
from app.wire.hlc import Hlc, latest_believable

LOG_NAME = "station.db"
EPOCH_NAME = "epoch.json"
LOCK_NAME = "lock"
BALLAST_NAME = "ballast"
EVIDENCE_NAME = "evidence"
KEYS_NAME = "keys"
LOG_KEY_NAME = "log.key"
EVIDENCE_KEY_NAME = "evidence.key"

_log = logging.getLogger(__name__)


class StationStore:
    """The open folder of one station. Use it as a context manager; any thread may call its parts.

    Attributes:
        journal, outbox, passages, remote, reference, notices, officers, evidence: the parts.
        life: the epoch, and why it began if it began just now.
        identity: signs requests; `public_key` is its public half.
        ballast: whether there is room in reserve; without it, new evidence is refused.
    """

    def __init__(
        self,
        directory: Path,
        engine: Engine,
        *,
        keys: KeyRing,
        identity: SigningKey,
        life: Life,
        ballast: Ballast,
        clock: Clock,
        closing: ExitStack,
    ) -> None:
        """Join the parts over an open log. `closing` undoes what was opened; see `open`."""
        self.identity = identity
        self.life = life
        self.ballast = ballast
        self._epoch_file = EpochFile(directory / EPOCH_NAME)
        self._closing = closing
        writer = Writer(engine, ballast)
        closing.callback(writer.close)
        hlc = Hlc(clock, last=_last_hlc(engine, clock))
        self.journal = StationJournal(
            engine, writer, life=life, identity=identity, clock=clock, hlc=hlc
        )
        self.outbox = Outbox(engine, writer, journal=self.journal, life=life, clock=clock)
        self.passages = Passages(engine, writer, journal=self.journal, epoch=life.epoch)
        self.remote = StoredRemoteLog(engine, writer, clock=clock, hlc=hlc)
        self.reference = StoredReference(engine, writer)
        self.notices = StoredNotices(engine, clock)
        self.officers = StoredOfficers(engine, writer)
        folder = directory / EVIDENCE_NAME
        key = keys.secret(EVIDENCE_KEY_NAME, needed_for=folder)
        make_folder(folder)
        self.evidence = StoredEvidence(
            EvidenceFiles(folder, key), engine, writer, ballast=ballast, clock=clock
        )

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        place: Place,
        clock: Clock,
        epoch_min: int = 1,
        ballast_bytes: int = BALLAST_BYTES,
    ) -> Self:
        """Open a station's folder, made if it is new; `epoch_min` is what the centre asks for.

        On a full disk the ballast is released, so that the station can go on deciding.

        Raises:
            LogRefusedError: the log is in use, foreign, damaged or too new, or a key is missing.
        """
        opening = partial(cls._open, directory, place, clock, epoch_min)
        with ExitStack() as undoing:
            closing = undoing.enter_context(ExitStack())
            try:
                make_folder(directory)
                closing.enter_context(held_by_this_process(directory / LOCK_NAME))
                ballast = Ballast(directory / BALLAST_NAME, ballast_bytes)
                ballast.hold()
                try:
                    store = opening(ballast, closing)
                except LogRefusedError:
                    if not (ballast.is_needed() and ballast.release()):
                        raise
                    store = opening(ballast, closing)
            except OSError as error:
                raise LogRefusedError(
                    f"the station's folder {directory} cannot be used: {error.strerror}"
                ) from error
            undoing.pop_all()
        return store

    @classmethod
    def _open(
        cls,
        directory: Path,
        place: Place,
        clock: Clock,
        epoch_min: int,
        ballast: Ballast,
        closing: ExitStack,
    ) -> Self:
        keys = KeyRing(directory / KEYS_NAME)
        identity = keys.identity()
        log = directory / LOG_NAME
        engine = open_engine(partial(connect, log, keys.secret(LOG_KEY_NAME, needed_for=log)))
        closing.callback(engine.dispose)
        migrate(engine)
        life = _enter(engine, directory, place, identity, clock, epoch_min)
        check_recent(engine, life)
        store = cls(
            directory,
            engine,
            keys=keys,
            identity=identity,
            life=life,
            ballast=ballast,
            clock=clock,
            closing=closing,
        )
        store.remember_progress()
        sync_folder(directory)
        return store

    @property
    def epoch(self) -> int:
        """Which life of the station this is."""
        return self.life.epoch

    @property
    def public_key(self) -> bytes:
        """The public half of the station's signing key."""
        return self.identity.public_key

    def remember_progress(self) -> None:
        """Note beside the log how far it has come, so that an older copy of it is recognised.

        A disk without room for that keeps the older note, which is as true.
        """
        try:
            self._epoch_file.remember_seq(self.life.epoch, self.journal.head.seq)
        except OSError as error:
            _log.warning("%s was not brought up to date: %s", EPOCH_NAME, error)

    def close(self) -> None:
        """Close the log and let go of the folder."""
        self.remember_progress()
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _enter(
    engine: Engine,
    directory: Path,
    place: Place,
    identity: SigningKey,
    clock: Clock,
    epoch_min: int,
) -> Life:
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            return enter(
                connection,
                EpochFile(directory / EPOCH_NAME),
                station=place.station,
                public_key=identity.public_key,
                epoch_min=epoch_min,
                now=clock.now(),
            )
    except DBAPIError as error:
        raise refusal(error) from error


def _last_hlc(engine: Engine, clock: Clock) -> int:
    """The highest hybrid time that this station ever gave, or heard and believed."""
    event = tables.event
    last = select(event.c.hlc).order_by(event.c.epoch.desc(), event.c.seq.desc()).limit(1)
    heard_at = tables.remote_event.c.hlc
    believed = select(func.max(heard_at)).where(heard_at <= latest_believable(clock.now()))
    with reading(engine) as connection:
        given = connection.execute(last).scalar_one_or_none()
        heard = connection.execute(believed).scalar_one()
    return max(given or 0, heard or 0)
