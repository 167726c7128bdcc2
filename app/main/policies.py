"""Which policy of a country counts at a station."""

from app.clearance.bundles import read_bundle, shipped_bundle
from app.clearance.policy import PolicyBundle
from app.domain.identifiers import Country
from app.storage.station_store import StationStore


def newest_bundle(store: StationStore, country: Country) -> PolicyBundle:
    """The newest policy that the centre sent for a country, else the shipped example."""
    found = store.reference.policy(f"{country.value.lower()}-land")
    return read_bundle(found[0]) if found else shipped_bundle(country)
