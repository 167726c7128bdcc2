"""Any valid domain value, made from the dataclasses themselves, optional fields included."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import reject
from hypothesis import strategies as st

from app.domain.annotation import Annotation, PixelBox
from app.domain.conveyance import ContainerNumber, container_check_digit
from app.domain.decision import STAGE_DISPOSITIONS, Decision
from app.domain.events import EVENT_KINDS, Event
from app.domain.evidence import EvidenceRef
from app.domain.hint import Hint
from app.domain.identifiers import EventRef, StationId
from app.domain.occupancy import CountProfile, Occupancy
from app.domain.radiograph import ScanChannel
from app.domain.reading import RandomDraw, Reading, ReadingVerdict, ThreatTest
from app.domain.spectrum import EnergyCalibration, Spectrum

INT64 = st.integers(-(2**63), 2**63 - 1)
COUNTS = st.integers(0, 2**32)
POSITIVE = st.floats(min_value=1e-6, max_value=1e9)
TIMES = st.datetimes(timezones=st.just(UTC))
STATIONS = st.from_regex(r"\A[a-z0-9][a-z0-9-]{1,30}\Z").map(StationId)

_SIMPLE: dict[object, st.SearchStrategy[Any]] = {
    int: st.integers(0, 2**40),
    float: st.floats(min_value=0, allow_nan=False),
    str: st.text(min_size=1, max_size=12),
    bool: st.booleans(),
    bytes: st.binary(max_size=64),
    date: st.dates(),
    datetime: TIMES,
    type(None): st.none(),
    StationId: STATIONS,
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Valid values of a type as the domain's annotations write them."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, NewType):
        return values(hint.__supertype__)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return st.deferred(lambda: _built(hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([values(argument) for argument in arguments])
    if origin is frozenset:
        return st.frozensets(values(arguments[0]), min_size=1, max_size=3)
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    assert origin is tuple, f"no values for {hint}"
    return st.tuples(*(values(argument) for argument in arguments))


def events(kind: str) -> st.SearchStrategy[Event]:
    """Valid events of one kind."""
    return values(EVENT_KINDS[kind])


@st.composite
def _built(draw: st.DrawFn, cls: type) -> Any:
    """An instance with every field drawn; what the class refuses is drawn again."""
    hints = get_type_hints(cls)
    drawn = {field.name: draw(values(hints[field.name])) for field in fields(cls)}
    if cls in _ADJUSTED:
        drawn = _ADJUSTED[cls](draw, drawn)
    try:
        return cls(**drawn)
    except ValueError:
        reject()


def _profile(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    length = draw(st.integers(1, 5))
    row = st.lists(COUNTS, min_size=length, max_size=length).map(tuple)
    panels = draw(st.lists(row, max_size=2).map(tuple))
    return {**drawn, "counts": draw(row), "panels": panels, "interval_s": draw(POSITIVE)}


def _occupancy(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    measured = frozenset(profile.radiation for profile in drawn["profiles"])
    opened_at = draw(st.datetimes(max_value=datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - Hypothesis adds the zone
    closed_at = opened_at + draw(st.timedeltas(timedelta(0), timedelta(hours=1)))
    return {
        **drawn,
        "alarms": drawn["alarms"] & measured,
        "opened_at": opened_at,
        "closed_at": closed_at,
        "speed_m_per_s": draw(st.none() | POSITIVE),
    }


def _spectrum(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    counts = draw(st.lists(COUNTS, min_size=1, max_size=6).map(tuple))
    calibration = drawn["calibration"]
    if calibration is not None and calibration.edges_kev:
        edges = tuple(float(channel) for channel in range(len(counts) + 1))
        calibration = EnergyCalibration(edges_kev=edges)
    times = {"live_time_s": draw(POSITIVE), "real_time_s": draw(POSITIVE)}
    return {**drawn, **times, "counts": counts, "calibration": calibration}


def _calibration(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    terms = st.lists(st.floats(allow_nan=False), min_size=1, max_size=4).map(tuple)
    if draw(st.booleans()):
        return {"coefficients": draw(terms), "edges_kev": ()}
    return {"coefficients": (), "edges_kev": (0.0, 1.5, 4.0)}


def _decision(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    allowed = sorted(STAGE_DISPOSITIONS[drawn["stage"]])
    return {**drawn, "disposition": draw(st.sampled_from(allowed))}


def _evidence(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    return {**drawn, "sha256": draw(st.binary(min_size=32, max_size=32)).hex()}


def _container(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    text = draw(st.from_regex(r"\A[A-Z]{3}[UJZ][0-9]{6}\Z"))
    return {**drawn, "text": f"{text}{container_check_digit(text)}"}


def _channel(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    return {**drawn, "bits": draw(st.integers(1, 16)), "scale": draw(POSITIVE)}


def _ref(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    counter = st.integers(1, 2**63 - 1)
    return {**drawn, "epoch": draw(counter), "seq": draw(counter)}


SHARES = st.floats(0, 1, allow_nan=False)
PIXELS = st.integers(0, 2**20)


def _box(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    left, top = draw(PIXELS), draw(PIXELS)
    right, bottom = left + 1 + draw(PIXELS), top + 1 + draw(PIXELS)
    return {"left": left, "top": top, "right": right, "bottom": bottom}


def _annotation(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    return {**drawn, "number": draw(st.integers(1, 99)), "probability": draw(st.none() | SHARES)}


def _hint(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    return {**drawn, "confidence": draw(SHARES)}


def _draw_of_chance(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    seed = draw(st.binary(min_size=32, max_size=32)).hex()
    value = draw(st.floats(0, 1, exclude_max=True, allow_nan=False))
    return {"value": value, "share": draw(SHARES), "seed_sha256": seed}


def _reading(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    started_at, decided_at = sorted((drawn["started_at"], drawn["decided_at"]))
    shares = {"coverage": draw(SHARES), "opaque_share": draw(SHARES)}
    marks = drawn["annotations"]
    verdict = drawn["verdict"] if marks else ReadingVerdict.CLEAR
    hints = drawn["hints"] if drawn["first_look"] is not None else ()
    return {
        **drawn,
        **shares,
        "started_at": started_at,
        "decided_at": decided_at,
        "verdict": verdict,
        "hints": hints,
    }


def _threat_test(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    box = None if drawn["object_name"] is None else draw(values(PixelBox))
    return {**drawn, "box": box, "marked": drawn["marked"] and box is not None}


_ADJUSTED: dict[type, Callable[[st.DrawFn, dict[str, Any]], dict[str, Any]]] = {
    PixelBox: _box,
    Annotation: _annotation,
    Hint: _hint,
    RandomDraw: _draw_of_chance,
    Reading: _reading,
    ThreatTest: _threat_test,
    CountProfile: _profile,
    Occupancy: _occupancy,
    Spectrum: _spectrum,
    EnergyCalibration: _calibration,
    Decision: _decision,
    EvidenceRef: _evidence,
    ContainerNumber: _container,
    ScanChannel: _channel,
    EventRef: _ref,
}
