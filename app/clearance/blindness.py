"""What an officer may know of how others read an image. Pure.

A blind view keeps nothing back that a screen could show by mistake: it is not in it.
"""

from dataclasses import replace

from app.clearance.readings import OPEN, SETTLED, ReviewStage, Turn, review_of, turn_of
from app.domain.case import Case
from app.domain.decision import Stage
from app.domain.identifiers import Badge, EventRef
from app.domain.officer import Role

_NOBODY = Badge("nobody")


def knows_all(case: Case, badge: Badge, role: Role) -> bool:
    """Whether this officer may know what others read in the latest image.

    Readers know it once the other one has read, the arbitrating supervisor from the start, and
    everybody once the reading is settled.
    """
    review = review_of(case)
    if review.stage in SETTLED or turn_of(case, badge, role) is Turn.ARBITRATION:
        return True
    return review.stage is ReviewStage.DIFFER and badge in review.readers


def seen_by(case: Case, badge: Badge, role: Role) -> Case:
    """The case as an officer may see it: what must not be known of another reading is not in it.

    Beside the reading, its officer's decision at secondary, the goods found in the image and the
    identities of those events tell what was read; they are left out with it.
    """
    if knows_all(case, badge, role):
        return case
    hidden = [
        made
        for made in case.readings
        if made.reading.image_id == case.image_id and made.reading.badge != badge
    ]
    if not hidden:
        return case
    readers = {made.reading.badge for made in hidden}
    told = [
        made
        for made in case.decisions
        if made.decision.stage is Stage.SECONDARY and made.decision.badge in readers
    ]
    left_out = {made.ref for made in hidden} | {made.ref for made in told}
    return replace(
        case,
        readings=tuple(made for made in case.readings if made.ref not in left_out),
        decisions=tuple(made for made in case.decisions if made.ref not in left_out),
        judged_lines=tuple(item for item in case.judged_lines if item.badge not in readers),
        refs=tuple(ref for ref in case.refs if ref not in left_out),
    )


def before_all_read(case: Case) -> Case:
    """The case as it may leave the screens while a reader is still waited for: by nobody's eyes.

    The same case where nobody is.
    """
    return seen_by(case, _NOBODY, Role.AUDITOR) if review_of(case).stage in OPEN else case


def names_seen(case: Case, badge: Badge, role: Role) -> tuple[EventRef, ...]:
    """What a new reading by this officer has to name as seen: others' readings it may know."""
    if not knows_all(case, badge, role):
        return ()
    return tuple(
        made.ref
        for made in case.readings
        if made.reading.image_id == case.image_id and made.reading.badge != badge
    )
