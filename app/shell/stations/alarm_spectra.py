"""What this station names in the spectra of an alarm, and in the parts of them that are chosen."""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.domain.case import Case
from app.domain.events import SpectrumAttached
from app.domain.time_history import Measured, TimePart
from app.ports import WorldError
from app.shell.adjudicating import Adjudicating
from app.shell.stations.adjudication_view import AlarmLook, spectrum_number, together

_log = logging.getLogger(__name__)
_Key = tuple[str, TimePart | None]


class AlarmSpectra:
    """Asks for each spectrum and each part once. Lives on the GUI thread.

    `changed` is called when an answer has come.
    """

    def __init__(self, acts: Adjudicating, changed: Callable[[], None]) -> None:
        self._acts = acts
        self._changed = changed
        self._known: dict[_Key, Measured] = {}
        self._asked: set[_Key] = set()
        self._pending: set[_Key] = set()

    def look(self, case: Case, look: AlarmLook) -> AlarmLook:
        """`look` with what is known of the case's spectra; what is not is asked for.

        What a part named is not unsaid by looking at another part: it counts for the alarm.
        While a part is being named the spectrum before it stays on the screen.
        """
        keys = [self._ask(attached, None) for attached in case.spectra]
        if not keys:
            return replace(look, own=None, own_pending=False, measured=None, part_pending=False)
        number = spectrum_number(case, look)
        chosen = self._ask(case.spectra[number], look.part)
        names = {name for name, _ in keys}
        found = [item.own for (name, _), item in self._known.items() if name in names]
        measured = self._known.get(chosen)
        if measured is None and chosen in self._pending and look.measured is not None:
            measured = look.measured
        return replace(
            look,
            own=together(found),
            own_pending=any(key in self._pending for key in keys),
            measured=measured or self._known.get(keys[number]),
            part_pending=look.part is not None and chosen in self._pending,
        )

    def _ask(self, attached: SpectrumAttached, part: TimePart | None) -> _Key:
        key = attached.evidence.sha256, part
        if key not in self._asked:
            self._asked.add(key)
            started = self._acts.identify(
                attached.file,
                part,
                done=lambda found: self._identified(key, found),
                failed=lambda error: self._not_identified(key, error),
            )
            if started and key not in self._known:
                self._pending.add(key)
        return key

    def _identified(self, key: _Key, found: Measured) -> None:
        self._pending.discard(key)
        self._known[key] = found
        self._changed()

    def _not_identified(self, key: _Key, error: WorldError) -> None:
        _log.warning("no identification of %s: %s", key, error)
        self._pending.discard(key)
        self._changed()
