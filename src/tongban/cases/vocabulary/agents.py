"""Words about who acts for a party: kinds of agents, what authority they hold, the papers that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.terms import Guard, Term


class AgentKind(Guard):
    """As what somebody acts for a party (诉讼代理人)."""

    STATUTORY = "statutory", "法定代理人", "CPL 60"
    APPOINTED = "appointed", "法院指定的法定代理人", "CPL 60; SI 83"
    PROCURATOR = "procurator", "人民检察院派员", "CPL 58(2)"
    LAWYER = "lawyer", "律师", "CPL 61(2)(i)"
    LEGAL_AID = "legal_aid", "法律援助律师", "CPL 61(2)(i); 法律援助法 22"
    LEGAL_WORKER = "legal_worker", "基层法律服务工作者", "CPL 61(2)(i)"
    RELATIVE = "relative", "当事人的近亲属", "CPL 61(2)(ii); SI 85"
    STAFF = "staff", "当事人的工作人员", "CPL 61(2)(ii); SI 86"
    COMMUNITY = "community", "当事人所在社区、单位推荐的公民", "CPL 61(2)(iii)"
    ASSOCIATION = "association", "有关社会团体推荐的公民", "CPL 61(2)(iii); SI 87"

    @property
    def by_law(self) -> bool:
        """Whether the law or the office gives the authority, and no power of attorney is needed."""
        return self in (AgentKind.STATUTORY, AgentKind.APPOINTED, AgentKind.PROCURATOR)

    @property
    def role(self) -> str:
        """As what a record and a judgment name somebody of this kind."""
        return self.term if self.by_law else "委托诉讼代理人"

    @property
    def of_firm(self) -> bool:
        """Whether somebody of this kind works for a firm, which must not stand on both sides either."""
        return self in (AgentKind.LAWYER, AgentKind.LEGAL_AID, AgentKind.LEGAL_WORKER)

    @property
    def professional(self) -> bool:
        """Whether somebody of this kind acts in a profession or an office, not as somebody near to the party."""
        return self.of_firm or self is AgentKind.PROCURATOR


class Proof(Guard):
    """A paper that an agent shows."""

    MANDATE = "mandate", "授权委托书", "CPL 62(1)"
    IDENTITY = "identity", "身份证件", "SI 88"
    GUARDIANSHIP = "guardianship", "监护关系证明", "CPL 60"
    APPOINTMENT = "appointment", "指定法定代理人的决定", "SI 83"
    DISPATCH = "dispatch", "派员出庭通知书", "CPL 58(2)"
    LICENCE = "licence", "执业证", "SI 88(i)-(ii)"
    FIRM_LETTER = "firm_letter", "律师事务所证明材料", "SI 88(i)"
    AID_LETTER = "aid_letter", "法律援助公函", "法律援助法 22"
    INTRODUCTION = "introduction", "基层法律服务所介绍信", "SI 88(ii)"
    DISTRICT = "district", "当事人一方位于本辖区内的证明材料", "SI 88(ii)"
    KINSHIP = "kinship", "与委托人有近亲属关系的证明材料", "SI 88(iii)"
    EMPLOYMENT = "employment", "与当事人有合法劳动人事关系的证明材料", "SI 88(iv)"
    RECOMMENDATION = "recommendation", "推荐材料", "SI 88(v)-(vi)"
    MEMBERSHIP = "membership", "当事人属于该社区、单位的证明材料", "SI 88(v)"
    ASSOCIATION_FITS = "association_fits", "符合社会团体推荐条件的证明材料", "SI 87, 88(vi)"


class Power(Guard):
    """What an agent may do only when the power of attorney names it (特别授权)."""

    ADMIT = "admit", "代为承认诉讼请求", "CPL 62(2); SI 89"
    WAIVE = "waive", "代为放弃诉讼请求", "CPL 62(2); SI 89"
    CHANGE = "change", "代为变更诉讼请求", "CPL 62(2); SI 89"
    SETTLE = "settle", "代为和解、调解", "CPL 62(2); SI 89"
    WITHDRAW = "withdraw", "代为撤诉、撤回申请", "CPL 62(2), 148"
    COUNTERCLAIM = "counterclaim", "代为提起反诉", "CPL 62(2); SI 89"
    APPEAL = "appeal", "代为提起上诉", "CPL 62(2); SI 89"
    RECEIVE = "receive", "代为收取款项", "执行工作规定 20(2)"
    CHOOSE_ONLINE = "choose_online", "代为选择在线诉讼", "在线诉讼规则 4"


class Scope(Term):
    """How far a power of attorney reaches."""

    GENERAL = "general", "一般授权"
    SPECIAL = "special", "特别授权"


class Source(Guard):
    """By what an authority was given."""

    PAPER = "paper", "授权委托书或者证明文书", "CPL 62(1); SI 88"
    ORAL = "oral", "当场口头委托，记入笔录", "SI 89(2)"


class AuthorityState(Term):
    """Whether the court has checked an authority, and whether it still stands."""

    HANDED_IN = "handed_in", "待审核"
    ACCEPTED = "accepted", "已审核"
    RETURNED = "returned", "材料不齐，已退回"
    REVOKED = "revoked", "已解除"


OPEN_STATES = (AuthorityState.HANDED_IN, AuthorityState.ACCEPTED)
"""An authority that counts, or may once it is checked."""


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """Who may act for which party: see `models.Representation`. `agent` None: the agent has no account here yet.

    `client`: the person who gave it, once known here.
    """

    uid: UUID
    case: UUID
    party: UUID
    kind: AgentKind
    agent: UUID | None
    name: str
    id_number: str
    firm: str
    powers: frozenset[Power]
    since: date
    until: date | None
    state: AuthorityState
    missing: tuple[Proof, ...]
    handed_in_at: datetime
    ended_at: datetime | None
    source: Source = Source.PAPER
    client: UUID | None = None

    @property
    def scope(self) -> Scope | None:
        """General or special; None where the law gives all authority."""
        if self.kind.by_law:
            return None
        return Scope.SPECIAL if self.powers else Scope.GENERAL

    def holds(self, on: date) -> bool:
        """Whether the agent may act on the day `on`: checked, begun, neither over nor revoked."""
        return self.since <= on and self.may_hold(on)

    def may_hold(self, on: date) -> bool:
        """Whether the agent may act on the day `on`, or will on a later one: checked, neither over nor revoked."""
        return self.state is AuthorityState.ACCEPTED and (self.until is None or on <= self.until)
