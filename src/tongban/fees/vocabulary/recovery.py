"""Words of what a judgment laid on a party and was not paid, on its way to enforcement (CPL 247(1); SI 207(2))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.money import Money
from tongban.kernel.terms import Term


class RecoveryState(Term):
    """Where a recovery stands."""

    PROPOSED = "proposed", "待移送"
    HANDED_OVER = "handed_over", "已移送，待立案"
    REGISTERED = "registered", "已立案执行"


class RecoveryAct(Term):
    """What is done about a recovery."""

    HAND_OVER = "hand_over", "移送执行"
    SEND_BACK = "send_back", "退回补正"
    REGISTER = "register", "执行立案"


@dataclass(frozen=True, slots=True)
class RecoveryView:
    """A recovery as pages read it; `amount`: what is still owed of the fee now, of which `handed_over` went on."""

    uid: UUID
    case: UUID
    charge: UUID
    court: str
    payer: UUID
    debtor: str
    state: RecoveryState
    amount: Money
    due: date
    handed_over: Money | None
    property_told: str
    paper: UUID | None
    reasons: str
    """Why the registry sent it back the last time."""
    enforcement: UUID | None
    made_at: datetime
