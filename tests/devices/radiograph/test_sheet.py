"""A sheet says what the image beside it is, and nothing that it may not say gets through."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import SHEET_BYTES_MAX
from devices.radiograph.sheet import Sheet, read_sheet, write_sheet
from tests.devices.radiograph.packages import sheet

words = st.text(st.characters(whitelist_categories=["L", "N", "P"]), max_size=40)
channels = st.builds(
    ScanChannel,
    role=st.sampled_from(ChannelRole),
    energy_mv=st.none() | st.sampled_from([0.662, 6.0, 9.0]),
    unit=st.sampled_from(PixelUnit),
    scale=st.floats(1e-9, 10),
    offset=st.floats(-100, 100),
    bits=st.integers(1, 16),
)
sheets = st.builds(
    Sheet,
    scan_id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True),
    site=words,
    lane=words,
    device=st.just("Maker Model"),
    started_at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
    ended_at=st.none(),
    conveyance=words,
    container_number=st.none() | st.just("MSCU6603420"),
    iso_type=st.none() | st.just("45G1"),
    plate=st.none() | st.just("CJK 4419"),
    seals=st.lists(words.filter(bool), max_size=4).map(tuple),
    channels=st.lists(channels, min_size=1, max_size=4).map(tuple),
    pixel_mm=st.none() | st.tuples(st.floats(0.1, 50), st.floats(0.1, 50)),
    front_right=st.booleans(),
    air_rows=st.none() | st.just((0, 24)),
    rpm_alarm=st.none() | st.just("portal-3/118"),
    simulated=st.booleans(),
    image_sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
)


@given(sheets)
def test_what_is_written_is_read_back(written: Sheet) -> None:
    assert read_sheet(write_sheet(written)) == written


def test_values_may_stand_in_attributes_or_in_elements() -> None:
    text = write_sheet(sheet()).decode()
    text = text.replace("<plate>CJK 4419</plate>", "").replace(
        "<Conveyance ", '<Conveyance plate="CJK 4419" '
    )
    assert read_sheet(text.encode()).plate == "CJK 4419"


def test_times_of_any_zone_are_read_as_utc() -> None:
    local = datetime(2026, 11, 24, 7, 26, 8, tzinfo=timezone(timedelta(hours=-7)))
    assert read_sheet(write_sheet(sheet(started_at=local))).started_at == datetime(
        2026, 11, 24, 14, 26, 8, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('version="1"', 'version="2"', "version"),
        ("<ScanId>COU-20261124-0001</ScanId>", "", "ScanId is missing"),
        ("COU-20261124-0001", "../../etc/passwd", "ScanId may hold"),
        ("2026-11-24T14:26:08+00:00", "2026-11-24T14:26:08", "time zone"),
        ("2026-11-24T14:26:08+00:00", "yesterday", "ISO 8601"),
        ('role="high"', 'role="purple"', "none of"),
        ('unit="transmission"', 'unit="grams"', "none of"),
        ('scale="', 'scale="-', "positive"),
        ('bits="16"', 'bits="17"', "1 to 16 bits"),
        ('index="1"', 'index="0"', "order of the pages"),
        ('x_mm="5.0"', 'x_mm="nan"', "not finite"),
        ('x_mm="5.0"', 'x_mm="0"', "between"),
        ("front-left", "sideways", "Orientation"),
        ("<AirRows>0 4</AirRows>", "<AirRows>4 0</AirRows>", "AirRows"),
        ("<Simulated>true</Simulated>", "<Simulated>maybe</Simulated>", "Simulated"),
        ("<Sha256>", "<Sha256>x", "hexadecimal"),
        ("Coutts AB", "C" * 129, "more than 128"),
        ("Coutts AB", "a&#x202E;b", "cannot be printed"),
        ("</CargoScan>", "", "not XML"),
    ],
)
def test_a_sheet_with_one_fault_is_refused_for_that_fault(old: str, new: str, why: str) -> None:
    text = write_sheet(sheet()).decode()
    assert old in text
    with pytest.raises(UnreadableScanError, match=why):
        read_sheet(text.replace(old, new, 1).encode())


def test_entities_and_document_types_are_refused() -> None:
    entities = b'<!ENTITY b "bb"><!ENTITY c "&b;&b;">'
    bomb = b"<!DOCTYPE a [" + entities + b"]><CargoScan>&c;</CargoScan>"
    with pytest.raises(UnreadableScanError, match="not XML that we accept"):
        read_sheet(bomb)


def test_another_root_is_named() -> None:
    with pytest.raises(UnreadableScanError, match="root is 'OtherScan'"):
        read_sheet(b'<OtherScan version="1"/>')


@pytest.mark.parametrize(
    "text",
    [
        b"<CargoScan>" + b"<a>" * 20 + b"</a>" * 20 + b"</CargoScan>",
        b"<CargoScan>" + b"<a/>" * 2000 + b"</CargoScan>",
        b" " * (SHEET_BYTES_MAX + 1),
        b"",
    ],
    ids=["deep", "many", "large", "empty"],
)
def test_a_sheet_that_is_too_much_or_nothing_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableScanError):
        read_sheet(text)
