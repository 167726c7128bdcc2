"""Brings a radiograph to the screen: original bytes, decoded in a worker, mapped from a cache."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from types import MappingProxyType

from app.domain.events import RadiographAttached
from app.domain.evidence import EvidenceRef
from app.ports import EvidenceStore, Serial, WorldError
from app.radiography.laid_file import LaidFile, lay_out
from app.workflow.analysis_words import why_not_analysed
from app.workflow.updates import ImageFailed, ImageReady, Update

Decode = Callable[[tuple[LaidFile, ...], Path], Path]
Remake = Callable[[Path, int], Path]

NO_REMAKES: Mapping[str, Remake] = MappingProxyType({})


class Imagery:
    """Prepares radiographs. Called on the writer thread; decoding runs in a worker process."""

    def __init__(
        self,
        evidence: EvidenceStore,
        fetch: Callable[[EvidenceRef], Future[bytes]],
        writer: Serial,
        workers: Executor,
        decode: Decode,
        cache: Path,
        publish: Callable[[Update], None],
        remakes: Mapping[str, Remake] = NO_REMAKES,
    ) -> None:
        self._evidence = evidence
        self._fetch = fetch
        self._writer = writer
        self._workers = workers
        self._decode = decode
        self._cache = cache
        self._publish = publish
        self._remakes = remakes
        self._under_way: dict[str, list[RadiographAttached]] = {}

    def request(self, attached: RadiographAttached) -> None:
        """Make this radiograph ready; ImageReady or ImageFailed will say how it went."""
        if (asked := self._under_way.get(attached.image_id)) is not None:
            if attached not in asked:  # the same bytes, attached to another case
                asked.append(attached)
            return
        self._under_way[attached.image_id] = [attached]
        missing = [ref for ref in attached.evidence if not self._evidence.has(ref)]
        if not missing:
            self._decode_now(attached)
            return
        self._await_missing(attached, missing)

    def remake(self, name: str, folder: Path, channel: int) -> Future[Path]:
        """Have a worker make a channel of a decoded image anew: the folder of its pyramid.

        `name` is one of the remakes that this was made with, such as "equalised" or "cleaned".
        From any thread.
        """
        return self._workers.submit(self._remakes[name], folder, channel)

    def laid_out(self, attached: RadiographAttached) -> tuple[LaidFile, ...]:
        """The original files of a radiograph, laid out for a worker. Raises WorldError, OSError."""
        return tuple(self._laid_out(ref) for ref in attached.evidence)

    def _await_missing(self, attached: RadiographAttached, missing: list[EvidenceRef]) -> None:
        ref = missing[0]

        def fetched(done: Future[bytes]) -> None:
            self._writer.post(self._fetched, attached, missing, done)

        self._fetch(ref).add_done_callback(fetched)

    def _fetched(
        self, attached: RadiographAttached, missing: list[EvidenceRef], done: Future[bytes]
    ) -> None:
        ref, *rest = missing
        try:
            self._evidence.put(done.result(), media_type=ref.media_type, name=ref.name)
        except WorldError as error:
            self._failed(attached, str(error))
            return
        if rest:
            self._await_missing(attached, rest)
        else:
            self._decode_now(attached)

    def _decode_now(self, attached: RadiographAttached) -> None:
        try:
            files = self.laid_out(attached)
        except (WorldError, OSError) as error:
            self._failed(attached, str(error))
            return
        decoding = self._workers.submit(self._decode, files, self._cache)
        decoding.add_done_callback(lambda done: self._writer.post(self._done, attached, done))

    def _laid_out(self, ref: EvidenceRef) -> LaidFile:
        return lay_out(
            self._evidence.get(ref),
            name=ref.name,
            media_type=ref.media_type,
            sha256=ref.sha256,
            cache=self._cache,
        )

    def _done(self, attached: RadiographAttached, done: Future[Path]) -> None:
        if done.cancelled():
            return
        if (error := done.exception()) is not None:
            self._failed(attached, why_not_analysed(error))
            return
        folder = str(done.result())
        for asked in self._under_way.pop(attached.image_id):
            self._publish(ImageReady(asked.case_id, asked.image_id, folder))

    def _failed(self, attached: RadiographAttached, why: str) -> None:
        for asked in self._under_way.pop(attached.image_id):
            self._publish(ImageFailed(asked.case_id, asked.image_id, why))
