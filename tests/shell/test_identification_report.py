"""The report says what this station named, with the proof of each, and nothing it did not."""

from app.domain.adjudication import MedicalAnswer, NuclideCategory, OwnOutcome
from app.domain.case import Case, fold_all
from app.domain.events import Event, SpectrumAttached, SpectrumIdentified
from app.domain.evidence import EvidenceRef
from app.domain.identified import Identified, IdentifiedNuclide, LineSeen, LineVerdict
from app.domain.identifiers import CaseId
from app.shell.stations.adjudication_report import report_html
from app.shell.stations.adjudication_view import AlarmLook, alarm_view
from app.shell.stations.identification_report import identification_html
from tests.builders import spectrum_file
from tests.shell.cases import alarmed, history

ID = CaseId("a")
REF = EvidenceRef(sha256="0" * 64, media_type="", size_bytes=3, name="<b>riid</b>.n42")
COBALT = IdentifiedNuclide(
    name="Co-60",
    category=NuclideCategory.INDUSTRIAL,
    confidence=0.934,
    share=0.25,
    runner_up="Na-22",
    lines=(
        LineSeen(energy_kev=1173.2, expected_sigma=8.0, found_sigma=7.5, verdict=LineVerdict.SEEN),
        LineSeen(
            energy_kev=1332.5, expected_sigma=8.0, found_sigma=0.5, verdict=LineVerdict.MISSING
        ),
    ),
)


def case_with(found: Identified | None) -> Case:
    attached = SpectrumAttached(case_id=ID, file=spectrum_file(), evidence=REF)
    events: list[Event] = [*alarmed(ID), attached]
    if found is not None:
        events.append(SpectrumIdentified(case_id=ID, evidence=REF, found=found))
    return fold_all(ID, history(ID, *events))


def found(*nuclides: IdentifiedNuclide, possible_snm: bool = False) -> Identified:
    return Identified(
        outcome=OwnOutcome.IDENTIFIED if nuclides else OwnOutcome.INSUFFICIENT,
        nuclides=nuclides,
        possible_snm=possible_snm,
        measure_s=120,
        gain_correction=0.031,
        algorithm="test fit",
        version="7",
    )


def test_every_nuclide_stands_with_each_of_its_lines_and_the_algorithm() -> None:
    html = identification_html(case_with(found(COBALT)))
    for words in ("Co-60", "93 %", "25 %", "Na-22", "1173.2", "7.5 σ", "seen", "1332.5", "missing"):
        assert words in html
    assert "test fit, 7" in html
    assert "energy scale corrected by 3.1 %" in html
    assert html.count("<tr>") == 3


def test_what_cannot_be_excluded_and_how_long_to_measure_is_said_without_a_name() -> None:
    html = identification_html(case_with(found(possible_snm=True)))
    assert "too weak to name; special nuclear material cannot be excluded" in html
    assert "more would be surer" in html
    assert "<table" not in html


def test_names_from_outside_are_escaped() -> None:
    assert "<b>riid</b>" not in identification_html(case_with(found(COBALT)))


def test_the_report_has_the_section_only_where_something_was_judged() -> None:
    for opinion in (found(COBALT), None):
        case = case_with(opinion)
        look = AlarmLook(medical=MedicalAnswer.NOT_ASKED)
        html = report_html(case, alarm_view(case, look, signed_in=False))
        assert ("What this station named" in html) is (opinion is not None)
