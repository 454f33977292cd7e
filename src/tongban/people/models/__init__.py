"""Tables of people."""

from tongban.people.models.account import Account, OutsideLogin
from tongban.people.models.companion import Companion
from tongban.people.models.correction import Correction
from tongban.people.models.dispute import Dispute
from tongban.people.models.emergency import EmergencyFunction
from tongban.people.models.licence import FirmLetter, LicenceHolder, LicenceRecord
from tongban.people.models.person import Appointment, IdentityProof, Person

__all__ = [
    "Account",
    "Appointment",
    "Companion",
    "Correction",
    "Dispute",
    "EmergencyFunction",
    "FirmLetter",
    "IdentityProof",
    "LicenceHolder",
    "LicenceRecord",
    "OutsideLogin",
    "Person",
]
