"""Tables of mediation."""

from tongban.mediation.models.early import EarlyInvitation, EarlyMediation
from tongban.mediation.models.mediation import Declination, Invitation, Mediation
from tongban.mediation.models.register import Enlistment
from tongban.mediation.models.words import Agreed, CommonText, Statement

__all__ = [
    "Agreed",
    "CommonText",
    "Declination",
    "EarlyInvitation",
    "EarlyMediation",
    "Enlistment",
    "Invitation",
    "Mediation",
    "Statement",
]
