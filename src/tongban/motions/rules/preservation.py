"""Preservation of property, conduct and evidence in a pending case (CPL 84, 103, 105-108, 111; SI 166, 171;
财产保全规定 1-25; 民事证据规定 25-29).

The table of the procedure says who does what; these rows say what is asked for and what the papers tell. The other side
learns of a motion when its measure has been carried out (CPL 106(1)).
"""

from __future__ import annotations

from tongban.cases.law import PROCEDURES, Do
from tongban.cases.vocabulary import Act
from tongban.courts.law import period_amount
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told, amount_of, day_of
from tongban.motions.rules.rows import (
    INTERPRETATION,
    STATUTE,
    Decision,
    Remedy,
    Row,
    Served,
    Standing,
    ground_told,
    grounds,
    reasons,
    words,
)
from tongban.motions.vocabulary import Aim, Answer, Exempt, Field, Ground, Haste, Kind, Measure, Risk, Security

MOST_SECURITY = 30
"""Percent of the amount secured that the court may ask as security in a pending case (财产保全规定 5(1))."""
_WHOLE = 100
LONGEST_TERM = "seizure_immovables"
"""The period of the table that no measure exceeds; some things are held for less (SI 485)."""
_REVIEW = f"{STATUTE}第一百一十一条、{INTERPRETATION}第一百七十一条"
_RULE = f"{STATUTE}第一百零三条、第一百零五条、第一百零六条、第一百五十七条第一款第四项"
_EVIDENCE_RULE = f"{STATUTE}第八十四条、第一百五十七条第一款第十一项"


def _name(told: Told, standing: Standing) -> str:
    return next((p.name for p in standing.opponents if str(p.uid) == told.get("against")), "被申请人")


def _yuan(told: Told, name: str, standing: Standing) -> str:
    amount = amount_of(told, name, standing.case.currency)
    return f"{amount.grouped_text}元" if amount else ""


def _wanted(told: Told, standing: Standing) -> str:
    """What is to be secured, as application and ruling say it."""
    who = _name(told, standing)
    if told["aim"] == Aim.PROPERTY:
        return f"查封、扣押或者冻结{who}价值{_yuan(told, 'amount', standing)}的财产（{told['object']}）"
    verb = "责令" if told["aim"] == Aim.DO else "禁止"
    return f"{verb}{who}：{told['object']}"


def check_preservation(told: Told, standing: Standing) -> list[Refusal]:
    """Within the claim or about the thing in dispute (CPL 105), with reasons for haste, with or without security."""
    found = []
    amount = amount_of(told, "amount", standing.case.currency)
    claim = Money(standing.case.claim_minor, standing.case.currency)
    if told.get("aim") == Aim.PROPERTY and (amount is None or amount.minor == 0):
        found.append(Refusal("motions.answer_missing", "财产保全规定 1(2)(iii)", ("amount",)))
    if told.get("aim") == Aim.PROPERTY and amount and amount > claim > Money(0, claim.currency):
        facts = (("claim", claim.decimal_text),)
        found.append(Refusal("motions.more_than_claimed", "CPL 105", ("amount",), facts))
    if told.get("haste") == Haste.YES and not told.get("haste_why"):
        found.append(Refusal("motions.answer_missing", "CPL 103(3)", ("haste_why",)))
    return found


def most_security(told: Told, currency: str) -> Money:
    """The most that may be asked as security: thirty percent of what is secured, rounded down to the fen."""
    amount = amount_of(told, "amount", currency) or Money(0, currency)
    return Money(amount.minor * MOST_SECURITY // _WHOLE, currency)


def _may_ask_security(asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    found = _day_over(told, "security_until", "CPL 103(2)", standing)
    most = most_security(asked, standing.case.currency)
    amount = amount_of(told, "security_amount", standing.case.currency)
    if asked.get("aim") == Aim.PROPERTY and amount and amount > most:
        facts = (("most", most.decimal_text),)
        found.append(Refusal("motions.security_too_high", "财产保全规定 5(1)", ("security_amount",), facts))
    return found


def _day_over(told: Told, name: str, law: str, standing: Standing) -> list[Refusal]:
    """Until a day that is past nobody does anything, and nothing lasts."""
    day = told.get(name, "")
    over = day and day < standing.today.isoformat()
    return [Refusal("motions.day_over", law, (name,), (("day", day),))] if over else []


def _may_last(_asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """Not to a day that is past, and not beyond the longest term of any measure (SI 485), counted from today."""
    day, today = told.get("ends_on", ""), standing.today
    last = f"{today.year + period_amount(LONGEST_TERM, today)}{today.isoformat()[4:]}"
    if day > last:
        return [Refusal("motions.measure_too_long", "SI 485(1)", ("ends_on",), (("until", last),))]
    return _day_over(told, "ends_on", "财产保全规定 18(2)", standing)


def _may_rule(asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """Not more than was asked for, and without security only on a ground of the law (财产保全规定 9)."""
    found = []
    amount = amount_of(told, "amount", standing.case.currency)
    wanted = amount_of(asked, "amount", standing.case.currency)
    if amount and wanted and amount > wanted:
        facts = (("claim", wanted.decimal_text),)
        found.append(Refusal("motions.more_than_asked", "CPL 105", ("amount",), facts))
    given = standing.secured or bool(asked.get("security"))
    if told.get("exempt") == Exempt.SECURED and not given:
        found.append(Refusal("motions.security_not_given", "CPL 103(2); 财产保全规定 9", ("exempt",)))
    return found


def _ruled(asked: Told, told: Told, standing: Standing) -> tuple[str, ...]:
    narrowed = {**asked, "amount": told.get("amount") or asked.get("amount", "")}
    return (_wanted(narrowed, standing), f"担保：{_secured(asked, told)}", "本裁定立即开始执行")


def _secured(asked: Told, told: Told) -> str:
    if told.get("exempt") not in (None, Exempt.SECURED):
        return f"不要求提供担保（{Exempt(told['exempt']).term}）"
    return Security(asked["security"]).term if asked.get("security") else "申请人已按要求提供"


def _security_owed(told: Told, standing: Standing) -> str:
    until, owed = day_of(told, "security_until"), _yuan(told, "security_amount", standing)
    return f"{standing.party.name}应当于{until}前（含当日）提供{owed}的担保，逾期不提供的，裁定驳回申请"


def _lifted(_asked: Told, told: Told, _standing: Standing) -> tuple[str, ...]:
    return (f"解除本案的保全措施（{ground_told(told)}）",)


def _review(standing: Standing, outcome: str) -> tuple[str, ...]:
    return (f"经复议审查，{outcome}（{standing.case.number}）",)


_HASTE = (
    Field("haste", "CPL 103(3)", Answer.CHOICE, tuple(Haste)),
    words("haste_why", "CPL 103(3)", needed=False),
)
_ASK_SECURITY = Decision(
    fields=(
        Field("security_amount", "财产保全规定 5(1)", Answer.AMOUNT),
        Field("security_until", "CPL 103(2)", Answer.DAY),
        reasons("CPL 103(2)"),
    ),
    title="提供担保通知书",
    quoted=f"{STATUTE}第一百零三条第二款",
    says=lambda _asked, told, standing: (_security_owed(told, standing),),
    served=Served.APPLICANT,
    check=_may_ask_security,
)
_GIVE_SECURITY = Decision(
    fields=(
        Field("security", "财产保全规定 6-8", Answer.CHOICE, tuple(Security)),
        words("reasons", "财产保全规定 6(1)"),
    ),
    handed_in="担保书",
    says=lambda _asked, _told, _standing: ("接受为本案保全提供的担保",),
)
_REVIEWED = {
    Do.ASK_REVIEW: Decision(
        fields=(reasons("CPL 111; 财产保全规定 25(1)"),),
        handed_in="复议申请书",
        says=lambda _asked, _told, _standing: ("对本案的保全裁定进行复议",),
    ),
    Do.CONFIRM_ON_REVIEW: Decision(
        fields=(reasons("SI 171"),),
        title="复议决定书",
        quoted=_REVIEW,
        says=lambda _asked, _told, standing: _review(standing, "原裁定正确，驳回复议申请"),
    ),
    Do.QUASH: Decision(
        fields=(reasons("SI 171"),),
        title="民事裁定书",
        quoted=_REVIEW,
        says=lambda _asked, _told, standing: _review(standing, "撤销原保全裁定，解除保全措施"),
    ),
}


def _rejected(law: str, quoted: str, *choices: Ground) -> Decision:
    return Decision(
        fields=(grounds(law, *choices), reasons("CPL 157(3)")),
        title="民事裁定书",
        quoted=quoted,
        says=lambda _asked, _told, standing: (f"驳回{standing.party.name}的保全申请",),
        served=Served.APPLICANT,
        remedy=Remedy.REVIEW,
    )


PRESERVATION = Row(
    kind=Kind.PRESERVATION,
    asks=Act.APPLY_PRESERVATION,
    procedure=PROCEDURES["preservation"],
    title="保全申请书",
    quiet=True,
    fields=(
        Field("against", "财产保全规定 1(2)(i)", Answer.OPPONENT),
        Field("aim", "CPL 103(1)", Answer.CHOICE, tuple(Aim)),
        Field("amount", "财产保全规定 1(2)(iii)", Answer.AMOUNT, needed=False),
        words("object", "财产保全规定 1(2)(iv), 10"),
        words("reasons", "财产保全规定 1(2)(ii)"),
        Field("security", "财产保全规定 1(2)(v), 5-9", Answer.CHOICE, tuple(Security), needed=False),
        words("security_what", "财产保全规定 1(2)(v)"),
        *_HASTE,
    ),
    request=lambda told, standing: (_wanted(told, standing),),
    check=check_preservation,
    decisions={
        Do.MARK_URGENT: Decision(),
        Do.ASK_SECURITY: _ASK_SECURITY,
        Do.GIVE_SECURITY: _GIVE_SECURITY,
        Do.RULE_PRESERVATION: Decision(
            fields=(
                Field("amount", "CPL 105", Answer.AMOUNT, needed=False),
                Field("exempt", "CPL 103(2); 财产保全规定 9", Answer.CHOICE, tuple(Exempt)),
                reasons("CPL 157(3)"),
            ),
            title="民事裁定书",
            quoted=_RULE,
            says=_ruled,
            served=Served.LATER,
            remedy=Remedy.REVIEW,
            check=_may_rule,
        ),
        Do.REJECT: _rejected("CPL 103", _RULE, Ground.NO_DANGER, Ground.NO_SECURITY, Ground.NOTHING_NAMED),
        Do.EXECUTE_RULING: Decision(
            fields=(words("measures", "CPL 106(1)"), Field("ends_on", "财产保全规定 18(2)", Answer.DAY, needed=False)),
            title="保全措施告知书",
            quoted=f"{STATUTE}第一百零六条第一款、《最高人民法院关于人民法院办理财产保全案件若干问题的规定》第十八条",
            says=lambda _asked, told, _standing: (
                f"已采取的保全措施：{told['measures']}",
                f"保全期限届满日：{day_of(told, 'ends_on')}" if told.get("ends_on") else "保全至裁定解除时止",
                "需要续行保全的，应当在期限届满前依照规定的时间提出申请",
            ),
            served=Served.LATER,
            check=_may_last,
        ),
        **_REVIEWED,
        Do.ORDER_ON_REVIEW: Decision(
            fields=(reasons("财产保全规定 25(3)"),),
            title="民事裁定书",
            quoted=_REVIEW,
            says=lambda asked, _told, standing: (*_review(standing, "撤销原裁定"), _wanted(asked, standing)),
            served=Served.LATER,
        ),
        Do.ASK_LIFTING: Decision(
            fields=(reasons("财产保全规定 23(4)"),),
            handed_in="解除保全申请书",
            says=lambda _asked, _told, _standing: ("解除本案的保全措施",),
        ),
        Do.LIFT: Decision(
            fields=(
                grounds("SI 166", Ground.WRONG, Ground.TAKEN_BACK, Ground.CLAIM_LOST, Ground.SECURED),
                reasons("CPL 157(3)"),
            ),
            title="民事裁定书",
            quoted=f"{STATUTE}第一百零七条、{INTERPRETATION}第一百六十六条",
            says=_lifted,
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)


def _check_evidence(told: Told, standing: Standing) -> list[Refusal]:
    found = []
    if not standing.in_time and standing.until:
        facts = (("until", standing.until.isoformat()),)
        found.append(Refusal("motions.evidence_period_over", "民事证据规定 25(2)", facts=facts))
    if told.get("haste") == Haste.YES and not told.get("haste_why"):
        found.append(Refusal("motions.answer_missing", "CPL 103(3)", ("haste_why",)))
    return found


def _evidence(told: Told) -> str:
    return f"对下列证据采取{Measure(told['measure']).term}措施予以保全：{told['object']}（所在：{told['where']}）"


def _may_preserve(asked: Told, _told: Told, standing: Standing) -> list[Refusal]:
    """What keeps a thing from use or sale takes security first (民事证据规定 26)."""
    binds = "measure" in asked and Measure(asked["measure"]).binds
    if binds and not standing.secured:
        return [Refusal("motions.security_first", "民事证据规定 26")]
    return []


EVIDENCE = Row(
    kind=Kind.EVIDENCE,
    asks=Act.APPLY_EVIDENCE_PRESERVATION,
    procedure=PROCEDURES["evidence_preservation"],
    title="证据保全申请书",
    quiet=True,
    fields=(
        words("object", "民事证据规定 25(1)"),
        words("where", "民事证据规定 25(1)"),
        Field("risk", "CPL 84(1)", Answer.CHOICE, tuple(Risk)),
        Field("measure", "民事证据规定 25(1), 27(2)", Answer.CHOICE, tuple(Measure)),
        words("reasons", "民事证据规定 25(1)"),
        *_HASTE,
    ),
    request=lambda told, _standing: (_evidence(told),),
    check=_check_evidence,
    decisions={
        Do.MARK_URGENT: Decision(),
        Do.ASK_SECURITY: _ASK_SECURITY,
        Do.GIVE_SECURITY: _GIVE_SECURITY,
        Do.RULE_PRESERVATION: Decision(
            fields=(reasons("CPL 157(3)"),),
            title="民事裁定书",
            quoted=_EVIDENCE_RULE,
            says=lambda asked, _told, _standing: (_evidence(asked), "本裁定立即开始执行"),
            served=Served.LATER,
            remedy=Remedy.REVIEW,
            check=_may_preserve,
        ),
        Do.REJECT: _rejected("CPL 84", _EVIDENCE_RULE, Ground.NO_RISK, Ground.NOT_RELEVANT, Ground.NO_SECURITY),
        Do.TAKE_EVIDENCE: Decision(
            fields=(words("record", "民事证据规定 27(2)"),),
            title="证据保全告知书",
            quoted="《最高人民法院关于民事诉讼证据的若干规定》第二十七条",
            says=lambda _asked, told, _standing: (f"证据保全情况：{told['record']}",),
            served=Served.LATER,
        ),
        **_REVIEWED,
        Do.ORDER_ON_REVIEW: Decision(
            fields=(reasons("SI 171"),),
            title="民事裁定书",
            quoted=_REVIEW,
            says=lambda asked, _told, standing: (*_review(standing, "撤销原裁定"), _evidence(asked)),
            served=Served.LATER,
            check=_may_preserve,
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)
