"""The post where the scenes play: its place, officer, devices and connection, at a fixed moment."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from app.domain.identifiers import Badge, Country, StationId
from app.domain.officer import Officer, Role
from app.domain.place import Place
from app.domain.sync_state import DeviceState, LinkState, SyncState

ALBERTA = timezone(timedelta(hours=-7))
NOW = datetime(2026, 11, 24, 14, 26, 8, tzinfo=ALBERTA)
PLACE = Place(
    station=StationId("coutts-3"),
    country=Country.CANADA,
    port="CA-0705",
    port_name="Coutts AB",
    lane="3",
)
OFFICER = Officer(
    badge=Badge("41877"),
    name="Tremblay",
    country=Country.CANADA,
    port="CA-0705",
    roles=frozenset({Role.PRIMARY, Role.SECONDARY}),
)
PORTAL = DeviceState(
    name="portal 3",
    family="portal",
    link=LinkState.UP,
    since=NOW - timedelta(hours=5),
    last_heard_at=NOW - timedelta(seconds=1),
    reading="2 140/s",
)
READER = replace(PORTAL, name="plates 3", family="plates", reading="")
IMAGER = replace(PORTAL, name="imager", family="scans", reading="")
KIOSK = DeviceState(
    name="kiosk", family="kiosk", link=LinkState.NOT_CONFIGURED, since=NOW - timedelta(hours=5)
)
ONLINE = SyncState(
    link=LinkState.UP,
    to_send=0,
    oldest_at=None,
    last_good_at=NOW - timedelta(seconds=2),
    next_try_at=None,
    receipt_seq=1217,
    notices=212,
    notices_as_of=NOW - timedelta(minutes=38),
    latency_ms=42.0,
)
OFFLINE = replace(
    ONLINE,
    link=LinkState.DOWN,
    to_send=17,
    oldest_at=NOW - timedelta(minutes=42),
    last_good_at=NOW - timedelta(minutes=42, seconds=10),
    next_try_at=NOW + timedelta(seconds=18),
    why="no route to the centre",
    latency_ms=None,
)
