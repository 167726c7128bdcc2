"""Each panel says what is known, what is missing, and whose opinion it is."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.finding import Priority
from app.domain.occupancy import Radiation
from app.domain.spectrum import SpectrumFile
from tests.widgets.secondary import views
from widgets.secondary.case_header import CaseHeader
from widgets.secondary.decision_lines import DecisionLines
from widgets.secondary.empty_page import EmptyPage
from widgets.secondary.goods_table import hs_text
from widgets.secondary.manifest_panel import ManifestPanel
from widgets.secondary.occupants_panel import OccupantsPanel
from widgets.secondary.risk_panel import RiskPanel
from widgets.secondary.seal_panel import SealPanel
from widgets.secondary.spectrum_panel import SpectrumPanel
from widgets.secondary.state import (
    ImageState,
    ImageStatus,
    ManifestLine,
    SecondaryView,
    SpectraState,
)
from widgets.secondary.work_list import WorkList


def words_of(widget: QWidget) -> str:
    """All that the labels of a widget say, in their order."""
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if not label.isHidden())


@pytest.fixture
def header(qtbot: QtBot) -> CaseHeader:
    header = CaseHeader()
    qtbot.addWidget(header)
    return header


def test_the_monitor_and_we_are_quoted_apart(header: CaseHeader) -> None:
    header.show_case(views.gamma_case())
    assert header.monitor.text == "monitor: gamma alarm"
    assert header.own.text == "ours: gamma 8.4σ at 8.5\u00a0m"
    assert header.monitor.priority is Priority.P1


def test_a_monitor_alarm_that_we_do_not_share_is_still_shown(header: CaseHeader) -> None:
    header.show_case(replace(views.gamma_case(), verdict=views.verdict(alarm=False)))
    assert header.monitor.text == "monitor: gamma alarm"
    assert header.own.text == "ours: no gamma excess"


def test_no_passage_is_not_a_clean_passage(header: CaseHeader) -> None:
    header.show_case(replace(views.gamma_case(), occupancy=None, verdict=None))
    assert (header.monitor.text, header.monitor.priority) == ("no portal passage", Priority.P3)
    assert header.own.isHidden()
    assert header.neutron.isHidden()


@pytest.mark.parametrize(
    ("failed", "words"), [(True, "ours: analysis failed"), (False, "ours: not analysed yet")]
)
def test_an_opinion_that_is_missing_says_so(
    header: CaseHeader, *, failed: bool, words: str
) -> None:
    case = replace(views.gamma_case(), verdict=None, assessment_failed=failed)
    header.show_case(case)
    assert (header.own.text, header.own.priority) == (words, Priority.P3)


def test_neutrons_not_measured_is_not_neutron_background(header: CaseHeader) -> None:
    passage = views.occupancy()
    gamma_only = replace(passage, profiles=(passage.profiles[0],))
    header.show_case(replace(views.gamma_case(), occupancy=gamma_only))
    assert header.neutron.text == "neutron not measured"


def test_a_neutron_alarm_of_the_monitor_is_named(header: CaseHeader) -> None:
    passage = replace(views.occupancy(), alarms=frozenset({Radiation.NEUTRON}))
    header.show_case(replace(views.gamma_case(), occupancy=passage))
    assert (header.neutron.text, header.neutron.priority) == ("NEUTRON alarm", Priority.P1)


@pytest.fixture
def manifest(qtbot: QtBot) -> ManifestPanel:
    panel = ManifestPanel()
    qtbot.addWidget(panel)
    return panel


def test_goods_that_nobody_judged_are_not_said_to_be_seen(manifest: ManifestPanel) -> None:
    manifest.show_goods(views.CONSIGNMENT, views.gamma_case().manifest)
    seen = [manifest.model.index(row, 3).data() for row in range(3)]
    assert seen == ["–", "–", "–"]
    assert manifest.aside.text() == "G, then Y or N: in the image?"


def test_an_officers_judgement_is_shown(manifest: ManifestPanel) -> None:
    lines = tuple(
        ManifestLine(item=item, seen=seen)
        for item, seen in zip(views.ITEMS, (True, False, None), strict=True)
    )
    manifest.show_goods(views.CONSIGNMENT, lines)
    assert [manifest.model.index(row, 3).data() for row in range(3)] == [
        "✓ seen",
        "✗ not seen",
        "–",
    ]


def test_weights_that_do_not_add_up_show_the_difference(manifest: ManifestPanel) -> None:
    heavier = replace(views.CONSIGNMENT, gross_kg=22_780)
    manifest.show_goods(heavier, views.gamma_case().manifest)
    assert "22\u00a0480\u00a0kg (−300\u00a0kg)" in manifest.totals.text()


def test_no_declaration_is_said_and_not_an_empty_table(manifest: ManifestPanel) -> None:
    manifest.show_goods(None, ())
    assert manifest.totals.text() == "No goods are declared for this vehicle."
    assert manifest.table.isHidden()


def test_a_long_description_is_wrapped_and_not_cut(manifest: ManifestPanel, qtbot: QtBot) -> None:
    long = replace(views.ITEMS[0], description="Ceramic tiles, glazed, in bags on pallets " * 3)
    manifest.show_goods(views.CONSIGNMENT, (ManifestLine(item=long),))
    manifest.resize(430, 300)
    with qtbot.waitExposed(manifest):
        manifest.show()
    assert manifest.table.rowHeight(0) > 3 * manifest.table.fontMetrics().height()


@pytest.mark.parametrize(("code", "text"), [("690721", "6907.21"), ("6907", "6907")])
def test_a_code_is_written_as_people_write_it(code: str, text: str) -> None:
    assert hs_text(code) == text


def test_a_seal_that_differs_is_marked_on_the_line_that_read_it(qtbot: QtBot) -> None:
    panel = SealPanel()
    qtbot.addWidget(panel)
    panel.lines.show_lines(views.SEALS)
    assert words_of(panel.lines) == (
        "09:26\ndeclared CA 4471802 · Northwest Tile Ltd\n\n"
        "14:08\nread CA 4471820 · VACIS P7500\ndiffers"
    )


def test_a_seal_that_was_not_read_is_not_an_intact_one(qtbot: QtBot) -> None:
    panel = SealPanel()
    qtbot.addWidget(panel)
    assert "No seal is declared and none was read." in words_of(panel)
    panel.lines.show_lines((replace(views.SEALS[1], numbers=(), differs=False),))
    assert "no number read" in words_of(panel.lines)


def test_occupants_say_what_was_not_announced(qtbot: QtBot) -> None:
    panel = OccupantsPanel()
    qtbot.addWidget(panel)
    panel.lines.show_occupants(views.OCCUPANTS)
    assert "DUBOIS Éléonore · 1984 · CAN · driver · P HK418220" in words_of(panel)
    assert "no document" in words_of(panel)
    panel.lines.show_occupants(views.OCCUPANTS * 4)
    assert "and 4 more" in words_of(panel)


def test_each_country_keeps_its_own_determination_with_its_trace(qtbot: QtBot) -> None:
    panel = RiskPanel()
    qtbot.addWidget(panel)
    assert "its risk is not known" in words_of(panel)
    panel.show_assessments(views.assessments())
    words = words_of(panel)
    assert "The seal on the doors is not the declared one. (CA-07)" in words
    assert "Needs time of filing: missing" in words
    assert "ask for information, take a radiograph" in words
    assert "its risk is not known" not in words


def test_a_step_of_a_later_policy_keeps_its_own_name(qtbot: QtBot) -> None:
    panel = RiskPanel()
    qtbot.addWidget(panel)
    panel.show_assessments((replace(views.assessments()[0], actions=("count-pallets",)),))
    assert "count-pallets" in words_of(panel)


def test_a_nuclide_is_the_instruments_opinion(qtbot: QtBot) -> None:
    panel = SpectrumPanel()
    qtbot.addWidget(panel)
    panel.show_spectra(views.gamma_case().spectra, views.gamma_case().findings)
    chips = [chip for chip in panel.chips() if not chip.isHidden()]
    assert [chip.text for chip in chips] == ["instrument: Cs-137 · 9 · Industrial"]
    assert chips[0].priority is Priority.P1
    assert panel.aside.text() == "simulated · identiFINDER · 300\u00a0s"


def test_a_file_without_a_foreground_still_names_its_instrument(qtbot: QtBot) -> None:
    panel = SpectrumPanel()
    qtbot.addWidget(panel)
    background = views.spectrum_file().spectra[1]
    only = SpectrumFile(spectra=(background,), instrument="RadEye")
    panel.show_spectra(SpectraState(files=(only,)), ())
    assert panel.plot.summary() == "No spectrum."
    assert panel.aside.text().startswith("RadEye")


def test_a_corrected_decision_stays_in_sight_and_says_so(qtbot: QtBot) -> None:
    lines = DecisionLines()
    qtbot.addWidget(lines)
    lines.show_lines((replace(views.REFERRED, stands=False),))
    assert words_of(lines) == "14:08 · Roy · Referred to secondary · radiation · corrected since"


def test_the_rail_keeps_the_words_for_those_who_do_not_see_the_shapes(qtbot: QtBot) -> None:
    work = WorkList()
    qtbot.addWidget(work)
    work.show_rows(views.work_rows(), selected=0)
    card = work.cards[2]
    assert (card.accessibleName(), card.accessibleDescription()) == (
        "AB · T4471",
        "seal differs, waiting 9\u00a0min, in hand: Nguyen · bay 1",
    )


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (SecondaryView(), "Nothing waiting"),
        (SecondaryView(work=views.work_rows()), "6 waiting"),
        (SecondaryView(work=views.work_rows()[:1]), "1 waiting"),
    ],
)
def test_the_empty_page_counts_what_waits(qtbot: QtBot, view: SecondaryView, words: str) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.show_view(view)
    assert page.heading.text() == words


def test_the_empty_page_names_the_last_case_and_what_offline_means(qtbot: QtBot) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.show_view(replace(views.empty_view(), offline=True))
    assert page.last.text() == "Last: MSCU 660342 0 · Sent to physical examination · 14:22"
    assert "The centre is not reached" in page.hint.text()


def test_a_view_cannot_arm_what_is_locked_nor_leave_out_a_key() -> None:
    case = views.gamma_case()
    with pytest.raises(ValueError, match="locked key"):
        replace(case, armed=case.keys[-1].disposition)
    with pytest.raises(ValueError, match="one state for each"):
        replace(case, keys=case.keys[:-1])
    with pytest.raises(ValueError, match="no image has none"):
        ImageState(status=ImageStatus.NONE, scan=views.scan())
    with pytest.raises(ValueError, match="less than nothing"):
        replace(views.work_rows()[0], waiting_min=-1)
