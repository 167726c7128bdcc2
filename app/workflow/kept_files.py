"""What came from outside is kept as it came; where there is no room for it, that is recorded."""

from collections.abc import Sequence

from app.domain.events import UnreadableInput
from app.domain.evidence import EvidenceRef
from app.ports import EvidenceStore, RecordError
from app.workflow.recorder import Recorder

LINES_TYPE = "text/plain"


class KeptFiles:
    """Puts original bytes into the evidence store. Lives on the writer thread."""

    def __init__(self, evidence: EvidenceStore, recorder: Recorder) -> None:
        self._evidence = evidence
        self._recorder = recorder
        self._without_room: set[str] = set()

    def keep(
        self, name: str, files: Sequence[tuple[str, str, bytes]]
    ) -> tuple[EvidenceRef, ...] | None:
        """Keep files (name, media type, bytes) that belong together; None if there is no room."""
        try:
            refs = tuple(
                self._evidence.put(data, media_type=media_type, name=file_name)
                for file_name, media_type, data in files
            )
        except RecordError as error:
            # Said once, however often its device tries again.
            if name not in self._without_room:
                self._without_room.add(name)
                self.say_unreadable("evidence store", name, str(error), None)
            return None
        self._without_room.discard(name)
        return refs

    def keep_one(self, name: str, media_type: str, data: bytes) -> EvidenceRef | None:
        """Keep one file; None if there is no room."""
        refs = self.keep(name, ((name, media_type, data),))
        return refs[0] if refs else None

    def say_unreadable(self, device: str, name: str, why: str, ref: EvidenceRef | None) -> bool:
        """Record that nothing could be made of a file. True once that is on the disk."""
        event = UnreadableInput(device=device, name=name, why=why, evidence=ref)
        return self._recorder.record_or_keep(event)
