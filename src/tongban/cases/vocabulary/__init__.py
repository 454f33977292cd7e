"""Words about cases. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.cases.vocabulary.clocks import Befell as Befell
from tongban.cases.vocabulary.clocks import IncidentState as IncidentState
from tongban.cases.vocabulary.losses import Loss
from tongban.cases.vocabulary.tracks import Circumstance as Circumstance
from tongban.cases.vocabulary.tracks import Track as Track
from tongban.kernel.periods import Approver, Unit
from tongban.kernel.steps import Step as Reason
from tongban.kernel.terms import Guard, Term


class Side(Term):
    """On which side a party stands, or that it stands beside both (CPL 59)."""

    PLAINTIFF = "plaintiff", "原告"
    DEFENDANT = "defendant", "被告"
    THIRD_PARTY = "third_party", "第三人"


CLAIMANT = "有独立请求权的第三人"
"""How a third party with a claim of its own is called (CPL 59(1)); others stand in the case without one."""


class Stage(Term):
    """Where a first-instance civil case stands."""

    DOCKETED = "docketed", "已立案，待缴费"
    PREPARATION = "preparation", "审理前的准备"
    HEARING_SET = "hearing_set", "已排期"
    HEARING = "hearing", "庭审中"
    DELIBERATION = "deliberation", "待宣判"
    DECIDED = "decided", "已作出判决，送达中"
    APPEAL_PERIOD = "appeal_period", "上诉期"
    EFFECTIVE = "effective", "已生效"
    WITHDRAWN = "withdrawn", "撤诉或者按撤诉处理"
    TRANSFERRED = "transferred", "已移送"


class Act(Term):
    """What moves a first-instance case, or happens at its stages."""

    OFFER_MEDIATION = "offer_mediation", "提出调解建议"
    DECLINE_MEDIATION = "decline_mediation", "拒绝调解"
    REFER_MEDIATION = "refer_mediation", "委托调解"
    NOTE_PAYMENT = "note_payment", "记明交费"
    LAPSE_UNPAID = "lapse_unpaid", "未交费按撤诉处理"
    SERVE_DEFENDANT = "serve_defendant", "送达被告"
    JOIN = "join", "关联案件"
    CONSENT = "consent", "选择在线环节"
    ANSWER = "answer", "提交答辩状"
    SUBMIT_EXHIBIT = "submit_exhibit", "提交证据"
    OPEN_EXCHANGE = "open_exchange", "组织证据交换"
    COMMENT_EXHIBIT = "comment_exhibit", "发表质证意见"
    AUDIT_EXHIBIT = "audit_exhibit", "审核电子化材料"
    EXAMINE_EXHIBIT = "examine_exhibit", "当庭质证认证"
    RULE_ON_CHAIN = "rule_on_chain", "认定区块链存证"
    OPEN_INQUIRY = "open_inquiry", "组织询问"
    ANSWER_INQUIRY = "answer_inquiry", "答复询问"
    CLOSE_ROUND = "close_round", "结束本轮交换或者询问"
    ASK_ASYNC_HEARING = "ask_async_hearing", "申请非同步庭审"
    SET_HEARING = "set_hearing", "排期并通知"
    OPEN_HEARING = "open_hearing", "开庭"
    WRITE_RECORD = "write_record", "记入笔录"
    CLOSE_HEARING = "close_hearing", "闭庭"
    CHANGE_CAUSE = "change_cause", "变更案由"
    EXCLUDE_DAYS = "exclude_days", "扣除期间"
    ASK_EXTENSION = "ask_extension", "申请延长期限"
    EXTEND_LIMIT = "extend_limit", "批准延长期限"
    CONFIRM_RECORD = "confirm_record", "确认笔录"
    NOTE_SIGNATURE = "note_signature", "记明签名情况"
    SIGN_JUDGMENT = "sign_judgment", "签署判决书"
    NOTE_ALL_SERVED = "note_all_served", "记明全部送达"
    TAKE_EFFECT = "take_effect", "判决生效"
    ASK_WITHDRAWAL = "ask_withdrawal", "申请撤诉"
    ALLOW_WITHDRAWAL = "allow_withdrawal", "准许撤诉"
    CHANGE_CLAIM = "change_claim", "变更、增加诉讼请求"
    COUNTERCLAIM = "counterclaim", "提起反诉"
    OBJECT_TO_JURISDICTION = "object_to_jurisdiction", "提出管辖权异议"
    TRANSFER = "transfer", "移送管辖"
    APPLY_PRESERVATION = "apply_preservation", "申请保全"
    APPLY_EVIDENCE_PRESERVATION = "apply_evidence_preservation", "申请证据保全"
    ASK_JOINDER = "ask_joinder", "申请追加当事人"
    APPLY_RECUSAL = "apply_recusal", "申请回避"
    NOTE_RECUSAL = "note_recusal", "记明口头提出的回避申请"
    ASK_RESTORATION = "ask_restoration", "申请顺延期限"
    NOTE_RESTORATION = "note_restoration", "记明窗口提出的顺延期限申请"
    RESTORE_APPEAL = "restore_appeal", "准许顺延上诉期"


class Openness(Term):
    """Whether a case is tried in public (CPL 137)."""

    PUBLIC = "public", "公开审理"
    CLOSED = "closed", "不公开审理"


class OpennessAct(Term):
    """What the judge orders about it."""

    CLOSE = "close", "决定不公开审理"


class ClosedGround(Guard):
    """Why a case is not tried in public, each with its article."""

    STATE_SECRET = "state_secret", "涉及国家秘密", "CPL 137(1)"
    PRIVACY = "privacy", "涉及个人隐私", "CPL 137(1)"
    OTHER_LAW = "other_law", "法律另有规定", "CPL 137(1)"
    DIVORCE = "divorce", "离婚案件，当事人申请不公开审理", "CPL 137(2)"
    TRADE_SECRET = "trade_secret", "涉及商业秘密，当事人申请不公开审理", "CPL 137(2)"

    @property
    def on_request(self) -> bool:
        """Whether a party has to ask for it (CPL 137(2)); else the law itself closes the trial (CPL 137(1))."""
        return self.law == "CPL 137(2)"


@dataclass(frozen=True, slots=True)
class OpeningView:
    """A file that somebody who does not conduct the case opened for a stated task."""

    case: UUID
    number: str
    person: UUID | None
    role: str
    reason: str
    opened_at: datetime
    ends_at: datetime


class Step(Term):
    """Steps of the procedure that may be taken online; consent is asked for each (在线诉讼规则 1, 4)."""

    SERVICE = "service", "电子送达"
    EXCHANGE = "exchange", "证据交换"
    INQUIRY = "inquiry", "调查询问"
    RECORD = "record", "笔录在线确认"
    HEARING = "hearing", "在线庭审"
    MEDIATION = "mediation", "在线调解"


class CauseChange(Term):
    """Why the cause of a case is changed (案由规定通知)."""

    CLAIM_CHANGED = "claim_changed", "当事人增加或者变更诉讼请求"
    RELATION_FOUND = "relation_found", "法庭查明的法律关系与诉争的不一致"


class Choice(StrEnum):
    """A party's answer to the question whether a step may be online."""

    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class PartyData:
    """A party as named in a pleading; `person` when the person is known to the platform.

    `stood`: on which side of the earlier case, where it comes from one; `position`: how papers call it, where its side
    does not say so: 上诉人, 被上诉人, 原审被告; `guardian`: who acts for it by law (法定代理人, CPL 60); `abroad`: it
    has no domicile in the country, as the pleading tells.
    """

    side: Side
    name: str
    kind: str
    person: UUID | None = None
    id_kind: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    division: str = ""
    platform: str = ""
    stood: Side | None = None
    position: str = ""
    guardian: str = ""
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party of a case, with the data that the court and the opposing side may see.

    `guardian`: who acts for it by law and is served for it (法定代理人, CPL 60); `loss`: that it died or can no longer
    act itself, since the day `lost_on`; `heir_of`: uid of the party whose place it took (SI 55), `heirs_of`: of all,
    because one heir may follow several, `predecessors`: those and all before them; `left`: others have taken its own;
    `abroad`: it has no domicile in the country, as the pleading or itself told: its periods are longer (CPL 285, 286).
    """

    uid: UUID
    side: Side
    name: str
    kind: str
    person: UUID | None
    platform: str
    address: str
    email: str
    phone: str
    id_number: str
    joined: bool
    id_kind: str = ""
    position: str = ""
    """How papers call it, where its side does not say so (SI 315-317), or `CLAIMANT`; "" as its side is called."""
    guardian: str = ""
    loss: Loss | None = None
    lost_on: date | None = None
    heir_of: UUID | None = None
    heirs_of: tuple[UUID, ...] = ()
    predecessors: frozenset[UUID] = frozenset()
    left: bool = False
    abroad: bool = False

    @property
    def line(self) -> frozenset[UUID]:
        """Itself and those whose place it took: what they did, handed in and owed is its own (SI 55)."""
        return self.predecessors | {self.uid}

    @property
    def claims(self) -> bool:
        """Whether it is a third party that claims for itself what both sides dispute (CPL 59(1))."""
        return self.side is Side.THIRD_PARTY and self.position == CLAIMANT

    @property
    def dead(self) -> bool:
        """Whether its death was noted: it acts no more, and nothing is served on it."""
        return self.loss is Loss.DEATH


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as other floors read it. `parties` stand in it now; `former` did until their heirs took their place."""

    uid: UUID
    number: str
    court: str
    cause: str
    cause_name: str
    track: Track
    stage: Term
    """A `Stage`, or one of the further words of the procedures (`rules/procedures/words.py`)."""
    claim_minor: int
    currency: str
    fee_kind: str
    filed_at: datetime
    docketed_at: datetime
    judge: UUID | None
    clerk: UUID | None
    through_court: str
    parties: tuple[PartyView, ...]
    former: tuple[PartyView, ...] = ()

    @property
    def everybody(self) -> tuple[PartyView, ...]:
        """Whoever stands in the case or ever did: what was done and paid keeps its name."""
        return (*self.parties, *self.former)

    def of_side(self, side: Side) -> tuple[PartyView, ...]:
        """The parties on one side, in order."""
        return tuple(p for p in self.parties if p.side is side)

    def facing(self, side: Side) -> tuple[PartyView, ...]:
        """Whom somebody on `side` faces: the parties of the other side; a third party faces both sides."""
        faced = {Side.PLAINTIFF: {Side.DEFENDANT}, Side.DEFENDANT: {Side.PLAINTIFF}}.get(side, {*Side} - {side})
        return tuple(p for p in self.parties if p.side in faced)

    @property
    def claimants(self) -> tuple[PartyView, ...]:
        """The third parties with a claim of their own."""
        return tuple(p for p in self.parties if p.claims)

    def party_of(self, person: UUID) -> PartyView | None:
        """The party that `person` is, or None; in the name of the dead nobody acts."""
        return next((p for p in self.parties if p.person == person and not p.dead), None)

    def stand_for(self, uid: UUID) -> tuple[PartyView, ...]:
        """Who stands where this party stood: itself, or the heirs who took its place."""
        return tuple(p for p in self.parties if uid in p.line)

    def party(self, uid: UUID) -> PartyView | None:
        """The party with this uid, also one whose place others took, or None."""
        return next((p for p in self.everybody if p.uid == uid), None)


@dataclass(frozen=True, slots=True)
class ClockView:
    """A period that runs in a case: who owes what until when, under which article, and why then.

    `stands_since`: it stands still since that day, on the ground of that id; then `due` is the end as counted before.
    `about`: the ruling from whose service it runs, because several may be appealed side by side; `counted_as`: the
    period that runs in its place for who lives abroad.
    """

    uid: UUID
    rule: str
    owed_by: str
    started: date
    due: date | None
    due_at: datetime | None
    article: str
    met_at: datetime | None
    provisional: bool
    steps: tuple[Reason, ...] = ()
    stands_since: date | None = None
    ground: str = ""
    about: UUID | None = None
    counted_as: str = ""


@dataclass(frozen=True, slots=True)
class IncidentView:
    """What befell a clock, or is proposed: see `models.ClockIncident`."""

    uid: UUID
    case: UUID
    clock: UUID
    rule: str
    kind: Befell
    state: IncidentState
    ground: str
    first: date | None
    last: date | None
    amount: int | None
    unit: Unit | None
    approver: Approver | None
    reason: str
    reference: str
    made_by: UUID | None
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    record: str

    @property
    def is_open(self) -> bool:
        """Whether it is a span that nobody has closed."""
        return self.kind is Befell.SPAN and self.last is None


@dataclass(frozen=True, slots=True)
class ConversionView:
    """What the judge decided: from which track into which, on what, with which words, on whose objection, when.

    `limit_until`: the last day of the trial limit, as it was then.
    """

    before: Track
    after: Track
    found: tuple[Circumstance, ...]
    reasons: str
    objected: UUID | None
    limit_until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The newest answer of a party for a step."""

    party: UUID
    step: Step
    choice: Choice
    notice_version: str
    at: datetime
    level: str
    by_agent: bool = False
