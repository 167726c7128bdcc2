"""What this station named in the spectra of a case, for its report: each name with its proof."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.adjudication import OwnOutcome
from app.domain.case import Case
from app.domain.identified import Identified, IdentifiedNuclide, LineSeen, LineVerdict
from widgets.adjudication.words import category_label
from widgets.common.numbers import grouped, measure

translate = QCoreApplication.translate


def identification_html(case: Case) -> str:
    """A section for each spectrum that this station judged; empty where there is none."""
    parts = [
        f"<p><b>{escape(attached.evidence.name)}</b>: {escape(_answer(found))}</p>"
        f"{_nuclides(found)}"
        for attached in case.spectra
        if (found := case.opinion_of(attached.evidence)) is not None
    ]
    if not parts:
        return ""
    title = translate("Report", "What this station named")
    return f"<h3>{escape(title)}</h3>{''.join(parts)}"


def _answer(found: Identified) -> str:
    parts = [_outcome(found.outcome)]
    if found.possible_snm:
        parts.append(translate("Report", "special nuclear material cannot be excluded"))
    if found.measure_s:
        more = translate("Report", "{time} more would be surer")
        parts.append(more.format(time=measure(found.measure_s, "s")))
    if found.gain_correction:
        moved = translate("Report", "energy scale corrected by {percent} %")
        parts.append(moved.format(percent=grouped(found.gain_correction * 100, 1)))
    parts.append(f"{found.algorithm}, {found.version}")
    return "; ".join(parts)


def _outcome(outcome: OwnOutcome) -> str:
    match outcome:
        case OwnOutcome.IDENTIFIED:
            return translate("Report", "nuclides named")
        case OwnOutcome.BACKGROUND:
            return translate("Report", "nothing beyond background")
        case OwnOutcome.INSUFFICIENT:
            return translate("Report", "too weak to name")
        case OwnOutcome.UNUSABLE:
            return translate("Report", "this spectrum cannot be judged")


def _nuclides(found: Identified) -> str:
    if not found.nuclides:
        return ""
    heads = (
        translate("Report", "Nuclide"),
        translate("Report", "Kind"),
        translate("Report", "Probability"),
        translate("Report", "Share"),
        translate("Report", "Next best"),
        translate("Report", "Line"),
        translate("Report", "Expected"),
        translate("Report", "Found"),
        translate("Report", "Verdict"),
    )
    rows = [_row(heads, "th")]
    for item in found.nuclides:
        first, *more = item.lines or (None,)
        rows.append(_row((*_of_nuclide(item), *_of_line(first))))
        rows += [_row(("", "", "", "", "", *_of_line(line))) for line in more]
    return f'<table border="1" cellspacing="0" cellpadding="3">{"".join(rows)}</table>'


def _of_nuclide(item: IdentifiedNuclide) -> tuple[str, ...]:
    return (
        item.name,
        category_label(item.category),
        f"{grouped(item.confidence * 100)} %",
        f"{grouped(item.share * 100)} %",
        item.runner_up,
    )


def _of_line(line: LineSeen | None) -> tuple[str, ...]:
    if line is None:
        return "", "", "", ""
    return (
        measure(line.energy_kev, "keV", 1),
        f"{grouped(line.expected_sigma, 1)} σ",
        f"{grouped(line.found_sigma, 1)} σ",
        _verdict(line.verdict),
    )


def _verdict(verdict: LineVerdict) -> str:
    match verdict:
        case LineVerdict.SEEN:
            return translate("Report", "seen")
        case LineVerdict.MISSING:
            return translate("Report", "missing")
        case LineVerdict.WEAK:
            return translate("Report", "too weak to be missed")


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
