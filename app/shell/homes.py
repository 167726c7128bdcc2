"""Where each role works."""

from app.domain.officer import Role
from widgets.common.action_spec import ScreenId

AT_THE_BOOTH = frozenset({Role.PRIMARY, Role.SUPERVISOR})


def home_of(role: Role) -> ScreenId:
    """The screen that an officer in `role` works on."""
    return ScreenId.PRIMARY if role in AT_THE_BOOTH else ScreenId.SECONDARY


_REVIEW = frozenset({ScreenId.SECONDARY, ScreenId.RADIATION, ScreenId.QUALITY})


def may_see(role: Role, screen: ScreenId) -> bool:
    """Whether an officer in `role` may bring a working screen to the front."""
    if role is Role.PRIMARY:
        return screen not in _REVIEW
    return not (role is Role.SECONDARY and screen is ScreenId.PRIMARY)
