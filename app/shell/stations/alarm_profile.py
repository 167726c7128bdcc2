"""What vehicles alone would make of the portal's counts, worked out beside the GUI thread."""

import logging
from collections.abc import Callable

from app.domain.case import Case
from app.domain.identifiers import CaseId
from app.domain.rate_profile import RateProfile
from app.ports import WorldError
from app.shell.adjudicating import Adjudicating

_log = logging.getLogger(__name__)
_Key = tuple[CaseId, int]


class AlarmProfile:
    """Asks once for each passage. Lives on the GUI thread.

    `changed` is called when an answer has come.
    """

    def __init__(self, acts: Adjudicating, changed: Callable[[], None]) -> None:
        self._acts = acts
        self._changed = changed
        self._known: dict[_Key, RateProfile | None] = {}
        self._asked: set[_Key] = set()

    def expected(self, case: Case) -> RateProfile | None:
        """What is known of the latest passage of `case`; what is not is asked for."""
        key = case.case_id, len(case.occupancies)
        if case.occupancy is not None and key not in self._asked:
            self._asked.add(key)
            self._acts.expected(
                case.occupancy,
                done=lambda found: self._found(key, found),
                failed=lambda error: self._failed(key, error),
            )
        return self._known.get(key)

    def _found(self, key: _Key, found: RateProfile | None) -> None:
        self._known[key] = found
        self._changed()

    def _failed(self, key: _Key, error: WorldError) -> None:
        _log.warning("no expected profile of %s: %s", key, error)
