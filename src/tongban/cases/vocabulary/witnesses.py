"""Words about witnesses: where a witness stands, what is done, on which grounds the court calls one by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.kernel.terms import Guard, Term


class WitnessState(Term):
    """Where somebody stands who is, or may become, a witness of a case."""

    UNNAMED = "unnamed", "尚未申请"
    APPLIED = "applied", "已申请出庭作证"
    REFUSED = "refused", "不予准许"
    GRANTED = "granted", "已准许，待通知"
    SUMMONED = "summoned", "已通知出庭"
    BOUND = "bound", "已签署保证书"
    TESTIFYING = "testifying", "作证中"
    RELEASED = "released", "已退庭"
    CONFIRMED = "confirmed", "证言笔录已核对"


class WitnessAct(Term):
    """What moves a witness from one state to the next."""

    APPLY = "apply", "申请证人出庭作证"
    CALL = "call", "依职权通知证人"
    GRANT = "grant", "准许证人出庭作证"
    REFUSE = "refuse", "不予准许"
    SUMMON = "summon", "通知证人出庭"
    JOIN = "join", "证人关联本案"
    SIGN = "sign", "签署保证书"
    CALL_IN = "call_in", "传证人到庭"
    SHOW = "show", "向证人出示证据"
    RELEASE = "release", "请证人退庭"
    CONFIRM = "confirm", "核对证言笔录"


class CallGround(Guard):
    """Why the court calls a witness for whom nobody asked."""

    PUBLIC_INTEREST = "public_interest", "涉及可能损害国家利益、社会公共利益的", "SI 96(1)(i)"
    STATUS = "status", "涉及身份关系的", "SI 96(1)(ii)"
    PUBLIC_SUIT = "public_suit", "涉及公益诉讼的", "SI 96(1)(iii)"
    COLLUSION = "collusion", "当事人有恶意串通损害他人合法权益可能的", "SI 96(1)(iv)"
    PROCEDURE = "procedure", "涉及程序性事项的", "SI 96(1)(v)"


@dataclass(frozen=True, slots=True)
class WitnessView:
    """A witness as other floors read one: see `models.Witness`. `party` None: the court called the witness itself."""

    uid: UUID
    case: UUID
    court: str
    party: UUID | None
    name: str
    occupation: str
    phone: str
    address: str
    id_number: str
    relation: str
    proves: str
    need: str
    ground: str
    state: WitnessState
    reasons: str
    exempt: bool
    person: UUID | None
    asked_at: datetime
    signed_at: datetime | None
    called_at: datetime | None
