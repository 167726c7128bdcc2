"""How the exchange with the centre fails, in words for an officer or a technician."""

from app.ports import WorldError
from app.wire.messages import Refusal


class ExchangeError(WorldError):
    """The centre was not reached, did not answer as it should, or refused.

    `refusal` is None unless the centre itself answered.
    """

    def __init__(self, why: str, refusal: Refusal | None = None) -> None:
        super().__init__(why)
        self.refusal = refusal


class EvidenceElsewhereError(ExchangeError):
    """The evidence is neither here nor at the centre yet."""
