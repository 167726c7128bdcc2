"""The report of one alarm as PDF: what the officer saw, on paper. Runs on any thread."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.domain.adjudication import MedicalAnswer, OwnIdentification
from app.domain.case import Case
from app.shell.stations.adjudication_view import AlarmLook, alarm_view
from app.shell.stations.identification_report import identification_html
from widgets.adjudication.state import AlarmView
from widgets.adjudication.verdict_words import verdict_sentence, where_sentence
from widgets.adjudication.words import (
    category_label,
    code_label,
    done_label,
    medical_label,
    outcome_label,
)
from widgets.common.fonts import FAMILY
from widgets.common.labels import radiation_label
from widgets.common.numbers import grouped, measure

translate = QCoreApplication.translate

RESOLUTION_DPI = 150
MARGIN_MM = 18.0
FONT_PT = 10.0


def report_pdf(case: Case, own: OwnIdentification | None = None) -> bytes:
    """The report on `case` in the language of the screens, letter size.

    `own` is what this station named in its spectra, where it did.
    """
    medical = case.adjudications[-1].medical if case.adjudications else MedicalAnswer.NOT_ASKED
    alarm = alarm_view(case, AlarmLook(medical=medical, own=own), signed_in=False)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{alarm.title} {case.case_id}")
    writer.setResolution(RESOLUTION_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter
    )
    document = QTextDocument()
    document.setDefaultFont(QFont(FAMILY, int(FONT_PT)))
    document.setHtml(report_html(case, alarm))
    document.print_(writer)
    buffer.close()
    return bytes(data.data())


def report_html(case: Case, alarm: AlarmView) -> str:
    """The report as the rich text that Qt sets. Everything from outside is escaped."""
    title = translate("Report", "Radiation alarm")
    head = f"<h2>{escape(title)}: {escape(alarm.title)}</h2>"
    if case.simulated:
        simulated = translate("Report", "SIMULATED: test data")
        head += f"<p><b>{escape(simulated)}</b></p>"
    verdict = f"<p><b>{escape(verdict_sentence(alarm))}</b><br>{escape(where_sentence(alarm))}</p>"
    rows = "".join(
        f"<tr><td><b>{escape(name)}</b>&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
        for name, value in _facts(case, alarm)
        if value
    )
    acts = "".join(f"<li>{escape(line)}</li>" for line in _acts(case))
    done = escape(translate("Report", "What officers did"))
    none = escape(translate("Report", "nothing yet"))
    return (
        f"{head}{verdict}<table>{rows}</table>{identification_html(case)}"
        f"<h3>{done}</h3><ul>{acts or f'<li>{none}</li>'}</ul>"
    )


def _facts(case: Case, alarm: AlarmView) -> Iterator[tuple[str, str]]:
    yield translate("Report", "Case"), str(case.case_id)
    yield translate("Report", "Plate"), alarm.plate
    yield translate("Report", "Lane"), alarm.lane
    occupancy = alarm.occupancy
    if occupancy is not None:
        yield translate("Report", "Passage"), occupancy.closed_at.isoformat(timespec="seconds")
        alarms = " + ".join(radiation_label(item) for item in sorted(occupancy.alarms))
        yield translate("Report", "Monitor"), alarms or translate("Report", "no alarm")
        for profile in occupancy.profiles:
            name = radiation_label(profile.radiation)
            most = grouped(max(profile.counts) / profile.interval_s)
            words = translate("Report", "highest {most}/s on a background of {background}/s")
            background = profile.background_cps
            known = grouped(background) if background is not None else "?"
            yield name, words.format(most=most, background=known)
    for line in alarm.nuclides:
        said = translate("Report", "instrument") if line.instrument else ""
        ours = translate("Report", "this station") if line.own else ""
        by = ", ".join(part for part in (said, ours) if part)
        yield line.name, f"{category_label(line.category)} ({by})"
    file = alarm.spectrum
    foreground = file.foreground() if file else None
    if file is not None and foreground is not None:
        live = measure(foreground.live_time_s, "s", 1)
        yield translate("Report", "Spectrum"), f"{file.instrument} {live}"
    yield translate("Report", "Declared goods"), outcome_label(alarm.check.outcome)
    yield translate("Report", "Medical treatment"), medical_label(alarm.medical)
    for item in alarm.goods or ():
        yield item.hs_code, item.description


def _acts(case: Case) -> Iterator[str]:
    for item in case.adjudications:
        code = "" if item.code is None else f": {code_label(item.code)}"
        at = item.adjudicated_at.isoformat(timespec="seconds")
        yield f"{at} {item.badge} {done_label(item.act)}{code} {item.note}".strip()
