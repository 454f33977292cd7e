"""Tables of people."""

from tongban.people.models.account import Account
from tongban.people.models.person import Appointment, IdentityProof, Person

__all__ = ["Account", "Appointment", "IdentityProof", "Person"]
