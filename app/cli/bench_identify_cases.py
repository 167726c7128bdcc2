"""What the benchmark of the identification knows of its spectra: the truth."""

import re
from dataclasses import dataclass

from app.radiation.identification.nuclides import nuclides

# The nuclides that a border instrument is judged by; others are in the library as rivals.
CORE = frozenset(
    [
        "U-233",
        "U-235",
        "Np-237",
        "Pu-239",
        "U-238",
        "Cf-252",
        "Cm-244",
        "Am-241",
        "Ba-133",
        "Cd-109",
        "Co-57",
        "Co-60",
        "Cs-137",
        "Eu-152",
        "Ir-192",
        "Mn-54",
        "Na-22",
        "Ra-226",
        "Se-75",
        "Sr-90",
        "Yb-169",
        "F-18",
        "Cu-64",
        "Ge-68",
        "Rb-82",
        "Zr-89",
        "Ga-67",
        "I-123",
        "I-125",
        "I-131",
        "In-111",
        "Lu-177",
        "Mo-99",
        "Tc-99m",
        "Ra-223",
        "Sm-153",
        "Tl-201",
        "Xe-133",
        "Cr-51",
        "K-40",
        "Th-232",
        "U-ore",
    ]
)
SPECIAL = {"Am241Li": "Am-Li", "Tl201wTl202": "Tl-201", "Tl201woTl202": "Tl-201", "Uore": "U-ore"}
_INTERSPEC, _RADIACODE = "sandialabs+InterSpec", "ckuethe+radiacode-tools/tests"
_RASE = "LLNL+RASE/baseSpectra/generic NaI device/VABCD_M001"
_KROMEK = "Botts-Innovative-Research+osh-oakridge-modules/sensors/sensorhub-driver-kromek-d3s/data"
MEASURED = (
    (f"{_INTERSPEC}/example_spectra/ba133_source_640s_20100317.n42", "Ba-133"),
    (f"{_RADIACODE}/data/data_am241.n42", "Am-241"),
    (f"{_RADIACODE}/data_deadtime/Ba133_Eu152/Ba133_a.xml", "Ba-133"),
    (f"{_RADIACODE}/data_deadtime/Co60_Cs137/Cs137_b.xml", "Cs-137"),
    (f"{_RADIACODE}/data/K40.rcspg", "K-40"),
    (f"{_KROMEK}/07.10.2023_12.21.47_SGM200615_SearchMode.xml", "Cs-137"),
    (
        f"{_INTERSPEC}/target/testing/analysis_tests/"
        "AEGIS_Eu152_surface_contamination.n42_20230622T113239.276178.n42",
        "Eu-152",
    ),
    ("lbl-anp+becquerel/tests/samples/Mendocino_07-10-13_Acq-10-10-13.Spe", "K-40"),
    *(
        (f"{_RASE}_{label}.n42", name)
        for label, name in (
            ("Am241", "Am-241"), ("Cm244", "Cm-244"), ("Co57", "Co-57"), ("Co60", "Co-60"),
            ("I131", "I-131"), ("Ra226", "Ra-226"), ("Se75", "Se-75"), ("Sr90", "Sr-90"),
            ("Tl201", "Tl-201"),
        )
    ),
)  # fmt: skip
NORM_FOLDERS = tuple(
    f"crp2a+gamma/inst/extdata/{part}"
    for part in ("AIX_NaI_1/calibration", "AIX_NaI_1/test", "BDX_NaI_1/calibration")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a reference spectrum holds."""

    name: str
    category: str
    shielded: bool


def truth_of(label: str) -> Truth | None:
    """The truth in a file's stem; None for the background and for what has no name here."""
    head = label.split("_")[0]
    match = re.fullmatch(r"([A-Z][a-z]?)(\d+m?)", head)
    name = SPECIAL.get(head) or (f"{match[1]}-{match[2]}" if match else "")
    found = next((item for item in nuclides() if item.name == name), None)
    if found is None:
        return None
    return Truth(name=name, category=found.category, shielded="Unshielded" not in label)


def same_class(one: str, other: str) -> bool:
    """Whether two names are of one class that a spectrum cannot tell apart."""
    groups = {item.name: item.group for item in nuclides()}
    neutron = {"Cf-252", "Cm-244"}
    return groups.get(one, one) == groups.get(other, other) or {one, other} <= neutron


def reference_pair(label: str) -> tuple[str, str]:
    """The nuclide and the shield of a reference spectrum. Raises ValueError without a truth."""
    truth = truth_of(label)
    if truth is None:
        raise ValueError(label)
    return truth.name, label.partition("_")[2]
