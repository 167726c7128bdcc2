"""Names of facts and of next steps in policies, as words."""

from PySide6.QtCore import QCoreApplication

from app.domain.risk import Action

translate = QCoreApplication.translate


def fact_label(name: str) -> str:
    """Name a fact that a policy asks for; one that this program does not know keeps its name."""
    names = {
        "goods_declared": translate("Facts", "declaration of goods"),
        "tier": translate("Facts", "trusted-trader status"),
        "description_clear": translate("Facts", "clear description of goods"),
        "first_time_shipper": translate("Facts", "shipper seen before"),
        "lookout_goods": translate("Facts", "lookout on goods"),
        "origin_risk": translate("Facts", "risk of the origin"),
        "filed_h_before": translate("Facts", "time of filing"),
        "random_selected": translate("Facts", "random selection"),
        "gross_deviation": translate("Facts", "check of weights"),
        "seal": translate("Facts", "seal reading"),
        "container": translate("Facts", "container reading"),
        "plate_match": translate("Facts", "plate comparison"),
        "rad": translate("Facts", "radiation screening"),
    }
    return names.get(name, name)


def step_label(action: Action) -> str:
    """Name a next step that a policy asks for."""
    match action:
        case Action.REQUEST_INFORMATION:
            return translate("Facts", "ask for information")
        case Action.VERIFY_DOCUMENTS:
            return translate("Facts", "check the documents")
        case Action.VERIFY_SEAL:
            return translate("Facts", "check the seal by hand")
        case Action.SCREEN_RADIATION:
            return translate("Facts", "screen for radiation")
        case Action.TAKE_SPECTRUM:
            return translate("Facts", "take a spectrum")
        case Action.WEIGH:
            return translate("Facts", "weigh")
        case Action.IMAGE:
            return translate("Facts", "take a radiograph")
        case Action.EXAMINE:
            return translate("Facts", "open and examine")
