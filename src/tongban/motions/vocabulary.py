"""Words about what a party asks for within a case. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.kernel.terms import Guard, Term

APPLICATION, RULING = "motions/application", "motions/ruling"
"""The papers: what was asked for, in the applicant's words, and what the court decided."""


class Kind(Guard):
    """What is asked for."""

    WITHDRAWAL = "withdrawal", "撤诉申请", "CPL 148"
    AMENDMENT = "amendment", "变更诉讼请求申请", "CPL 54, 143; SI 232"
    JURISDICTION = "jurisdiction", "管辖权异议", "CPL 130"
    JOINDER = "joinder", "追加当事人申请", "CPL 59, 135; SI 73, 81"
    COUNTERCLAIM = "counterclaim", "反诉", "CPL 54, 143; SI 232, 233"
    PRESERVATION = "preservation", "保全申请", "CPL 103; 财产保全规定 1"
    EVIDENCE = "evidence", "证据保全申请", "CPL 84; 民事证据规定 25"
    RECUSAL = "recusal", "回避申请", "CPL 47-50"
    RESTORATION = "restoration", "顺延期限申请", "CPL 86"


class Change(Term):
    """How the claims change."""

    ADD = "add", "增加诉讼请求"
    CHANGE = "change", "变更诉讼请求"
    REDUCE = "reduce", "减少诉讼请求数额"


class Inquiry(Term):
    """Whether the court's inquiry was over when less was claimed (交纳办法 21(2), 35)."""

    OPEN = "open", "法庭调查终结前提出"
    OVER = "over", "法庭调查终结后提出"


class VenueGround(Term):
    """Why another court is said to be competent."""

    TERRITORY = "territory", "不符合地域管辖规定"
    AGREED = "agreed", "当事人另有管辖协议"
    LEVEL = "level", "违反级别管辖规定"
    EXCLUSIVE = "exclusive", "违反专属管辖规定"


class Place(Term):
    """As what somebody is to be brought into the case."""

    PLAINTIFF = "plaintiff", "共同原告"
    DEFENDANT = "defendant", "共同被告"
    THIRD_PARTY = "third_party", "第三人"


class Nature(Term):
    """What kind of person is to be brought in."""

    NATURAL = "natural", "自然人"
    LEGAL = "legal", "法人"
    OTHER = "other", "非法人组织"


class Necessity(Guard):
    """Why the case cannot be heard without somebody."""

    SURETY = "surety", "一般保证的债务人", "SI 66"
    HEIR = "heir", "其他继承人", "SI 70"
    CO_OWNER = "co_owner", "其他共有权人", "SI 72"
    PARTNER = "partner", "个人合伙的其他合伙人", "SI 60"
    GUARDIAN = "guardian", "致害的无民事行为能力人、限制民事行为能力人的监护人", "SI 67"
    AFFILIATE = "affiliate", "挂靠人或者被挂靠人", "SI 54"
    LENDER = "lender", "出借业务介绍信、合同专用章、空白合同书或者银行账户的单位", "SI 65"
    AGENT = "agent", "承担连带责任的被代理人或者代理人", "SI 71"
    OTHER = "other", "其他必须共同进行诉讼的当事人", "CPL 135"
    INTEREST = "interest", "案件处理结果同其有法律上的利害关系", "CPL 59(2); SI 81"


class Link(Guard):
    """What joins a counterclaim to the claim."""

    RELATION = "relation", "基于相同法律关系", "SI 233(2)"
    CAUSE = "cause", "诉讼请求之间具有因果关系", "SI 233(2)"
    FACTS = "facts", "基于相同事实", "SI 233(2)"


class Aim(Term):
    """What is to be secured."""

    PROPERTY = "property", "财产保全"
    DO = "do", "责令作出一定行为"
    FORBID = "forbid", "禁止作出一定行为"


class Haste(Term):
    """Whether the court must rule within hours (CPL 103(3))."""

    NO = "no", "不属于情况紧急"
    YES = "yes", "情况紧急"


class Security(Guard):
    """What stands good for the loss of whom a measure hits wrongly."""

    CASH = "cash", "现金担保", "财产保全规定 6"
    PROPERTY = "property", "财产担保", "财产保全规定 6(1)"
    GUARANTEE = "guarantee", "第三人保证", "财产保全规定 6(2)"
    INSURANCE = "insurance", "保险人担保书", "财产保全规定 7"
    BANK = "bank", "金融机构独立保函", "财产保全规定 8"


class Exempt(Guard):
    """Why the court may do without security in a pending case."""

    SECURED = "secured", "提供担保", "CPL 103(2)"
    LIVELIHOOD = (
        "livelihood",
        "追索赡养费、扶养费、抚育费、抚恤金、医疗费用、劳动报酬、工伤赔偿、交通事故人身损害赔偿",
        "财产保全规定 9(1)(i)",
    )
    VIOLENCE = "violence", "婚姻家庭纠纷案件中遭遇家庭暴力且经济困难", "财产保全规定 9(1)(ii)"
    PUBLIC = "public", "人民检察院提起的公益诉讼涉及损害赔偿", "财产保全规定 9(1)(iii)"
    BRAVE = "brave", "因见义勇为遭受侵害请求损害赔偿", "财产保全规定 9(1)(iv)"
    CLEAR = "clear", "案件事实清楚、权利义务关系明确，发生保全错误可能性较小", "财产保全规定 9(1)(v)"
    BANK = "bank", "申请保全人为具有独立偿付债务能力的金融机构及其分支机构", "财产保全规定 9(1)(vi)"


class Risk(Guard):
    """Why evidence cannot wait."""

    LOST = "lost", "证据可能灭失", "CPL 84(1)"
    HARD = "hard", "证据以后难以取得", "CPL 84(1)"


class Measure(Guard):
    """How evidence is preserved."""

    COPY = "copy", "复制", "民事证据规定 27(2)"
    RECORD = "record", "录音、录像", "民事证据规定 27(2)"
    INSPECT = "inspect", "勘验", "民事证据规定 27(2)"
    APPRAISE = "appraise", "鉴定", "民事证据规定 27(2)"
    SEAL = "seal", "查封", "民事证据规定 27(2)"
    SEIZE = "seize", "扣押", "民事证据规定 27(2)"

    @property
    def binds(self) -> bool:
        """Whether it keeps the thing from being used or sold, so that security is due (民事证据规定 26)."""
        return self in (Measure.SEAL, Measure.SEIZE)


class Challenged(Guard):
    """Who is asked to withdraw. Judge and clerk of the case are known; the others are named."""

    JUDGE = "judge", "审判员", "CPL 47(1); SI 48"
    CLERK = "clerk", "书记员", "CPL 47(4)"
    ASSISTANT = "assistant", "法官助理", "CPL 47(4)"
    TECHNICIAN = "technician", "司法技术人员", "CPL 47(4)"
    INTERPRETER = "interpreter", "翻译人员", "CPL 47(4)"
    APPRAISER = "appraiser", "鉴定人", "CPL 47(4)"
    INSPECTOR = "inspector", "勘验人", "CPL 47(4)"


class Tie(Guard):
    """Why somebody is asked to withdraw (CPL 47, as SI 43-45 spell it out)."""

    KIN = "kin", "是本案当事人或者当事人、诉讼代理人近亲属", "CPL 47(1)(i)"
    INTEREST = "interest", "本人或者其近亲属与本案有利害关系", "CPL 47(1)(ii); SI 43(ii)"
    TIE = "tie", "与本案当事人、诉讼代理人有其他关系，可能影响对案件公正审理", "CPL 47(1)(iii)"
    OTHER_PART = "other_part", "担任过本案的证人、鉴定人、辩护人、诉讼代理人、翻译人员", "SI 43(iii)"
    SHARES = "shares", "本人或者其近亲属持有本案非上市公司当事人的股份或者股权", "SI 43(v)"
    GIFTS = "gifts", "接受当事人、诉讼代理人请客送礼", "CPL 47(2)"
    MET = "met", "违反规定会见当事人、诉讼代理人", "CPL 47(2)"
    MISCONDUCT = "misconduct", "有其他不正当行为，可能影响公正审理", "SI 44"
    TRIED_BEFORE = "tried_before", "在其他审判程序中参与过本案审判工作", "SI 45"


class Known(Term):
    """Since when the applicant knows the ground (CPL 48(1))."""

    BEFORE = "before", "案件开始审理时已经知道"
    LATER = "later", "案件开始审理后才知道"


class Hindrance(Term):
    """What kept a party from acting in its period (CPL 86)."""

    FORCE_MAJEURE = "force_majeure", "不可抗拒的事由"
    GOOD_CAUSE = "good_cause", "其他正当理由"


class Manner(Term):
    """How a decision about recusal was made known (CPL 50)."""

    WRITTEN = "written", "书面"
    SPOKEN = "spoken", "口头"


class Ground(Guard):
    """Why the court says no, or lets go, each with its article."""

    LAW_BROKEN = "law_broken", "当事人有违反法律的行为需要依法处理", "SI 238(1)"
    DEFENDANT_OBJECTS = "defendant_objects", "法庭辩论终结后申请撤诉，被告不同意", "SI 238(2)"
    NOT_TO_BE_JOINED = "not_to_be_joined", "不能与本案合并审理，可以另行起诉", "CPL 143; SI 232"
    OTHER_COURT = "other_court", "反诉应由其他人民法院专属管辖", "SI 233(3)"
    UNRELATED = "unrelated", "反诉与本诉的诉讼标的及诉讼请求所依据的事实、理由无关联", "SI 233(3)"
    OTHER_PARTIES = "other_parties", "反诉的当事人超出本诉当事人的范围", "SI 233(1)"
    NOT_NECESSARY = "not_necessary", "不属于必须共同进行诉讼的当事人", "SI 73"
    NO_INTEREST = "no_interest", "案件处理结果同其没有法律上的利害关系", "CPL 59(2)"
    RIGHTS_WAIVED = "rights_waived", "应当追加的原告已明确表示放弃实体权利", "SI 74"
    COMPETENT = "competent", "受诉人民法院有管辖权", "CPL 130(1)"
    NO_TIE = "no_tie", "申请不属于法定回避事由", "CPL 47"
    UNPROVEN_TIE = "unproven_tie", "所述回避事由没有事实依据", "CPL 47, 48(1)"
    NO_HINDRANCE = "no_hindrance", "所述情况不属于不可抗拒的事由或者其他正当理由", "CPL 86"
    UNPROVEN_HINDRANCE = "unproven_hindrance", "所述事由没有证据证明", "CPL 67, 86"
    NOT_BY_IT = "not_by_it", "所述事由没有耽误该期限", "CPL 86"
    ASKED_LATE = "asked_late", "未在障碍消除后的法定期间内提出申请", "CPL 86"
    NO_DANGER = "no_danger", "不存在判决难以执行或者造成其他损害的可能", "CPL 103(1)"
    NO_SECURITY = "no_security", "未按要求提供担保", "CPL 103(2)"
    NOTHING_NAMED = "nothing_named", "没有明确的被保全财产信息或者具体的财产线索", "财产保全规定 10"
    NO_RISK = "no_risk", "证据没有灭失或者以后难以取得的危险", "CPL 84(1)"
    NOT_RELEVANT = "not_relevant", "申请保全的证据与待证事实无关联", "民事证据规定 25"
    WRONG = "wrong", "保全错误", "SI 166(1)(i)"
    TAKEN_BACK = "taken_back", "申请人撤回保全申请", "SI 166(1)(ii)"
    CLAIM_LOST = "claim_lost", "申请人的起诉或者诉讼请求被生效裁判驳回", "SI 166(1)(iii)"
    SECURED = "secured", "被申请人提供担保", "CPL 107; 财产保全规定 22"


class Answer(StrEnum):
    """How an answer of a form is read."""

    WORDS = "words"
    LINE = "line"
    LINES = "lines"
    AMOUNT = "amount"
    DAY = "day"
    CHOICE = "choice"
    OPPONENT = "opponent"
    COURT = "court"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Field:
    """One answer that a form asks for: its name, how it is read, under which article it is needed.

    `choices`: the words among which one chooses. `needed`: whether it must be answered.
    """

    name: str
    law: str
    answer: Answer = Answer.WORDS
    choices: tuple[Term | Guard, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class MotionView:
    """Something that was asked for within a case, where it stands, and who asked: see `models.Motion`."""

    uid: UUID
    case: UUID
    court: str
    kind: Kind
    stage: str
    party: UUID
    document: UUID
    ruling: UUID | None
    clocks: tuple[UUID, ...]
    charge: UUID | None
    handed_in_at: datetime
    decided_at: datetime | None
    ends_on: date | None
    told: bool
