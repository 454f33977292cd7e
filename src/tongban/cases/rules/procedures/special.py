"""The other special procedures (特别程序) and protection orders: CPL 184-204, 207, 208; SI 341-372; 反家庭暴力法.

All are decided once for all (CPL 185). When a dispute about civil rights shows, the procedure ends and the way to a
suit is told (CPL 186).
"""

from __future__ import annotations

from dataclasses import replace

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_JUDGE = roles(By.JUDGE, By.PANEL)
"""One judge, or in grave and difficult cases a panel (CPL 185; SI 367)."""
_CLERK = roles(By.CLERK, By.JUDGE)
_APPLICANT = roles(By.APPLICANT)
_LIMIT = ("trial_special",)


def _withdrawal(*stages: At, ends: tuple[str, ...] = _LIMIT) -> tuple[Move, ...]:
    return each(
        stages,
        Do.ALLOW_APPLICATION_WITHDRAWAL,
        At.APPLICATION_WITHDRAWN,
        _JUDGE,
        "CPL 148, 184",
        needs=all_of(If.ASKED, If.RULING),
        ends=ends,
    )


def _taken_up(law: str, starts: tuple[str, ...] = _LIMIT) -> tuple[Move, ...]:
    """How every special procedure begins, and how it ends without an answer."""
    return (
        Move(Do.ACCEPT, At.APPLIED, At.UNDER_REVIEW, _CLERK, law, starts=starts),
        Move(Do.REFUSE, At.APPLIED, At.REFUSED, _JUDGE, "CPL 126, 184", all_of(If.GROUND_NAMED, If.RULING)),
        Move(
            Do.END_AS_DISPUTE,
            At.UNDER_REVIEW,
            At.ENDED,
            _JUDGE,
            "CPL 186",
            all_of(If.CIVIL_DISPUTE, If.RULING),
            ends=_LIMIT,
        ),
        *stay((At.UNDER_REVIEW,), Act.EXTEND_LIMIT, roles(By.PRESIDENT), "CPL 187", needs=all_of(If.SPECIAL_REASON)),
    )


_WITHOUT_ANSWER = frozenset({At.REFUSED, At.APPLICATION_WITHDRAWN, At.ENDED})

VOTER_LIST = Procedure(
    name="voter_list",
    term="选民资格案件",
    law="CPL 185, 188, 189",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.REFUSED, At.APPLICATION_WITHDRAWN, At.JUDGED}),
    moves=(
        *_withdrawal(At.UNDER_REVIEW, ends=()),
        Move(
            Do.ACCEPT,
            At.APPLIED,
            At.UNDER_REVIEW,
            _CLERK,
            "CPL 188",
            all_of(If.COMMISSION_DECIDED, If.FIVE_DAYS_BEFORE),
        ),
        Move(Do.REFUSE, At.APPLIED, At.REFUSED, _JUDGE, "CPL 126, 188", all_of(If.GROUND_NAMED, If.RULING)),
        *stay((At.UNDER_REVIEW,), Do.FORM_PANEL, roles(By.PRESIDENT), "CPL 185"),
        *stay((At.UNDER_REVIEW,), Do.HEAR_ALL, roles(By.PANEL), "CPL 189(2)", needs=all_of(If.ALL_PRESENT)),
        Move(Do.DECIDE, At.UNDER_REVIEW, At.JUDGED, roles(By.PANEL), "CPL 189", all_of(If.BEFORE_ELECTION)),
    ),
)


def _search(name: str, term: str, law: str, notices: tuple[tuple[Do, str, If], ...]) -> Procedure:
    """A person is looked for by a public notice of the length that the law gives; then it is declared or not."""
    periods = tuple(period for _, period, _ in notices)
    return Procedure(
        name=name,
        term=term,
        law=law,
        refusals="procedure",
        first=At.APPLIED,
        last=frozenset({At.REFUSED, At.ENDED, At.DECLARED, At.REJECTED, At.QUASHED}),
        moves=(
            *_taken_up(law, ()),
            *(
                Move(act, At.UNDER_REVIEW, At.NOTICE, _JUDGE, "CPL 192(1); SI 345", all_of(case), starts=(period,))
                for act, period, case in notices
            ),
            Move(
                Do.CLOSE_NOTICE,
                At.NOTICE,
                At.NOTICE_OVER,
                roles(By.OFFICE),
                "CPL 187, 192",
                all_of(If.PERIOD_OVER),
                starts=_LIMIT,
                ends=periods,
            ),
            *each(
                (At.UNDER_REVIEW, At.NOTICE),
                Do.REJECT,
                At.REJECTED,
                _JUDGE,
                "CPL 192(2)",
                needs=all_of(If.REAPPEARED),
                ends=periods,
            ),
            *each(
                (At.UNDER_REVIEW, At.NOTICE, At.NOTICE_OVER),
                Do.ALLOW_APPLICATION_WITHDRAWAL,
                At.ENDED,
                _JUDGE,
                "SI 346",
                needs=all_of(If.ASKED, If.NOBODY_JOINS, If.RULING),
                ends=(*periods, *_LIMIT),
            ),
            Move(Do.DECLARE, At.NOTICE_OVER, At.DECLARED, _JUDGE, "CPL 192(2)", all_of(If.FACT_CONFIRMED), ends=_LIMIT),
            Move(Do.REJECT, At.NOTICE_OVER, At.REJECTED, _JUDGE, "CPL 192(2)", ends=_LIMIT),
            Move(Do.QUASH, At.DECLARED, At.QUASHED, _JUDGE, "CPL 193", all_of(If.ASKED, If.REAPPEARED)),
        ),
    )


MISSING_PERSON = _search(
    "missing_person",
    "宣告失踪",
    "CPL 190, 192, 193; SI 341-346",
    ((Do.NOTICE_IN_PUBLIC, "missing_person_notice", If.MISSING_TWO_YEARS),),
)
DEATH = _search(
    "declaration_of_death",
    "宣告死亡",
    "CPL 191-193; SI 341-346",
    (
        (Do.NOTICE_IN_PUBLIC, "death_notice", If.MISSING_FOUR_YEARS),
        (Do.NOTICE_AFTER_ACCIDENT, "death_notice_accident", If.SURVIVAL_IMPOSSIBLE),
    ),
)
ESTATE_ADMINISTRATOR = Procedure(
    name="estate_administrator",
    term="指定遗产管理人",
    law="CPL 194-197",
    refusals="procedure",
    first=At.APPLIED,
    last=_WITHOUT_ANSWER | {At.JUDGED, At.REJECTED},
    moves=(
        *_taken_up("CPL 194"),
        *_withdrawal(At.UNDER_REVIEW),
        Move(Do.DECIDE, At.UNDER_REVIEW, At.JUDGED, _JUDGE, "CPL 195", all_of(If.FACT_CONFIRMED), ends=_LIMIT),
        Move(Do.REJECT, At.UNDER_REVIEW, At.REJECTED, _JUDGE, "CPL 184, 195", all_of(If.GROUND_NAMED), ends=_LIMIT),
        Move(
            Do.ASK_REPLACEMENT,
            At.JUDGED,
            At.UNDER_REVIEW,
            roles(By.APPLICANT, By.INTERESTED),
            "CPL 196, 197",
            all_of(If.GROUND_NAMED),
            starts=_LIMIT,
        ),
    ),
)
CAPACITY = Procedure(
    name="capacity",
    term="认定公民无民事行为能力、限制民事行为能力",
    law="CPL 198-201; SI 347-350",
    refusals="procedure",
    first=At.APPLIED,
    last=_WITHOUT_ANSWER | {At.DECLARED, At.REJECTED, At.QUASHED},
    moves=(
        *_taken_up("CPL 198"),
        *_withdrawal(At.UNDER_REVIEW),
        *stay((At.UNDER_REVIEW,), Do.ORDER_APPRAISAL, _JUDGE, "CPL 199"),
        *stay((At.UNDER_REVIEW,), Do.NAME_AGENT, _JUDGE, "CPL 200(1); SI 350"),
        *stay((At.UNDER_REVIEW,), Do.QUESTION, _JUDGE, "CPL 200(1)", online=Step.INQUIRY),
        Move(
            Do.DECLARE,
            At.UNDER_REVIEW,
            At.DECLARED,
            _JUDGE,
            "CPL 200(2)",
            all_of(If.AGENT_NAMED, If.FACT_CONFIRMED),
            ends=_LIMIT,
        ),
        Move(Do.REJECT, At.UNDER_REVIEW, At.REJECTED, _JUDGE, "CPL 200(2)", ends=_LIMIT),
        Move(Do.QUASH, At.DECLARED, At.QUASHED, _JUDGE, "CPL 201", all_of(If.ASKED, If.GROUND_GONE)),
    ),
)
OWNERLESS_PROPERTY = Procedure(
    name="ownerless_property",
    term="认定财产无主",
    law="CPL 202-204; SI 348",
    refusals="procedure",
    first=At.APPLIED,
    last=_WITHOUT_ANSWER | {At.DECLARED, At.REJECTED, At.QUASHED},
    moves=(
        *_taken_up("CPL 202, 203", ()),
        *_withdrawal(At.UNDER_REVIEW, At.NOTICE, At.NOTICE_OVER, ends=("ownerless_property_notice", *_LIMIT)),
        Move(Do.NOTICE_IN_PUBLIC, At.UNDER_REVIEW, At.NOTICE, _JUDGE, "CPL 203", starts=("ownerless_property_notice",)),
        Move(
            Do.END_AS_DISPUTE,
            At.NOTICE,
            At.ENDED,
            _JUDGE,
            "SI 348",
            all_of(If.CLAIMED_BY_SOMEBODY, If.RULING),
            ends=("ownerless_property_notice",),
        ),
        Move(
            Do.CLOSE_NOTICE,
            At.NOTICE,
            At.NOTICE_OVER,
            roles(By.OFFICE),
            "CPL 187, 203",
            all_of(If.PERIOD_OVER),
            starts=_LIMIT,
            ends=("ownerless_property_notice",),
        ),
        Move(Do.DECLARE, At.NOTICE_OVER, At.DECLARED, _JUDGE, "CPL 203", ends=_LIMIT),
        Move(Do.REJECT, At.UNDER_REVIEW, At.REJECTED, _JUDGE, "CPL 184, 203", all_of(If.GROUND_NAMED)),
        Move(Do.QUASH, At.DECLARED, At.QUASHED, _JUDGE, "CPL 204", all_of(If.ASKED, If.OWNER_APPEARED)),
    ),
)
REALISING_SECURITY = Procedure(
    name="realising_security",
    term="实现担保物权",
    law="CPL 207, 208; SI 359-372",
    refusals="procedure",
    first=At.APPLIED,
    last=_WITHOUT_ANSWER | {At.ALLOWED, At.REJECTED, At.QUASHED},
    moves=(
        *_taken_up("CPL 207; SI 365", (*_LIMIT, "security_realisation_copy")),
        *_withdrawal(At.UNDER_REVIEW),
        *stay(
            (At.UNDER_REVIEW,),
            Do.SEND_COPY,
            roles(By.CLERK),
            "SI 366(1)",
            online=Step.SERVICE,
            starts=("security_realisation_objection",),
            ends=("security_realisation_copy",),
        ),
        *stay(
            (At.UNDER_REVIEW,),
            Do.OBJECT,
            roles(By.RESPONDENT),
            "SI 366(2)",
            needs=all_of(If.GROUND_NAMED),
            ends=("security_realisation_objection",),
        ),
        *stay((At.UNDER_REVIEW,), Do.QUESTION, _JUDGE, "SI 368", online=Step.INQUIRY),
        *stay((At.UNDER_REVIEW,), Do.APPLY_PRESERVATION, _APPLICANT, "SI 371", starts=("preservation_normal",)),
        Move(
            Do.ALLOW_SALE,
            At.UNDER_REVIEW,
            At.ALLOWED,
            _JUDGE,
            "CPL 208; SI 370(1)",
            all_of(If.UNDISPUTED, If.CONDITIONS_MET, If.RULING),
            starts=("confirmation_objection_party",),
            ends=_LIMIT,
        ),
        Move(
            Do.ALLOW_SALE_IN_PART,
            At.UNDER_REVIEW,
            At.ALLOWED,
            _JUDGE,
            "SI 370(2)",
            all_of(If.UNDISPUTED_IN_PART, If.RULING),
            starts=("confirmation_objection_party",),
            ends=_LIMIT,
        ),
        Move(Do.REJECT, At.UNDER_REVIEW, At.REJECTED, _JUDGE, "CPL 208; SI 370(3)", all_of(If.RULING), ends=_LIMIT),
        Move(
            Do.OBJECT,
            At.ALLOWED,
            At.OBJECTED,
            roles(By.PARTY, By.APPLICANT, By.RESPONDENT, By.INTERESTED),
            "SI 372(2)",
            all_of(If.WITHIN_PERIOD),
            ends=("confirmation_objection_party",),
        ),
        Move(Do.REJECT_OBJECTION, At.OBJECTED, At.ALLOWED, _JUDGE, "SI 372(1)", all_of(If.RULING)),
        Move(Do.UPHOLD_OBJECTION, At.OBJECTED, At.QUASHED, _JUDGE, "SI 372(1)", all_of(If.RULING)),
    ),
)


def _remembered(*moves: Move) -> tuple[Move, ...]:
    return tuple(replace(m, basis="memory") for m in moves)


PROTECTION_ORDER = Procedure(
    name="protection_order",
    term="人身安全保护令",
    law="反家庭暴力法 23-32; 法释〔2022〕17号",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.REJECTED, At.APPLICATION_WITHDRAWN, At.LIFTED, At.EXPIRED}),
    moves=_remembered(
        Move(Do.ACCEPT, At.APPLIED, At.UNDER_REVIEW, _CLERK, "反家庭暴力法 23-25", starts=("protection_order",)),
        Move(
            Do.ACCEPT_URGENT,
            At.APPLIED,
            At.UNDER_REVIEW,
            _CLERK,
            "反家庭暴力法 28",
            all_of(If.URGENT),
            starts=("protection_order_urgent",),
        ),
        *stay((At.UNDER_REVIEW,), Do.QUESTION, _JUDGE, "法释〔2022〕17号 7", online=Step.INQUIRY),
        Move(
            Do.GRANT_ORDER,
            At.UNDER_REVIEW,
            At.IN_FORCE,
            _JUDGE,
            "反家庭暴力法 26-30",
            all_of(If.DANGER_SHOWN, If.RULING),
            starts=("protection_order_term", "protection_order_review"),
            ends=("protection_order", "protection_order_urgent"),
        ),
        Move(
            Do.REJECT,
            At.UNDER_REVIEW,
            At.REJECTED,
            _JUDGE,
            "反家庭暴力法 28, 31",
            all_of(If.RULING),
            starts=("protection_order_review",),
            ends=("protection_order", "protection_order_urgent"),
        ),
        Move(Do.WITHDRAW_APPLICATION, At.UNDER_REVIEW, At.APPLICATION_WITHDRAWN, _APPLICANT, "CPL 148"),
        *stay(
            (At.IN_FORCE, At.REJECTED),
            Do.ASK_REVIEW,
            roles(By.APPLICANT, By.RESPONDENT),
            "反家庭暴力法 31",
            needs=all_of(If.WITHIN_PERIOD),
            ends=("protection_order_review",),
        ),
        *stay((At.IN_FORCE,), Do.CHANGE_MEASURE, _JUDGE, "反家庭暴力法 30", needs=all_of(If.ASKED)),
        Move(Do.LIFT, At.IN_FORCE, At.LIFTED, _JUDGE, "反家庭暴力法 30, 31", all_of(If.ASKED, If.RULING)),
        Move(
            Do.EXPIRE,
            At.IN_FORCE,
            At.EXPIRED,
            roles(By.OFFICE),
            "反家庭暴力法 30",
            all_of(If.PERIOD_OVER),
            ends=("protection_order_term",),
        ),
    ),
)
