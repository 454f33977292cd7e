"""The procedure that a case follows, and what the court finds for or against one."""

from __future__ import annotations

from tongban.kernel.terms import Guard, Term


class Track(Term):
    """The procedure that a case follows; its code is the name of the procedure's table."""

    SMALL_CLAIMS = "small_claims", "小额诉讼程序"
    SIMPLIFIED = "simplified", "简易程序"
    ORDINARY = "ordinary", "普通程序"
    SECOND_INSTANCE = "second_instance", "第二审程序"
    RETRIAL_REVIEW = "retrial_review", "再审审查"
    PAYMENT_ORDER = "payment_order", "督促程序"
    PRE_ACTION_PRESERVATION = "pre_action_preservation", "诉前保全"
    ENFORCEMENT = "enforcement", "执行程序"
    ADMINISTRATIVE = "administrative_first_instance", "行政诉讼第一审程序"

    @property
    def simple(self) -> bool:
        """Whether the rules of the simplified procedure hold: small claims follow them, too (SI 281)."""
        return self in {Track.SIMPLIFIED, Track.SMALL_CLAIMS}

    @property
    def first_instance(self) -> bool:
        """Whether a civil action is tried in it for the first time (CPL 122-170)."""
        return self.simple or self is Track.ORDINARY


class Circumstance(Guard):
    """What the court finds about a case that speaks for or against a track, each with its article."""

    NOT_SIMPLE = "not_simple", "事实不清、权利义务关系不明确或者争议较大", "CPL 160(1); SI 256"
    SIMPLIFIED_AGREED = "simplified_agreed", "双方约定适用简易程序", "CPL 160(2); SI 264"
    DEFENDANT_MISSING = "defendant_missing", "起诉时被告下落不明", "SI 257(i)"
    REMANDED = "remanded", "发回重审", "SI 257(ii)"
    MANY_PARTIES = "many_parties", "当事人一方人数众多", "SI 257(iii)"
    SUPERVISED = "supervised", "适用审判监督程序", "SI 257(iv)"
    PUBLIC_INTEREST = "public_interest", "涉及国家利益、社会公共利益", "SI 257(v)"
    THIRD_PARTY_REVOCATION = "third_party_revocation", "第三人起诉请求改变或者撤销生效文书", "SI 257(vi)"
    NOT_FOR_SIMPLIFIED = "not_for_simplified", "其他不宜适用简易程序的情形", "SI 257(vii)"
    SMALL_CLAIMS_AGREED = "small_claims_agreed", "双方约定适用小额诉讼程序", "CPL 165(2)"
    NOT_MONEY = "not_money", "不是金钱给付案件", "CPL 165(1)"
    STATUS_OR_TITLE = "status_or_title", "人身关系、财产确权案件", "CPL 166(i)"
    FOREIGN = "foreign", "涉外案件", "CPL 166(ii)"
    APPRAISAL = "appraisal", "需要评估、鉴定或者对诉前评估、鉴定结果有异议", "CPL 166(iii)"
    PARTY_MISSING = "party_missing", "一方当事人下落不明", "CPL 166(iv)"
    COUNTERCLAIM = "counterclaim", "当事人提出反诉", "CPL 166(v)"
    NOT_FOR_SMALL_CLAIMS = "not_for_small_claims", "其他不宜适用小额诉讼程序的情形", "CPL 166(vi)"
