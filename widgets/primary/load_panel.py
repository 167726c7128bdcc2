"""The load at PRIMARY: what is declared, the seal, and each country's determination of risk."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.case import Case
from app.domain.finding import Finding, FindingKind
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.finding_words import finding_detail, same_said_once, with_detail
from widgets.common.flow_layout import FlowLayout
from widgets.common.panel import Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.consignment.container_words import goods_label, load_label
from widgets.primary.state import PrimaryView

GOODS_MAX = 3
LOAD_KINDS = (
    FindingKind.SEAL_DIFFERS,
    FindingKind.SEAL_SAME,
    FindingKind.SEAL_NOT_READ,
    FindingKind.CONTAINER_DIFFERS,
)
RISK_KINDS = (FindingKind.RISK_HIGH, FindingKind.RISK_UNKNOWN, FindingKind.RISK_LOW)


class LoadPanel(TranslatedWidget):
    """Shows the consignment of a case. Without one it says which of the two is missing and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PrimaryView | None = None
        self._compact = False
        self.panel = Panel(self)
        self.container = label("container", self)
        self.measures = label("label", self)
        self.goods = label("body", self, wrap=True)
        self.declared = ElidedLabel("", self)
        self.declared.setProperty("role", "small")
        self.chips = FlowLayout()
        head = QHBoxLayout()
        head.addWidget(self.container)
        head.addStretch(1)
        head.addWidget(self.measures)
        body = self.panel.body
        body.addLayout(head)
        body.addWidget(self.goods)
        body.addWidget(self.declared)
        body.addLayout(self.chips)
        body.addStretch(1)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show the load of `view.case`."""
        before, self._view = self._view, view
        if before is None or _shown(before) != _shown(view):
            self.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Leave the parties to the trade out where there is no room for them."""
        self._compact = compact
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Load"))
        clear_layout(self.chips)
        case = self._view.case if self._view else None
        if case is None or self._view is None:
            return
        self._show_declared(case)
        wanted = (*LOAD_KINDS, *RISK_KINDS) if case.notice else RISK_KINDS
        shown = [item for item in self._view.findings if item.kind in wanted]
        for words, finding in same_said_once(shown):
            self._add_chip(words, finding, self._view.acknowledged)

    def _show_declared(self, case: Case) -> None:
        consignment = case.notice.consignment if case.notice else None
        for part in (self.container, self.measures):
            part.setVisible(consignment is not None)
        self.declared.setVisible(consignment is not None and not self._compact)
        if consignment is None:
            self.goods.setText(self._why_nothing(case))
            return
        container = consignment.container
        self.panel.set_title(self.tr("Load"), consignment.reference)
        self.container.setText(str(container) if container else self.tr("No container declared"))
        self.measures.setText(load_label(consignment))
        self.goods.setText(goods_label(consignment.items, GOODS_MAX) or self.tr("No goods named"))
        text = self.tr("{shipper} to {consignee} · origin {origin}")
        self.declared.setText(
            text.format(
                shipper=consignment.shipper,
                consignee=consignment.consignee,
                origin=consignment.origin,
            )
        )

    def _why_nothing(self, case: Case) -> str:
        if case.notice is not None:
            return self.tr("No goods are declared: the vehicle is announced empty.")
        if case.notice_sought:
            return self.tr("No manifest: nothing was announced for this vehicle.")
        return self.tr("Looking for the manifest of this vehicle.")

    def _add_chip(self, words: str, finding: Finding, acknowledged: frozenset[FindingKind]) -> None:
        chip = PriorityChip(self, wraps=True)
        sentence = with_detail(words, finding_detail(finding))
        if finding.kind is FindingKind.SEAL_DIFFERS:
            words = sentence
        chip.show_finding(
            finding.priority,
            words,
            acknowledged=finding.kind in acknowledged,
            detail=sentence,
        )
        self.chips.addWidget(chip)
        chip.show()


def _shown(view: PrimaryView) -> tuple[object, ...]:
    case = view.case
    parts = (case.case_id, case.notice, case.notice_sought) if case else ()
    return (*parts, view.findings, view.acknowledged)
