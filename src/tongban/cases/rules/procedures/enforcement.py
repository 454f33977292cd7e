"""Enforcement (执行) and the objections against it: CPL 235-269; SI 460-519; 委托执行规定 1-14."""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, Online, all_of
from tongban.cases.vocabulary import Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_OFFICER = roles(By.OFFICER)
_PANEL = roles(By.PANEL)
_CREDITOR = roles(By.APPLICANT)
_DEBTOR = roles(By.RESPONDENT)
_PRESIDENT = roles(By.PRESIDENT)
_RULING = all_of(If.RULING)
_LIMIT = ("enforcement_limit",)

ENFORCEMENT = Procedure(
    name="enforcement",
    term="执行程序",
    law="CPL 235-269; SI 460-519",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.REFUSED, At.FULFILLED, At.ENDED, At.ROUND_ENDED, At.HANDED_OVER}),
    moves=(
        Move(
            Do.ACCEPT,
            At.APPLIED,
            At.ACCEPTED,
            roles(By.CLERK, By.JUDGE),
            "CPL 235, 247; SI 460, 461",
            all_of(If.TITLE_ENFORCEABLE),
            online=Online.ENFORCEMENT,
            starts=(*_LIMIT, "enforcement_notice"),
        ),
        Move(Do.REFUSE, At.APPLIED, At.REFUSED, roles(By.JUDGE), "SI 461", all_of(If.GROUND_NAMED, If.RULING)),
        *stay((At.ACCEPTED,), Do.TAKE_MEASURES_AT_ONCE, _OFFICER, "CPL 251"),
        Move(
            Do.SEND_ENFORCEMENT_NOTICE,
            At.ACCEPTED,
            At.ENFORCING,
            _OFFICER,
            "CPL 251; SI 480",
            online=Step.SERVICE,
            ends=("enforcement_notice",),
        ),
        *stay((At.ENFORCING,), Do.REPORT_PROPERTY, _DEBTOR, "CPL 252"),
        *stay((At.ENFORCING,), Do.CHECK_PROPERTY, _OFFICER, "CPL 253; SI 483; 在线诉讼规则 36(2)"),
        *stay((At.ENFORCING,), Do.SEIZE, _OFFICER, "CPL 253, 255, 256; SI 484", needs=_RULING),
        *stay((At.ENFORCING,), Do.WITHHOLD_INCOME, _OFFICER, "CPL 254", needs=all_of(If.RULING, If.LIVING_LEFT)),
        *stay((At.ENFORCING,), Do.SELL, _OFFICER, "CPL 258; SI 486-491", needs=all_of(If.SEIZED)),
        *stay((At.ENFORCING,), Do.SEARCH_PREMISES, _OFFICER, "CPL 259", needs=all_of(If.PRESIDENT_SIGNED)),
        *stay((At.ENFORCING,), Do.EVICT, _OFFICER, "CPL 261", needs=all_of(If.PRESIDENT_SIGNED, If.PERIOD_OVER)),
        *stay((At.ENFORCING,), Do.LIST_AS_DISHONEST, _PRESIDENT, "CPL 266; SI 516", needs=all_of(If.GROUND_NAMED)),
        *stay((At.ENFORCING,), Do.EXTEND_LIMIT, _PRESIDENT, "审限规定 5", needs=all_of(If.SPECIAL_REASON)),
        *stay((At.ENFORCING,), Do.GO_TO_HIGHER_COURT, _CREDITOR, "CPL 237", needs=all_of(If.PERIOD_OVER)),
        Move(
            Do.NOTE_SETTLEMENT,
            At.ENFORCING,
            At.SETTLING,
            _OFFICER,
            "CPL 241(1); SI 464",
            all_of(If.SIGNED_BY_ALL),
            online=Online.ENFORCEMENT,
        ),
        Move(
            Do.RESUME, At.SETTLING, At.ENFORCING, _OFFICER, "CPL 241(2); SI 465", all_of(If.ASKED, If.SETTLEMENT_BROKEN)
        ),
        Move(
            Do.STAY,
            At.ENFORCING,
            At.STAYED,
            _OFFICER,
            "CPL 242; SI 467, 468",
            all_of(If.SECURITY_GIVEN, If.CREDITOR_AGREES),
        ),
        Move(Do.RESUME, At.STAYED, At.ENFORCING, _OFFICER, "CPL 242; SI 469", all_of(If.PERIOD_OVER)),
        Move(Do.SUSPEND, At.ENFORCING, At.SUSPENDED, _PANEL, "CPL 267(1)", all_of(If.GROUND_NAMED, If.RULING)),
        Move(Do.RESUME, At.SUSPENDED, At.ENFORCING, _OFFICER, "CPL 267(2)", all_of(If.GROUND_GONE)),
        Move(
            Do.END_ROUND_BY_CREDITOR,
            At.ENFORCING,
            At.ROUND_ENDED,
            _PANEL,
            "SI 517(1)",
            all_of(If.NO_PROPERTY_FOUND, If.CREDITOR_SIGNED, If.RULING),
            ends=_LIMIT,
        ),
        Move(
            Do.END_ROUND_BY_COURT,
            At.ENFORCING,
            At.ROUND_ENDED,
            _PANEL,
            "SI 517(1)",
            all_of(If.NO_PROPERTY_FOUND, If.PANEL_CHECKED, If.PRESIDENT_APPROVED, If.RULING),
            ends=_LIMIT,
        ),
        Move(
            Do.RESUME,
            At.ROUND_ENDED,
            At.ENFORCING,
            roles(By.OFFICER, By.CLERK),
            "SI 517(2); CPL 265",
            all_of(If.ASKED, If.PROPERTY_FOUND),
            starts=_LIMIT,
        ),
        Move(
            Do.ENTRUST,
            At.ENFORCING,
            At.ENTRUSTED,
            _OFFICER,
            "CPL 240; 委托执行规定 1, 4, 5",
            all_of(If.PROPERTY_ELSEWHERE),
            starts=("entrusted_enforcement_filing", "entrusted_enforcement_start"),
        ),
        Move(
            Do.STRIKE_OUT,
            At.ENTRUSTED,
            At.HANDED_OVER,
            _OFFICER,
            "委托执行规定 2, 7",
            all_of(If.FILED_THERE),
            ends=("entrusted_enforcement_filing", *_LIMIT),
        ),
        Move(
            Do.TAKE_BACK,
            At.ENTRUSTED,
            At.ENFORCING,
            roles(By.HIGHER_COURT),
            "委托执行规定 9",
            all_of(If.GROUND_NAMED),
            ends=("entrusted_enforcement_filing", "entrusted_enforcement_start"),
        ),
        *each(
            (At.ENFORCING, At.SETTLING, At.STAYED), Do.FULFIL, At.FULFILLED, _OFFICER, "CPL 239(2); SI 465", ends=_LIMIT
        ),
        *each(
            (At.ACCEPTED, At.ENFORCING, At.SETTLING, At.STAYED, At.SUSPENDED, At.ROUND_ENDED),
            Do.END,
            At.ENDED,
            _PANEL,
            "CPL 268",
            needs=all_of(If.GROUND_NAMED, If.RULING),
            ends=_LIMIT,
        ),
    ),
)

ENFORCEMENT_OBJECTION = Procedure(
    name="enforcement_objection",
    term="执行行为异议",
    law="CPL 236",
    refusals="procedure",
    starts=("enforcement_objection_review",),
    first=At.OBJECTED,
    last=frozenset({At.QUASHED, At.REJECTED, At.UPHELD, At.CHANGED}),
    moves=(
        Move(
            Do.UPHOLD_OBJECTION,
            At.OBJECTED,
            At.QUASHED,
            _PANEL,
            "CPL 236",
            all_of(If.IN_WRITING, If.RULING),
            starts=("enforcement_reconsideration",),
            ends=("enforcement_objection_review",),
        ),
        Move(
            Do.REJECT_OBJECTION,
            At.OBJECTED,
            At.REJECTED,
            _PANEL,
            "CPL 236",
            all_of(If.IN_WRITING, If.RULING),
            starts=("enforcement_reconsideration",),
            ends=("enforcement_objection_review",),
        ),
        *each(
            (At.QUASHED, At.REJECTED),
            Do.ASK_REVIEW,
            At.UNDER_RECONSIDERATION,
            roles(By.APPLICANT, By.RESPONDENT, By.INTERESTED),
            "CPL 236",
            needs=all_of(If.WITHIN_PERIOD),
            ends=("enforcement_reconsideration",),
        ),
        Move(Do.UPHOLD, At.UNDER_RECONSIDERATION, At.UPHELD, roles(By.HIGHER_COURT), "CPL 236"),
        Move(Do.CHANGE, At.UNDER_RECONSIDERATION, At.CHANGED, roles(By.HIGHER_COURT), "CPL 236"),
    ),
)

OUTSIDER_OBJECTION = Procedure(
    name="outsider_objection",
    term="案外人执行异议",
    law="CPL 238; SI 302-315, 462, 463",
    refusals="procedure",
    starts=("enforcement_objection_review",),
    first=At.OBJECTED,
    last=frozenset({At.OBJECT_SPARED, At.REJECTED, At.IN_SUIT, At.TO_RETRIAL}),
    moves=(
        Move(
            Do.UPHOLD_OBJECTION,
            At.OBJECTED,
            At.OBJECT_SPARED,
            _PANEL,
            "CPL 238; SI 463(1)(ii)",
            all_of(If.IN_WRITING, If.BEFORE_OBJECT_IS_DONE, If.RULING),
            starts=("enforcement_objection_action",),
            ends=("enforcement_objection_review",),
        ),
        Move(
            Do.REJECT_OBJECTION,
            At.OBJECTED,
            At.REJECTED,
            _PANEL,
            "CPL 238; SI 463(1)(i)",
            all_of(If.IN_WRITING, If.RULING),
            starts=("enforcement_objection_action",),
            ends=("enforcement_objection_review",),
        ),
        *each(
            (At.OBJECT_SPARED, At.REJECTED),
            Do.SUE,
            At.IN_SUIT,
            roles(By.OUTSIDER, By.APPLICANT, By.RESPONDENT),
            "CPL 238; SI 302-304",
            needs=all_of(If.WITHIN_PERIOD, If.JUDGMENT_NOT_CONCERNED),
            ends=("enforcement_objection_action",),
        ),
        *each(
            (At.OBJECT_SPARED, At.REJECTED),
            Do.APPLY_RETRIAL,
            At.TO_RETRIAL,
            roles(By.OUTSIDER, By.APPLICANT, By.RESPONDENT),
            "CPL 238; SI 421",
            needs=all_of(If.JUDGMENT_CONCERNED),
            ends=("enforcement_objection_action",),
        ),
    ),
)
